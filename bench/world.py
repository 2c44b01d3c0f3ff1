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
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from accounts.choices import Kind

    now = timezone.now().isoformat()
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    if user.kind == Kind.PUPIL:
        session[BACKEND_SESSION_KEY] = "accounts.cards.CardBackend"
        session["started"] = session["seen"] = now
    else:
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.create()
    return session.session_key


def make_class(size, teacher, school, course):
    """A class of this size, each pupil some way through the course."""
    from django.utils import timezone

    from accounts.models import Enrolment, User
    from classrooms import demo
    from courses.models import Assignment, LessonCompletion, LessonProgress

    began = timezone.now() - timedelta(days=1)
    class_group = demo.make_class(school, f"Class of {size}", "Year 8", "navigators", [teacher])
    Assignment.objects.create(class_group=class_group, course_key=course.translation_key)
    pupils = [User.objects.create_pupil(f"Pupil {n}", school) for n in range(size)]
    Enrolment.objects.bulk_create(
        Enrolment(class_group=class_group, learner=pupil, number=n + 1, started_at=began)
        for n, pupil in enumerate(pupils)
    )
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
