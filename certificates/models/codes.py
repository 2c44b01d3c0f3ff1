"""The code by which a certificate is looked up: on its paper, and typed by whoever holds it."""

import secrets

CODE_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"  # nothing that is easily misread on paper
CODE_LENGTH, CODE_GROUP = 18, 3


def new_code():
    """A verify code of more than 80 bits: 18 of 27 letters and digits."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def plain_code(typed):
    """A code as it is stored, whatever case, spaces and dashes it was typed with; of an address, what stands last."""
    last = typed[:200].strip().rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last[:100].upper() if letter in CODE_ALPHABET)
