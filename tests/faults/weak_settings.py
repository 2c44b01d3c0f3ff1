"""The settings with their guard off: SQLite as Django opens it by default. For negative controls."""

from config.settings import *  # noqa: F403

DATABASES["default"]["OPTIONS"] = {"timeout": 0.05}  # noqa: F405
