"""Paths that are kept are those that Django would find."""

import pytest
from config.addresses import BEYOND, address
from django.urls import NoReverseMatch, reverse

ASKED = [
    ("quizzes:question", 12, 3),
    ("quizzes:question", 3, 12),
    ("quizzes:question", BEYOND + 1, BEYOND),
    ("certificates:certificate", 10),
    ("courses:step", "navigators", "saying-no", 2),
    ("pages:help",),
]


@pytest.mark.parametrize("asked", ASKED)
def test_a_path_is_djangos_own(asked):
    name, *args = asked
    assert address(*asked) == address(*asked) == reverse(name, args=args)


def test_what_is_not_there_is_said():
    with pytest.raises(NoReverseMatch):
        address("quizzes:question", 12)
