"""Put what a file says into a page or a quiz, unless an editor has changed it since."""

from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from wagtail.models import Locale

from ..models import LoadedFile


@dataclass
class Report:
    """What a load did, for the person who ran it."""

    loaded: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    mistakes: list = field(default_factory=list)

    def keep(self, model, thing, what):
        self.kept.append(f"{model._meta.verbose_name} {thing}: {what} in the CMS")


def label(model, key):
    return f"{model._meta.label_lower}:{key}"


class Keeper:
    """Knows which revision the loader made last of each object; a later one is an editor's, and stays.

    `made` gathers the revisions of the file at hand, for its LoadedFile.
    """

    def __init__(self, report, *, publish, overwrite=False):
        self.report, self.publish, self.overwrite = report, publish, overwrite
        self.made = {}

    @cached_property
    def ours(self):
        return {
            name: revision
            for revisions in LoadedFile.objects.values_list("revisions", flat=True)
            for name, revision in revisions.items()
        }

    def has_made(self, model, key):
        return label(model, key) in self.ours

    def put(self, model, key, fields, add=None):
        """The object with this key, made or brought up to date or as an editor left it; None if they deleted it."""
        name, found = label(model, key), model.objects.filter(translation_key=key).first()
        if not self.overwrite and (what := self.editors_change(name, found)):
            self.report.keep(model, found or key, what)
            self.made[name] = self.ours.get(name)
            return found
        thing = found or model(translation_key=key, locale=Locale.get_default(), live=False)
        for field_name, value in fields.items():
            setattr(thing, field_name, value)
        if found is None and add:
            add(thing)
        elif not thing.live:
            thing.save()
        self.made[name] = self.save_revision(thing).pk
        return thing

    def editors_change(self, name, found):
        """In a word, what an editor has done to it since; None if nothing."""
        if found is None:
            return "deleted" if name in self.ours else None
        if found.locked:
            return "locked"
        return None if found.latest_revision_id in {None, self.ours.get(name)} else "changed"

    def save_revision(self, thing):
        revision = thing.save_revision()
        if self.publish and (thing.live or not thing.first_published_at):
            revision.publish()
        elif self.publish:
            self.report.keep(type(thing), thing, "unpublished")
        return revision

    def tell_changes(self, names):
        """These objects' file is as it was; say which of them an editor has changed all the same."""
        for name in names:
            model_label, key = name.split(":")
            model = apps.get_model(model_label)
            found = model.objects.filter(translation_key=key).first()
            if what := self.editors_change(name, found):
                self.report.keep(model, found or key, what)

    def record(self, path, digest):
        """Remember what was made of a file. A file that got a new name is known by what it made."""
        LoadedFile.objects.filter(revisions__has_any_keys=list(self.made)).exclude(path=path).delete()
        LoadedFile.objects.update_or_create(path=path, defaults={"digest": digest, "revisions": self.made})
