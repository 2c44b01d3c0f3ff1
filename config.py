"""The project package: `config.settings` is site/settings.py, and so on.

It cannot be imported as `site`: that name belongs to the standard library.
"""

from pathlib import Path

__path__ = [str(Path(__file__).with_name("site"))]


def __getattr__(name):
    """`celery -A config` asks for `app`. A web server never does, and goes without Celery."""
    if name != "app":
        raise AttributeError(f"config has no {name}")
    from config.worker import app

    return app
