"""The settings under test: those of production's shape, with values for one machine."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("BASE_URL", "http://localhost:8000")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("MFA_REQUIRED", "1")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="waymark-tests-"))

from config.settings import *  # noqa: E402, F403

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
