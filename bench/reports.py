"""`python -m bench.reports`: what the reports of a class of 300 and of a school of 2,000 pupils cost, in CPU.

The pupils of the school have finished every lesson there is. Beside a bare Django view, in the same run.
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bench import world
from bench.__main__ import Bare, client, get, warm
from bench.server import Server

CLASSES, SCHOOL, A_CLASS, ROUNDS = [40, 300], 2000, 25, 60  # a class has 40 card numbers
AIM_OF_CLASS, AIM_OF_SCHOOL = 50, 300  # times the bare view; milliseconds

# Why an aim is not met; printed only when it is not.
WHY = {
    "progress": "More than half is the page around it (as attendance has it); the rest is a row for each pupil.",
    "objectives": "Half is the page around it; the rest is adding up what was written down of five answers at a time.",
    "questions": "As before and after, with a picture of thirty questions, each with the step that teaches it.",
    "answers": "As before and after, with a picture of each answer.",
}


def answer_all(course, quizzes, pupils):
    """Every pupil answered every question of these quizzes, two thirds of them rightly."""
    from django.utils import timezone

    from quizzes.models import Attempt, Response

    now = timezone.now()
    for quiz in quizzes:
        version = quiz.version()
        attempts = Attempt.objects.bulk_create(
            Attempt(learner=pupil, version=version, quiz_key=quiz.translation_key, home="/",
                    finished_at=now - timedelta(seconds=n))
            for n, pupil in enumerate(pupils)
        )  # fmt: skip
        Response.objects.bulk_create(
            Response(attempt=attempt, question=question, answer="", mark=(n + m) % 3 > 0, shown_at=attempt.finished_at)
            for n, attempt in enumerate(attempts)
            for m, question in enumerate(version.questions)
        )


class World:
    def __init__(self):
        from accounts.choices import Nation, Role
        from accounts.models import Enrolment
        from classrooms import demo
        from courses.models import Course, Lesson

        lessons = list(Lesson.objects.live())
        course = Course.objects.select_related("baseline", "end_quiz").get(slug="navigators")
        ends = [course.baseline, course.end_quiz]
        school = demo.make_school("Bench School", Nation.ENGLAND)
        teacher = demo.make_staff(school, Role.TEACHER, "bench@school.example", "Bench Teacher")
        self.classes = {size: self.answered(size, teacher, school, course, ends) for size in CLASSES}
        self.school = demo.make_school("Large School", Nation.ENGLAND)
        admin = demo.make_staff(self.school, Role.SCHOOL_ADMIN, "admin@large.example", "Large Admin")
        for _number in range(SCHOOL // A_CLASS):
            group, pupils = world.make_class(A_CLASS, teacher, self.school, course)
            answer_all(course, ends, pupils)
            self.teach(group, lessons, pupils)
        assert Enrolment.objects.filter(class_group__school=self.school).count() == SCHOOL
        self.teacher, self.admin = world.sign_in(teacher), world.sign_in(admin)

    def answered(self, size, teacher, school, course, ends):
        group, pupils = world.make_class(size, teacher, school, course)
        answer_all(course, [*ends, *(lesson.quiz for lesson in course.lessons)], pupils)
        return group

    def teach(self, group, lessons, pupils):
        from django.utils import timezone

        from classrooms.models import ClassSession, Participation
        from courses.models import LessonCompletion

        now = timezone.now()
        sessions = ClassSession.objects.bulk_create(
            ClassSession(class_group=group, band=group.band, lesson_key=lesson.translation_key, revision=1,
                         step_ids=[], code="", code_until=now, ended_at=now, finished_lesson=True)
            for lesson in lessons
        )  # fmt: skip
        LessonCompletion.objects.bulk_create(
            (LessonCompletion(learner=one, lesson_key=lesson.translation_key) for lesson in lessons for one in pupils),
            ignore_conflicts=True,
        )
        Participation.objects.bulk_create(
            Participation(session=session, learner=pupil, state="in") for session in sessions for pupil in pupils
        )


def costs(made, env, bare):
    """(whose, slug, Figures, whether it is a class's)"""
    from classrooms.reports import REPORTS, SCHOOL_REPORTS

    all_asked = [
        (f"class of {n}", made.teacher, f"/desk/{g.pk}/reports/", REPORTS, ROUNDS) for n, g in made.classes.items()
    ]
    all_asked += [
        (f"school of {SCHOOL:,}", made.admin, f"/school/{made.school.pk}/reports/", SCHOOL_REPORTS, ROUNDS // 3)
    ]
    with Server("config.wsgi", env) as server:
        for whose, session, path, reports, rounds in all_asked:
            browser = client(server, session)
            for slug in reports:
                warm(get(browser, f"{path}{slug}/", 6))
                asked = get(browser, f"{path}{slug}/", rounds)
                yield whose, slug, bare.beside(server, asked, rounds), reports is REPORTS


def main():
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as var_dir:
        world.prepare(Path(var_dir))
        from django.db import transaction

        from classrooms.forgetting import keep_fives_of_late

        with transaction.atomic():
            made = World()
            keep_fives_of_late()  # as the worker does each hour
        env = {"DEMO": "1", "VAR_DIR": var_dir, "MFA_REQUIRED": "0"}
        with Bare(var_dir) as bare:
            for whose, slug, (ms, views, _inserts), of_class in costs(made, env, bare):
                met = views <= AIM_OF_CLASS if of_class else ms <= AIM_OF_SCHOOL
                aim = f"{AIM_OF_CLASS} x view" if of_class else f"{AIM_OF_SCHOOL} ms"
                said = "met" if met else f"NOT MET\n    {WHY.get(slug, '')}"
                print(f"{whose:16} {slug:12} {ms:8.1f} ms {views:7.1f} x view   aim {aim:9} {said}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
