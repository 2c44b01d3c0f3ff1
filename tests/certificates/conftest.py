import pytest

from certificates.awarding import award
from certificates.rendering import render_pdf
from classrooms import demo


@pytest.fixture
def media(settings, tmp_path):
    """A storage of the test's own, with nothing in it."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "certificates"


@pytest.fixture
def take_all(navigators):
    """Finish every lesson but those named by their code, and pass the end quiz, rightly or not."""

    def take(learner, *, without=(), right=1.0):
        for lesson in navigators.lessons:
            if lesson.code not in without:
                lesson.finish(learner)
        return demo.take_quiz(navigators.end_quiz, learner, right)

    return take


@pytest.fixture
def on_course(class_group, navigators, assign):
    """The class has the course to do."""
    return assign(class_group, navigators)


@pytest.fixture
def certificate(on_course, pupil, navigators, take_all):
    """The pupil's, awarded and not yet printed."""
    take_all(pupil)
    return award(pupil, navigators)


@pytest.fixture
def printed(certificate, media):
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    return certificate
