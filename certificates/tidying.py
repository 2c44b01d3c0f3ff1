"""Files that no row owns any more: a learner was erased, a school has another logo, or a worker died before it noted
what it had made."""

import datetime
from itertools import chain

from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.logos import FOLDER as LOGOS
from accounts.models import School

from .models import FOLDER, Certificate
from .models.class_pack import PACKS, ClassPack

GRACE = datetime.timedelta(minutes=10)  # a file is there a moment before its row says so


def tidy():
    """Delete such files, and return how many they were."""
    certificates = Certificate.objects.exclude(pdf="").values_list("pdf", flat=True)
    packs = ClassPack.objects.exclude(pdf="").values_list("pdf", "zip")
    logos = chain(*(model.objects.exclude(logo="").values_list("logo", flat=True) for model in (School, Certificate)))
    owned = {FOLDER: certificates, PACKS: chain.from_iterable(packs), LOGOS: logos}
    return sum(tidy_folder(folder, names) for folder, names in owned.items())


def tidy_folder(folder, owned):
    stored = set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()
    owned = {name.removeprefix(folder) for name in owned}
    orphans = [folder + name for name in stored - owned if is_old(folder + name)]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def is_old(name):
    return default_storage.get_modified_time(name) < timezone.now() - GRACE
