"""Files that no certificate owns any more: a learner was erased, or a worker died before it noted what it had made."""

import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from .models import FOLDER, Certificate

GRACE = datetime.timedelta(minutes=10)  # a file is there a moment before its row says so


def tidy():
    """Delete such files, and return how many they were."""
    stored = set(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else set()
    owned = {name.removeprefix(FOLDER) for name in Certificate.objects.exclude(pdf="").values_list("pdf", flat=True)}
    orphans = [FOLDER + name for name in stored - owned if is_old(FOLDER + name)]
    for name in orphans:
        default_storage.delete(name)
    return len(orphans)


def is_old(name):
    return default_storage.get_modified_time(name) < timezone.now() - GRACE
