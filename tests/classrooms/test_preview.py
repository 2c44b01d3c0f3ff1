"""A teacher sees the class as a pupil would, and nothing of it counts."""

import pytest

from accounts.models import User
from classrooms import demo
from classrooms.tasks import purge_classes
from courses.models import LessonProgress
from quizzes.models import Attempt


def text(response):
    return response.content.decode()


@pytest.fixture
def looking(desk, class_group, navigators, assign, pupil):
    assign(class_group, navigators)
    desk.post(f"/desk/{class_group.pk}/preview/")
    return desk


def test_the_pages_are_a_pupils_and_the_desk_stays_the_teachers(looking, class_group, navigators):
    page = text(looking.get("/class/"))
    assert "You see this as a pupil" in page
    assert navigators.title in page
    assert "Teacher notes" not in text(looking.get(navigators.lessons[0].step_url(1)))
    assert looking.get(f"/desk/{class_group.pk}/").status_code == 200


def test_reading_and_answering_work_and_count_nowhere(looking, class_group, navigators, pupil):
    lesson = navigators.lessons[0]
    looking.post(lesson.step_url(1))
    started = looking.post(f"/learn/quiz/{lesson.quiz.translation_key}/")
    assert started["Location"].startswith("/quiz/")
    assert looking.get(started["Location"], follow=True).status_code == 200
    assert LessonProgress.objects.count() == Attempt.objects.count() == 1
    page = text(looking.get(f"/desk/{class_group.pk}/"))
    assert page.count('<th scope="row">') == 1  # the pupil alone
    looking.post(f"/desk/{class_group.pk}/preview/end/")
    assert not LessonProgress.objects.exists()
    assert not Attempt.objects.exists()
    assert "You see this as a pupil" not in text(looking.get("/learn/"))


def test_a_finished_preview_earns_no_certificate(looking, navigators):
    from certificates.awarding import award

    learner = User.objects.get(preview_of__isnull=False)
    demo.take_course(navigators, learner, len(navigators.lessons), end=True)
    assert award(learner, navigators) is None


def test_a_new_preview_begins_anew_and_a_forgotten_one_goes_the_next_day(looking, class_group):
    first = User.objects.get(preview_of__isnull=False).pk
    looking.post(f"/desk/{class_group.pk}/preview/")
    assert User.objects.get(preview_of__isnull=False).pk != first
    User.objects.filter(preview_of__isnull=False).update(date_joined="2020-01-01T00:00Z")
    purge_classes()
    assert not User.objects.filter(preview_of__isnull=False).exists()
    assert "You see this as a pupil" not in text(looking.get("/learn/"))


def test_it_begins_by_a_post_of_the_classs_own_staff(desk, class_group, other_class):
    assert desk.get(f"/desk/{class_group.pk}/preview/").status_code == 405
    assert desk.post(f"/desk/{other_class.pk}/preview/").status_code == 404
