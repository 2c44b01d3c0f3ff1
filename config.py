"""The project package: `config.settings` is site/settings.py, and so on.

It cannot be imported as `site`: that name belongs to the standard library.
"""

from pathlib import Path

__path__ = [str(Path(__file__).with_name("site"))]

from config.worker import app as celery_app  # noqa: E402, F401
