"""The settings with their guard off: SQLite as Django opens it, and nobody waits. For negative controls."""

from config.settings import *  # noqa: F403

DATABASES["default"]["OPTIONS"] = {"timeout": 0}  # noqa: F405
