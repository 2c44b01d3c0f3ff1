"""A page to walk to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`name` is that of its address, `what` says the state, `way` names what a person does there first (ways.py)."""

    name: str
    what: str
    path: str
    who: str = "nobody"
    band: str = ""
    way: str = ""
    status: int = 200
    core: bool = True  # walked by `make test`; the others only by `make audit`
    picture: str = ""  # shown by `make pictures` under this name

    def __str__(self):
        return " · ".join(filter(None, [self.name, self.band, self.what, self.who]))
