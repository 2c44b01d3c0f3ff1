from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How a lesson stands. NOT_FINISHED is all that staff see of a sensitive lesson before it is finished."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    NOT_FINISHED = "not_finished", _("Not finished")
    FINISHED = "finished", _("Finished")
    PAUSED = "paused", _("Paused")


class EndQuiz(TextChoices):
    NONE = "none", _("Not taken")
    NOT_YET = "not_yet", _("Not yet")
    PASSED = "passed", _("Passed")

    @classmethod
    def of(cls, results):
        """The state after these attempts: a set of passed, not passed, or None for one that is not handed in."""
        return cls.PASSED if True in results else cls.NOT_YET if False in results else cls.NONE


def is_complete(course, lessons_finished, end_quiz):
    return lessons_finished and (end_quiz == EndQuiz.PASSED or not course.end_quiz_id)
