"""A database of its own with classes of 30 and 300, and signed-in sessions to go round with."""

import os
from datetime import timedelta


def set_up(var_dir):
    """Set Django up on the database in `var_dir`."""
    os.environ.update(DEMO="1", VAR_DIR=str(var_dir), DJANGO_SETTINGS_MODULE="config.settings", LOG_LEVEL="ERROR")
    import django

    django.setup()


def prepare(var_dir):
    """And make that database and the static files, with the courses loaded."""
    set_up(var_dir)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_content", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def sign_in(user):
    """A session cookie for this user, as signing in would make it."""
    return sign_in_all([user])[0]


def sign_in_all(users):
    from django.contrib.sessions.models import Session

    return [row.session_key for row in Session.objects.bulk_create([session_of(user) for user in users])]


def session_of(user):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from accounts.choices import Kind

    now = timezone.now().isoformat()
    data = {SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash()}
    if user.kind == Kind.PUPIL:
        data |= {BACKEND_SESSION_KEY: "accounts.cards.CardBackend", "started": now, "seen": now}
    else:
        data[BACKEND_SESSION_KEY] = "accounts.adults.AdultBackend"
    return SessionStore().create_model_instance(data)


def make_pupils(class_group, size, began=None):
    """So many in the class, by few queries; there since `began`, if not since now."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from accounts.choices import Kind
    from accounts.models import Enrolment, User

    began = began or timezone.now()
    look = {"kind": Kind.PUPIL, "school": class_group.school, "password": make_password(None)}
    pupils = User.objects.bulk_create(User(display_name=f"Pupil {n}", **look) for n in range(size))
    Enrolment.objects.bulk_create(
        Enrolment(class_group=class_group, learner=pupil, number=n + 1, started_at=began)
        for n, pupil in enumerate(pupils)
    )
    return pupils


def make_class(size, teacher, school, course):
    """A class of this size, each pupil some way through the course."""
    from django.utils import timezone

    from classrooms import demo
    from courses.models import Assignment, LessonCompletion, LessonProgress

    began = timezone.now() - timedelta(days=1)
    class_group = demo.make_class(school, f"Class of {size}", "Year 8", "navigators", [teacher])
    Assignment.objects.create(class_group=class_group, course_key=course.translation_key)
    pupils = make_pupils(class_group, size, began)
    lessons = course.lessons
    LessonProgress.objects.bulk_create(
        LessonProgress(learner=pupil, lesson_key=lesson.translation_key, step=len(lesson.steps))
        for n, pupil in enumerate(pupils)
        for lesson in lessons[: n % (len(lessons) + 1)] or lessons[:1]
    )
    LessonCompletion.objects.bulk_create(
        LessonCompletion(learner=pupil, lesson_key=lesson.translation_key)
        for n, pupil in enumerate(pupils)
        for lesson in lessons[1 : n % (len(lessons) + 1)]
    )
    return class_group, pupils
