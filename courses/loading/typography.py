"""Quotation marks and apostrophes in files are the curly ones of print: ‘ ’ “ ”."""

import re

import yaml

from pages.linting import Remark
from pages.text_rules import Finding

READING = 19  # the number of the brief's check
STRAIGHT = re.compile(r"\S*['\"]\S*")


def straight_marks(path):
    """A Remark on each text of a YAML file with a mark of a typewriter."""
    for node in scalars(yaml.compose(path.read_text(encoding="utf-8"))):
        if found := STRAIGHT.search(node.value):
            place = f"line {node.start_mark.line + 1}"
            why = "quotation marks and apostrophes are curly: “ ” ’"
            yield Remark(f"{path.parent.name}/{path.name}", place, Finding(READING, found[0], why))


def scalars(node):
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _name, value in node.value:
            yield from scalars(value)
    else:
        for item in node.value:
            yield from scalars(item)
