"""The paths of the help page as a file, checked here and once more as the CMS would check them."""

from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.core.exceptions import ValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic import ValidationError as WrongShape

from accounts.choices import AgeBand

from . import pictures
from .help_loading import MistakesInFile, store
from .models import HelpPath
from .models.help_path import MOST_STEPS, helper_choices

NAMES = ["band", "about", "choice", "hint", "picture", "opening", "steps", "also", "routes"]
STREAMS = ["steps", "also", "routes"]  # of the shape that is checked below; each helper would be looked up again


def known_picture(name):
    if name not in pictures.NAMES:
        raise ValueError(f"there is no picture called {name}")
    return name


def line(most):
    return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=most)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


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
    picture: Annotated[str, AfterValidator(known_picture)]
    opening: line(160)
    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS)
    also: list[line(240)] = Field([], max_length=3)
    routes: list[Route] = Field(min_length=1)

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


def identity(*place):
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, place))))


def block(kind, stored, *place):
    return {"type": kind, "value": stored, "id": identity(kind, *place)}


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
    node, content = parsed(path)
    try:
        readers = Paths.model_validate(content).readers
    except WrongShape as error:
        raise MistakesInFile([mistake(path, node, each["loc"], each["msg"]) for each in error.errors()]) from None
    rows, mistakes = [], []
    helpers = {key for key, _name in helper_choices()}
    for band, paths in readers.items():
        for number, entry in enumerate(paths):
            rows.append(entry.row(band.value))
            place = "readers", band.value, number
            found = [*mistakes_in(rows[-1]), *unknown_in(entry, helpers)]
            mistakes += [mistake(path, node, place, text) for text in found]
    if mistakes:
        raise MistakesInFile(mistakes)
    return rows


def parsed(path):
    text = path.read_text(encoding="utf-8")
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        raise MistakesInFile([f"{path}:{error.problem_mark.line + 1}: {error.problem}"]) from None


def mistakes_in(row):
    """What the CMS would refuse, and every word that the rules for the band find fault with."""
    try:
        row.full_clean(exclude=STREAMS, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return [str(text) for text in error.messages]
    return [str(finding) for finding in row.findings]


def unknown_in(entry, helpers):
    named = [key for route in entry.routes for key in route.helpers]
    return [f"there is no helper called {key}" for key in named if key not in helpers]


def mistake(path, node, place, text):
    return f"{path}:{line_of(node, place)}: {place[-1]}: {text}"


def line_of(node, place):
    """The line on which a place such as ("readers", "staff", 0, "steps") stands, or the nearest one around it."""
    found = node.start_mark.line + 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if part not in pairs:
                break
            key, node = pairs[part]
            found = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            found = node.start_mark.line + 1
    return found
