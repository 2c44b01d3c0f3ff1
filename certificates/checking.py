"""Check a name: whoever holds the paper types what stands on it, and hears whether we wrote that. Never who it is."""

import unicodedata

from accounts import throttle
from accounts.models.throttle import door_name


def is_name_of(certificate, typed):
    """Whether this is the name on it. Each try counts, right or wrong; Paused after five a minute, or twenty a day."""
    door = door_name("certificate", certificate.pk)
    throttle.reserve(throttle.Door(throttle.NAMES, room=door, name=door))
    return plain(typed) == plain(certificate.printed_name) != ""


def plain(name):
    """Without what people leave out when they type: capitals, accents, spaces. A vowel that is written as a sign on
    a letter, as in Bengali, is none of that."""
    letters = unicodedata.normalize("NFKD", name[:200].casefold())
    return "".join(letter for letter in letters if letter.isalnum() or is_sign(letter))


def is_sign(letter):
    return unicodedata.category(letter)[0] == "M" and not unicodedata.combining(letter)
