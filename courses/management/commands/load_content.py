from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.loading import Folder, Report


def every_course():
    return sorted(settings.BASE_DIR.glob("content/*/course.yaml"))


def from_here(path):
    """The shorter name, as an editor would open it."""
    whole, here = path.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


class Command(BaseCommand):
    help = "Make pages and quizzes of the course files. Again and again: what did not change is left alone."

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="*", type=Path, help="folders with a course.yaml; otherwise all of content/"
        )
        parser.add_argument("--overwrite", action="store_true", help="take the files' word over editors' changes")

    def handle(self, paths, overwrite, verbosity, **options):
        report = Report()
        for path in map(from_here, paths or [path.parent for path in every_course()]):
            if not (path / "course.yaml").is_file():
                raise CommandError(f"{path}: there is no course.yaml in it")
            Folder(path, report, overwrite=overwrite).load()
        self.tell(report, verbosity)
        if report.mistakes:
            raise CommandError("\n".join(map(str, report.mistakes)), returncode=1)

    def tell(self, report, verbosity):
        lines = [f"loaded {name}" for name in report.loaded] if verbosity else []
        lines += [f"kept {what}" for what in report.kept]
        lines += report.notes
        if verbosity and not lines and not report.mistakes:
            lines = ["nothing has changed"]
        for line in lines:
            self.stdout.write(line)
