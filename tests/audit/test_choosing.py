"""A part of the audit is as good as its share: together the parts are the whole."""

import argparse

import pytest

from tests.walk.page import Page

from .__main__ import arguments, chosen, engines, part

PAGES = [Page("pages:help", what, "/help/", band=band) for band in ["sparks", "family"] for what in "abcde"]


def test_the_parts_are_the_whole():
    parts = [chosen(PAGES, [], number, 4) for number in [1, 2, 3, 4]]
    assert [page for part in parts for page in part] == PAGES


def test_words_choose_pages():
    assert {page.band for page in chosen(PAGES, ["Family"], 1, 1)} == {"family"}
    assert chosen(PAGES, ["help"], 1, 1) == PAGES
    assert chosen(PAGES, ["nothing"], 1, 1) == []


def test_engines_are_named_in_any_case():
    assert engines("axe,IBM") == ["axe", "ibm"]
    assert "lighthouse" in arguments([]).only
    with pytest.raises(argparse.ArgumentTypeError):
        engines("axe,ax")


@pytest.mark.parametrize("text", ["0/4", "5/4"])
def test_a_part_is_one_of_them(text):
    with pytest.raises(argparse.ArgumentTypeError):
        part(text)
