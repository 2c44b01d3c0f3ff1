"""Paths of pages that are asked for many times: Django walks its patterns anew each time."""

from functools import lru_cache

from django.urls import reverse

BEYOND = 10**12  # where no row's number is, so that it can be found in a path


def address(name, *args):
    """The path of the page with this name, as Django's `reverse` gives it."""
    if args and all(type(each) is int for each in args):
        return pattern(name, len(args)).format(*args)
    return kept(name, *args)


@lru_cache(maxsize=4096)
def kept(name, *args):
    return reverse(name, args=args)


@lru_cache
def pattern(name, length):
    """The path with a place for each number, to be filled in."""
    holders = [BEYOND + place for place in range(length)]
    path = reverse(name, args=holders).replace("{", "{{").replace("}", "}}")
    for place, holder in enumerate(holders):
        path = path.replace(str(holder), f"{{{place}}}")
    return path
