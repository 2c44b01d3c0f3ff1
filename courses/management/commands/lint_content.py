from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses.linting import lint_course, lint_whole_lesson
from courses.loading.reading import Broken
from courses.loading.typography import straight_marks
from courses.loading.unsaved import unsaved_course
from courses.models import Course, Lesson
from pages.help_files import read
from pages.linting import numbers_of, published_numbers

from .load_content import every_course


class Command(BaseCommand):
    help = "Hold every sentence against the rules for content. Warns; fails where the rules forbid publishing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, help="folders of courses; otherwise all of content/")
        parser.add_argument("--cms", action="store_true", help="what is in the CMS, with its drafts, and no files")
        parser.add_argument("--strict", action="store_true", help="fail on a warning, too")

    def handle(self, paths, cms, strict, **options):
        remarks = list(in_the_cms() if cms else in_files(paths or [path.parent for path in every_course()]))
        for remark in remarks:
            self.stdout.write(f"{'BLOCKS' if remark.blocks else 'warns '}  {remark}")
        if any(strict or remark.blocks for remark in remarks):
            raise CommandError(f"{len(remarks)} remarks", returncode=1)
        self.stdout.write(f"{len(remarks)} remarks")


def in_files(paths):
    numbers = numbers_of(read(settings.BASE_DIR / "content" / "help-services.yaml"))
    for path in paths:
        try:
            course = unsaved_course(path)
        except Broken as error:
            raise CommandError("\n".join(map(str, error.mistakes))) from error
        yield from lint(course.course, course.lessons, numbers)
        for file in sorted(path.glob("*.yaml")):
            yield from straight_marks(file)


def in_the_cms():
    """The latest drafts: what is about to be published counts."""
    numbers = published_numbers()
    for course in Course.objects.order_by("path"):
        lessons = Lesson.objects.child_of(course).order_by("path")
        yield from lint(course.get_latest_revision_as_object(), map(latest, lessons), numbers)


def latest(lesson):
    draft = lesson.get_latest_revision_as_object()
    draft.quiz = draft.quiz and draft.quiz.get_latest_revision_as_object()
    return draft


def lint(course, lessons, numbers):
    lessons = list(lessons)
    yield from lint_course(course, lessons, numbers=numbers)
    for lesson in lessons:
        yield from lint_whole_lesson(lesson, course.band, numbers=numbers)
