"""The paths of the help page as a file, checked here and once more as the CMS would check them."""

from pydantic import Field

from accounts.choices import AgeBand

from .help_loading import Picture, Strict, block, checked, identity, line, read_as, store
from .models import HelpPath
from .models.help_path import MOST_STEPS

NAMES = ["band", "about", "choice", "hint", "picture", "opening", "steps", "also", "routes"]
STREAMS = ["steps", "also", "routes"]  # of the shape that is checked below; each helper would be looked up again


class Step(Strict):
    do: line(90)
    more: line(220) | None = None


class Route(Strict):
    heading: line(80) | None = None
    folded: bool = False
    helpers: list[line(60)] = Field(min_length=1)


class Path(Strict):
    about: int = Field(ge=1)
    choice: line(60)
    hint: line(60) | None = None
    picture: Picture
    opening: line(160)
    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS)
    also: list[line(240)] = Field([], max_length=3)
    routes: list[Route] = Field(min_length=1)

    @property
    def helpers(self):
        return [key for route in self.routes for key in route.helpers]

    def row(self, band):
        """The snippet as the CMS would have it. Ids come from the place, so that the same file says the same."""
        at = f"help-paths/{band}/{self.about}"
        also = [{"type": "line", "value": said, "id": identity(at, "also", n)} for n, said in enumerate(self.also)]
        return HelpPath(
            **{name: getattr(self, name) or "" for name in ["about", "choice", "hint", "picture", "opening"]},
            band=band,
            steps=[block("step", stored_step(step), at, n) for n, step in enumerate(self.steps)],
            also=also,
            routes=[block("route", stored_route(route, at, n), at, n) for n, route in enumerate(self.routes)],
        )


class Paths(Strict):
    readers: dict[AgeBand, list[Path]]


def stored_step(step):
    return {"do": step.do, "more": step.more or ""}


def stored_route(route, *place):
    helpers = [block("item", key, *place, key) for key in route.helpers]
    return {"heading": route.heading or "", "folded": route.folded, "helpers": helpers}


def load_help_paths(path, loaded):
    """Make the rows equal the file, after the services, which they name."""
    stored = {(row.band, row.about): row for row in HelpPath.objects.select_related("latest_revision")}
    for row in read(path):
        store(stored.get((row.band, row.about)), row, NAMES, f"{row.band} {row.about}", loaded)


def read(path):
    """The paths of the file, each checked as the CMS would check it."""
    node, said = read_as(Paths, path)
    entries = [
        (("readers", band.value, number), entry, entry.row(band.value))
        for band, paths in said.readers.items()
        for number, entry in enumerate(paths)
    ]
    return checked(path, node, entries, STREAMS)
