"""What has to be true of the machine and the checkout; Django asks at every start of manage.py."""

import ctypes
import ctypes.util

from django.conf import settings
from django.core.checks import Error, Warning

LIBRARIES = {  # library -> (what happens without it, Debian's package)
    "pango-1.0": ("No certificate can be drawn.", "libpangoft2-1.0-0"),
    "harfbuzz-subset": ("Each certificate takes many times as long.", "libharfbuzz-subset0"),
}


def libraries(app_configs, **kwargs):
    return [
        Warning(
            f"The library {name} cannot be loaded. {consequence}",
            hint=f"Install it; on Debian: apt-get install {package}",
            id=f"pages.W{number:03}",
        )
        for number, (name, (consequence, package)) in enumerate(LIBRARIES.items(), start=1)
        if not can_load(name)
    ]


def can_load(name):
    for file in (f"lib{name}.so.0", f"lib{name}.0.dylib", f"lib{name}-0.dll"):
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return bool(ctypes.util.find_library(name))


def no_package_named_site(app_configs, **kwargs):
    if not (settings.BASE_DIR / "site" / "__init__.py").exists():
        return []
    return [
        Error(
            "site/ has an __init__.py, which hides the standard library's module of that name.",
            hint="Delete site/__init__.py. The folder is imported as `config`.",
            id="pages.E001",
        )
    ]
