"""From the text of a course file to a checked LessonFile or CourseFile, or to mistakes with line and field."""

from typing import NamedTuple

import yaml
from pydantic import ValidationError

from ..file_format import Elsewhere

SENTENCES = {
    "missing": "this field is missing",
    "extra_forbidden": "there is no such field here",
    "union_tag_invalid": "{tag} is no kind; there are {expected_tags}",
}


class Mistake(NamedTuple):
    path: str
    line: int
    field: str
    sentence: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.field}: {self.sentence}"


class Broken(Exception):
    def __init__(self, mistakes):
        super().__init__()
        self.mistakes = sorted(mistakes)


def sentence(kind, message, context):
    """What pydantic says, in the words of people who write lessons."""
    if kind in SENTENCES:
        return SENTENCES[kind].format_map(context)
    return message.removeprefix("Value error, ").replace("Input should", "it should")


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML without dates: pydantic reads those, and can say where a wrong one stands."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(path, text, model):
    """The file's content as this model; Broken names each mistake. `path` is how the file is called in them."""
    return Reading(path, text).as_model(model)


class Reading:
    """A file's YAML nodes, which know their lines."""

    def __init__(self, path, text):
        self.path = path
        loader = Loader(text)
        try:
            self.root = loader.get_single_node()
            if not isinstance(self.root, yaml.MappingNode):
                raise self.broken(1, "file", "it must be a list of `field: value`")
            self.refuse_twins(self.root)
            self.data = loader.construct_document(self.root)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.broken(mark.line + 1, "yaml", error.problem) from error
        except (yaml.YAMLError, ValueError) as error:
            raise self.broken(1, "yaml", str(error).splitlines()[0]) from error
        finally:
            loader.dispose()

    def broken(self, line, field, sentence):
        return Broken([Mistake(self.path, line, field, sentence)])

    def refuse_twins(self, node):
        """YAML would let the last of two equal fields win, without a word."""
        if isinstance(node, yaml.MappingNode):
            seen = set()
            for name, value in node.value:
                if name.value in seen:
                    raise self.broken(line_of(name), str(name.value), "the same field twice")
                seen.add(name.value)
                self.refuse_twins(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.refuse_twins(item)

    def as_model(self, model):
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            raise Broken(map(self.mistake, error.errors())) from error

    def mistake(self, error):
        context = error.get("ctx", {})
        cause = context.get("error")
        place = (*error["loc"], *cause.place) if isinstance(cause, Elsewhere) else error["loc"]
        return self.mistake_at(place, sentence(error["type"], error["msg"], context))

    def mistake_at(self, place, said):
        return Mistake(self.path, *self.find(place), said)

    def find(self, place):
        """The line of a field, and its name with ids where there are ids: `steps.c1-start.minutes`."""
        node, line, names, kind = self.root, line_of(self.root), [], None
        for part in place:
            if part == kind:  # pydantic names the kind of a block after its number; the file does not
                kind = None
                continue
            name, node_line, node = inner(node, part)
            line = node_line or line
            names.append(name)
            kind = scalar(node, "kind") if isinstance(part, int) else None
        return line, ".".join(names) or "file"


def line_of(node):
    return node.start_mark.line + 1


def inner(node, part):
    """What stands at a part of a place: its name for people, its line, and its node if it is there at all."""
    if isinstance(part, int) and isinstance(node, yaml.SequenceNode) and part < len(node.value):
        item = node.value[part]
        return scalar(item, "id") or str(part + 1), line_of(item), item
    for name, value in getattr(node, "value", ()) if isinstance(node, yaml.MappingNode) else ():
        if name.value == part:
            return part, line_of(name), value
    return str(part), None, None


def scalar(node, field):
    if isinstance(node, yaml.MappingNode):
        return next((value.value for name, value in node.value if name.value == field), None)
