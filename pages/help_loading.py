"""What the files of help share: they fill the CMS, and what an editor changes there afterwards stays."""

from dataclasses import dataclass, field
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

import yaml
from django.core.exceptions import ValidationError
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic import ValidationError as WrongShape

from . import pictures
from .models.help_path import helper_choices


class MistakesInFile(ValueError):
    """Every mistake of a file, each with file, line and field."""

    def __init__(self, mistakes):
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass
class Loaded:
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # an editor changed them, so the file no longer rules


def store(stored, wanted, names, title, loaded):
    """Put the file's word in place: a row that is new, or one that differs in a field of these names."""
    if stored is None:
        wanted.save()
        loaded.made.append(title)
        stored = wanted
    elif edited(stored):
        loaded.kept.append(title)
        return
    elif all(value(stored, name) == value(wanted, name) for name in names):
        return
    else:
        for name in names:
            setattr(stored, name, getattr(wanted, name))
        loaded.changed.append(title)
    stored.save_revision(clean=False).publish(log_action=False)  # whoever calls has checked it


def edited(row):
    """Revisions of editors bear a name; those of this module do not."""
    return bool(row.latest_revision and row.latest_revision.user_id)


def value(row, name):
    """As it is stored: a stream equals another when its blocks do."""
    return row._meta.get_field(name).get_prep_value(getattr(row, name))


# --- what stands in a file ---------------------------------------------------------------------------------------


def known_picture(name):
    if name not in pictures.NAMES:
        raise ValueError(f"there is no picture called {name}")
    return name


Picture = Annotated[str, AfterValidator(known_picture)]


def line(most):
    return Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=most)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def identity(*place):
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, place))))


def block(kind, stored, *place):
    return {"type": kind, "value": stored, "id": identity(kind, *place)}


# --- reading it, and naming the line of a mistake ----------------------------------------------------------------


def read_as(shape, path):
    """(the nodes, which know their lines; what the file says, in this shape)"""
    node, content = parsed(path)
    try:
        return node, shape.model_validate(content)
    except WrongShape as error:
        raise MistakesInFile([mistake(path, node, each["loc"], each["msg"]) for each in error.errors()]) from None


def mistakes_in(row, streams):
    """What the CMS would refuse, and every word that the text rules find fault with. The streams have their shape."""
    try:
        row.full_clean(exclude=streams, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return [str(text) for text in error.messages]
    return [str(finding) for finding in row.findings]


def unknown_in(keys, known):
    return [f"there is no helper called {key}" for key in keys if key not in known]


def checked(path, node, entries, streams):
    """The rows of [(place in the file, what it says there, its row)], each checked as the CMS would check it."""
    helpers = {key for key, _name in helper_choices()}
    mistakes = [
        mistake(path, node, place, text)
        for place, said, row in entries
        for text in [*mistakes_in(row, streams), *unknown_in(said.helpers, helpers)]
    ]
    if mistakes:
        raise MistakesInFile(mistakes)
    return [row for _place, _said, row in entries]


def parsed(path):
    text = path.read_text(encoding="utf-8")
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        raise MistakesInFile([f"{path}:{error.problem_mark.line + 1}: {error.problem}"]) from None


def mistake(path, node, place, text):
    field = next(part for part in reversed(place) if isinstance(part, str))
    return f"{path}:{line_of(node, place)}: {field}: {text}"


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
