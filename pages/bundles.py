"""Many small files to write, few to fetch: a component has a file of its own, and a page asks for one.

Collected with the other static files; nothing is minified, because compression gains more.
"""

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

STATIC = settings.BASE_DIR / "site" / "static"
BUNDLES = {
    "css/site.css": ["css/tokens.css", "css/layout.css", "css/components/*.css", "css/last/*.css"],
    "css/lesson.css": ["css/lesson/*.css"],
    "js/page.js": ["js/page/*.js"],
    "js/lesson.js": ["js/lesson/*.js"],
    "js/session.js": ["js/room/leaving.js", "js/room/session.js"],
    "js/live.js": ["js/room/leaving.js", "js/room/live.js"],
}


def bundle(name):
    """The files one after another; each script keeps its names to itself, and so imports nothing."""
    texts = [path.read_text() for pattern in BUNDLES[name] for path in sorted(STATIC.glob(pattern))]
    return "".join(f"{{\n{text}}}\n" for text in texts) if name.endswith(".js") else "".join(texts)


class BundleFinder(FileSystemFinder):
    """Gives `collectstatic` the bundles in place of the files that they are made of."""

    def list(self, ignore_patterns):
        sources = [pattern for patterns in BUNDLES.values() for pattern in patterns]
        yield from super().list([*(ignore_patterns or []), *sources])
        storage = InMemoryStorage()
        for name in BUNDLES:
            storage.save(name, ContentFile(bundle(name).encode()))
            yield name, storage
