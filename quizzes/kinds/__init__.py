"""The kinds of question. A new one is a file here, a template, and a line in this list."""

from pages.numbers import unbroken

from .matching import Matching
from .multiple_choice import MultipleChoice
from .put_in_order import PutInOrder
from .single_choice import SingleChoice
from .sort_into_groups import SortIntoGroups
from .true_false import TrueFalse

KINDS = [SingleChoice, MultipleChoice, TrueFalse, PutInOrder, SortIntoGroups, Matching]
_BY_SLUG = {kind.slug: kind for kind in KINDS}


def question_of(data):
    """The question that a stored block of a QuizVersion's content is."""
    return _BY_SLUG[data["kind"]](unbroken(data))
