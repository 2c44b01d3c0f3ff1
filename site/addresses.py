"""Paths of pages that are asked for many times: Django walks its patterns anew each time."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name, *args):
    """The path of the page with this name, as Django's `reverse` gives it."""
    return reverse(name, args=args)
