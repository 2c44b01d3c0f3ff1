"""Names for those who come without one: friendly, easy to read out, and nobody's own."""

import random
from itertools import count

FIRST = (  # noqa: SIM905 - easier to read as a text
    "Amber Bright Calm Clever Cosy Curious Eager Gentle Glad Golden Happy Kind Lively Lucky Merry Mighty Misty "
    "Nimble Quick Quiet Rosy Silver Sunny Swift Tidy Warm Wise Witty"
).split()
SECOND = (  # noqa: SIM905
    "Badger Beaver Dolphin Eagle Falcon Finch Fox Hare Hedgehog Heron Kestrel Kingfisher Kite Lapwing Lark Lynx "
    "Magpie Otter Owl Panda Puffin Rabbit Raven Robin Seal Skylark Sparrow Squirrel Starling Swallow Swan Wren"
).split()


def new_name(taken):
    """A name that nobody in the room has."""
    free = [name for first in FIRST for second in SECOND if (name := f"{first} {second}") not in taken]
    return random.choice(free)  # noqa: S311 - no secret


def table_name(taken):
    return next(name for number in count(1) if (name := f"Table {number}") not in taken)
