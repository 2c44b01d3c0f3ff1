"""The one writer of session state. Every screen asks for nothing but the version that these verbs move on."""

from .beginning import open
from .ending import add_present, close, forget
from .moving import (
    advance,
    back,
    calm_closing,
    close_question,
    go,
    open_question,
    pause,
    reveal,
    set_pace,
    show_help,
    vote_again,
)
from .people import admit, count_hands, heard, lock, recognise, remove, rename, settle, wish

__all__ = [
    "add_present",
    "admit",
    "advance",
    "back",
    "calm_closing",
    "close",
    "close_question",
    "count_hands",
    "forget",
    "go",
    "heard",
    "lock",
    "open",
    "open_question",
    "pause",
    "recognise",
    "remove",
    "rename",
    "reveal",
    "set_pace",
    "settle",
    "show_help",
    "vote_again",
    "wish",
]
