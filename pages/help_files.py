"""The help services as a file. It fills the CMS; what an editor changes there afterwards stays."""

from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.choices import AgeBand, Nation

from . import help_rail
from .help_loading import Loaded, MistakesInFile, store
from .help_path_files import load_help_paths
from .models import HelpService

NAMES = {"id": "key", "kind": "purpose"}  # what the file says -> the field
SAME = [
    "name", "what", "for_whom", "level", "nations", "bands", "min_age", "max_age", "phone", "phone_display", "url",
    "note", "order", "checked_on", "checked_by", "review_by", "confirmed",
]  # fmt: skip
REQUIRED = {"id", "name", "what", "kind", "level", "nations", "bands"}


def load_help_services(path):
    """Make the rows equal the file, and the paths beside it, all or none. Safe to run again.

    Says what was made, changed and kept.
    """
    path, loaded = Path(path), Loaded()
    services, paths = read(path), path.with_name("help-paths.yaml")
    with transaction.atomic():
        stored = HelpService.objects.select_related("latest_revision").in_bulk(field_name="key")
        for fields in services:
            store(stored.get(fields["key"]), HelpService(**fields), fields, fields["key"], loaded)
        if paths.exists():
            load_help_paths(paths, loaded)
    help_rail.forget()
    return loaded


def read(path):
    """The fields of every service in the file, each checked as the CMS would check it."""
    mistakes, services = [], []
    for item in _items(path):
        lines = {key.value: key.start_mark.line + 1 for key, _ in item.value}
        lines["__all__"] = item.start_mark.line + 1
        entry = yaml.SafeLoader("").construct_document(item)
        fields, found = _checked(entry)
        services.append(fields)
        mistakes += [f"{path}:{lines.get(name, lines['__all__'])}: {name}: {text}" for name, text in found]
    if mistakes:
        raise MistakesInFile(mistakes)
    return services


def _items(path):
    """The nodes of the services, which know their lines."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        return next(value.value for key, value in node.value if key.value == "services")
    except yaml.MarkedYAMLError as error:
        raise MistakesInFile([f"{path}:{error.problem_mark.line + 1}: {error.problem}"]) from None
    except (AttributeError, StopIteration, ValueError):
        raise MistakesInFile([f"{path}:1: services: is missing"]) from None


def _checked(entry):
    """(fields, [(name in the file, what is wrong)])"""
    known = {*SAME, *NAMES, "sms"}
    found = [(name, "is not a field of a help service") for name in entry if name not in known]
    found += [(name, "is missing") for name in sorted(REQUIRED - set(entry))]
    fields = {name: entry.get(name) for name in SAME} | {ours: entry.get(theirs) for theirs, ours in NAMES.items()}
    sms = entry.get("sms") or {}
    fields |= {"sms_to": sms.get("to"), "sms_text": sms.get("text")}
    fields = {name: _default(name) if value is None else value for name, value in fields.items()}
    found += [
        (name, f"has a value that is none of {', '.join(choices.values)}")
        for name, choices in (("nations", Nation), ("bands", AgeBand))
        if not set(fields[name]) <= set(choices.values)
    ]
    if not found:
        found = _mistakes_for_cms(fields)
    return fields, found


def _default(name):
    return HelpService._meta.get_field(name).get_default()


def _mistakes_for_cms(fields):
    theirs = {ours: name for name, ours in NAMES.items()} | {"sms_to": "sms", "sms_text": "sms"}
    try:
        HelpService(**fields).full_clean(validate_unique=False)
    except ValidationError as error:
        return [(theirs.get(name, name), " ".join(texts)) for name, texts in error.message_dict.items()]
    return []
