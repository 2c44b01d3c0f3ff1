"""A number to ring is read and rung as one, so no line ends inside it."""

import pytest

from pages.numbers import unbroken


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Childline, on 0800 1111.", "Childline, on 0800~1111."),
        ("0808 808 8000 or 116 123", "0808~808~8000 or 116~123"),
        ("<strong>18001 101</strong>", "<strong>18001~101</strong>"),
        ('<path d="m0 0 0116 22 056 22 5.5"/>', '<path d="m0 0 0116 22 056 22 5.5"/>'),
        ("In 2026 12 of 20", "In 2026 12 of 20"),
    ],
)
def test_a_number_stays_in_one_line(said, shown):
    assert unbroken(said) == shown.replace("~", "\u00a0")


def test_in_data_so_does_each():
    question = {"options": [{"text": "On 116 123", "correct": True}], "also_right": ["2 1 3"]}
    assert unbroken(question) == {"options": [{"text": "On 116\u00a0123", "correct": True}], "also_right": ["2 1 3"]}
