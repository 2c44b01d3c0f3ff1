"""What the two files of the help page share: they fill the CMS, and what an editor changes there afterwards stays."""

from dataclasses import dataclass, field


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
