"""Numbers to ring, as they stand in what is read."""

import re

# Or a tag, which stays as it is: a drawing is full of numbers.
SPACED = re.compile(r"<[^>]*>|(?<!\w)(?:0\d{2,5}|116|18001)(?: \d{2,6})+(?!\w)")
NO_BREAK_SPACE = "\u00a0"


def unbroken(said):
    """The same text or HTML, or the same data with all its texts, where no line ends inside a number: it is
    read and rung as one."""
    if isinstance(said, dict):
        return {name: unbroken(part) for name, part in said.items()}
    if isinstance(said, list):
        return [unbroken(part) for part in said]
    return SPACED.sub(in_one, said) if isinstance(said, str) else said


def in_one(found):
    return found[0] if found[0].startswith("<") else found[0].replace(" ", NO_BREAK_SPACE)
