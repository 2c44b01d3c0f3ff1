"""What a quiz says, question by question."""

from django.utils.translation import gettext as _

from pages.prose import Part


def parts_of(quiz, band=None):
    """The Parts of a quiz, as readers of its band meet them."""
    for number, question in enumerate(quiz.questions, 1):
        place = _("question %(number)s") % {"number": number}
        yield Part(place, band or quiz.band, question.block, question.value, question.id or "")
