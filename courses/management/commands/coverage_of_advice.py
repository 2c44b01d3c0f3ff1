from django.core.management.base import BaseCommand, CommandError

from courses.coverage import Coverage
from courses.loading.reading import Broken
from courses.loading.unsaved import unsaved_course

from .load_content import every_course


class Command(BaseCommand):
    help = "Say where in content/ each piece of advice is taught, in which sentence; fail on a gap."
    requires_system_checks = []

    def handle(self, verbosity, **options):
        try:
            courses = [unsaved_course(path.parent) for path in every_course()]
        except Broken as error:
            raise CommandError("\n".join(map(str, error.mistakes))) from error
        coverage = Coverage((lesson, course.band) for course in courses for lesson in course.lessons)
        for row in coverage.rows if verbosity else []:
            self.stdout.write(str(row))
        if faults := coverage.faults:
            raise CommandError("\n".join(faults), returncode=1)
        self.stdout.write(f"{len(coverage.advice)} pieces of advice, each where it belongs, and nowhere else.")
