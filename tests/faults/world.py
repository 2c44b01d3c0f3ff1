"""Makes a database of its own with a class at its quiz, and says on standard output who is there.

Run as a program, because the tests that ask for it have a Django with another database.
"""

import json
import sys
from pathlib import Path

from bench import world
from bench.__main__ import form_data
from tests.prepared import copy_static_to, copy_to


def main(var_dir, size):
    copy_to(Path(var_dir) / "waymark.sqlite3")
    copy_static_to(Path(var_dir))
    world.set_up(var_dir)
    from accounts.choices import Nation, Role
    from classrooms import demo
    from courses.models import Course

    course = Course.objects.get(slug="navigators")
    school = demo.make_school("Fault School", Nation.ENGLAND)
    teacher = demo.make_staff(school, Role.TEACHER, "fault@school.example", "Fault Teacher")
    _class_group, pupils = world.make_class(size, teacher, school, course)
    quiz = course.lessons[0].quiz
    told = []
    for pupil in pupils:
        attempt = quiz.start(pupil, home=f"/learn/quiz/{quiz.translation_key}/")
        answers = [
            {"path": f"/quiz/{attempt.pk}/{number}/", "question": q.id, "data": form_data(q, q.model_answer())}
            for number, q in enumerate(attempt.questions, 1)
        ]
        told.append({"session": world.sign_in(pupil), "attempt": attempt.pk, "answers": answers})
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
