from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.loading import Folder, Report
from courses.loading.open_points import load_open_points
from pages.help_files import load_help_services
from pages.help_loading import MistakesInFile


def every_course():
    return sorted(settings.BASE_DIR.glob("content/*/course.yaml"))


def from_here(path):
    """The shorter name, as an editor would open it."""
    whole, here = path.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def load_help(content):
    return load_help_services(content / "help-services.yaml")


def brought_by_apps():
    """An app above this one may have a file of its own in content/: its AppConfig says how that is loaded."""
    return [("", app.load_content) for app in apps.get_app_configs() if hasattr(app, "load_content")]


class Command(BaseCommand):
    help = "Make pages of the files in content/. Again and again: what did not change is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="*", type=Path, help="folders with a course.yaml; otherwise all of content/"
        )
        parser.add_argument("--overwrite", action="store_true", help="take the files' word over editors' changes")

    def handle(self, paths, overwrite, verbosity, **options):
        report = Report()
        if not paths:
            self.load_rows(report)
            points = load_open_points(settings.BASE_DIR / "content" / "open-points.yaml")
            report.loaded += [f"open point {key}" for key in points]
        for path in map(from_here, paths or [path.parent for path in every_course()]):
            if not (path / "course.yaml").is_file():
                raise CommandError(f"{path}: there is no course.yaml in it")
            Folder(path, report, overwrite=overwrite).load()
        self.tell(report, verbosity)
        if report.mistakes:
            raise CommandError("\n".join(map(str, report.mistakes)), returncode=1)

    def load_rows(self, report):
        """Lessons are never without the help services, which stand beside them; then comes what apps above bring."""
        content = from_here(settings.BASE_DIR / "content")
        for what, load in [("help service ", load_help), *brought_by_apps()]:
            try:
                loaded = load(content)
            except MistakesInFile as error:
                report.mistakes += error.mistakes
                continue
            report.loaded += [f"{what}{key}" for key in loaded.made + loaded.changed]
            report.kept += [f"{what}{key}" for key in loaded.kept]

    def tell(self, report, verbosity):
        lines = [f"loaded {name}" for name in report.loaded] if verbosity else []
        lines += [f"kept {what}" for what in report.kept]
        lines += report.notes
        if verbosity and not lines and not report.mistakes:
            lines = ["nothing has changed"]
        for line in lines:
            self.stdout.write(line)
