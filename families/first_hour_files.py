"""The first hour as a file. It fills the CMS; what an editor changes there afterwards stays."""

from typing import Annotated

from django.db import transaction
from pydantic import BeforeValidator, Field

from accounts.choices import Nation
from pages.help_loading import Loaded, Picture, Strict, block, checked, line, read_as, store

from .models import FirstHour
from .models.first_hour import IN_SIGHT, MOST_STEPS

NAMES = ["about", "choice", "short", "picture", "calls", "steps"]
STREAMS = ["calls", "steps"]  # of the shape that is checked below; each helper would be looked up again


class Line(Strict):
    text: line(220)
    nations: list[Nation] = []


def as_line(said):
    """A sentence that is for every nation stands by itself."""
    return {"text": said} if isinstance(said, str) else said


class Step(Strict):
    do: line(90)
    more: list[Annotated[Line, BeforeValidator(as_line)]] = []
    helpers: list[line(60)] = []

    def stored(self, *place):
        lines = [block("item", said.model_dump(mode="json"), *place, "more", n) for n, said in enumerate(self.more)]
        helpers = [block("item", key, *place, key) for key in self.helpers]
        return block("step", {"do": self.do, "more": lines, "helpers": helpers}, *place)


class Hour(Strict):
    about: int = Field(ge=1)
    choice: line(60)
    short: line(40)
    picture: Picture
    calls: list[line(60)] = Field(min_length=IN_SIGHT, max_length=IN_SIGHT)
    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS)

    @property
    def helpers(self):
        return [*self.calls, *(key for step in self.steps for key in step.helpers)]

    def row(self):
        """The snippet as the CMS would have it. Ids come from the place, so that the same file says the same."""
        at = f"first-hour/{self.about}"
        return FirstHour(
            **{name: getattr(self, name) for name in ["about", "choice", "short", "picture"]},
            calls=[block("helper", key, at, key) for key in self.calls],
            steps=[step.stored(at, n) for n, step in enumerate(self.steps)],
        )


class Hours(Strict):
    ages: list[Hour]


@transaction.atomic
def load_first_hour(path):
    """Make the rows equal the file, all or none, after the services, which they name. Safe to run again."""
    loaded, stored = Loaded(), FirstHour.objects.select_related("latest_revision").in_bulk(field_name="about")
    for row in read(path):
        store(stored.get(row.about), row, NAMES, f"first hour {row.about}", loaded)
    return loaded


def read(path):
    """The ages of the file, each checked as the CMS would check it."""
    node, said = read_as(Hours, path)
    entries = [(("ages", number), hour, hour.row()) for number, hour in enumerate(said.ages)]
    return checked(path, node, entries, STREAMS)
