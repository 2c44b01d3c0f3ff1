"""Load a folder of course files: pages and quizzes, all or nothing per lesson, and no editor's work lost."""

import hashlib
import itertools
from functools import cached_property, partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale

from pages.models import HomePage
from pages.signing_off import sign_off_is_required
from quizzes.models import Quiz

from ..drawing import CannotDraw, draw_baseline, draw_end_quiz
from ..file_format import CourseFile, LessonFile
from ..models import Course, CourseIndex, Lesson, LoadedFile
from . import shaping
from .keeping import Keeper
from .reading import Broken, Mistake, Reading

FORMAT = "3"  # raise it when the same file is to be stored otherwise: then every file is loaded again


class File:
    """A file of a course, read and checked when it is asked for."""

    def __init__(self, path, model):
        self.path, self.model = path, model
        self.name = f"{path.parent.name}/{path.name}"

    @cached_property
    def text(self):
        return self.path.read_bytes()

    @cached_property
    def digest(self):
        return digest(self.text)

    @cached_property
    def reading(self):
        return Reading(str(self.path), self.text)

    @cached_property
    def content(self):
        return self.reading.as_model(self.model)

    @cached_property
    def code(self):
        """The lesson's code; None for a file with a mistake."""
        try:
            return self.content.code
        except (Broken, OSError):
            return None

    @property
    def question_ids(self):
        return {question.id for question in self.content.quiz.questions}

    def mistakes(self, error):
        """What the models refused, at the lines where it stands."""
        return [self.reading.mistake_at((name,), " ".join(said)) for name, said in error.message_dict.items()]


def digest(text):
    return hashlib.sha256(FORMAT.encode() + text).hexdigest()


class Folder:
    """`content/<course>/`. A mistake in a lesson's file stops that lesson; one in course.yaml stops the course."""

    def __init__(self, path, report, *, overwrite=False):
        self.path, self.report, self.overwrite = Path(path), report, overwrite
        self.course_file = File(self.path / "course.yaml", CourseFile)
        self.lesson_files = [File(path, LessonFile) for path in sorted(self.path.glob("[0-9]*.yaml"))]
        self.keeper = Keeper(report, publish=not sign_off_is_required(), overwrite=overwrite)

    def load(self):
        self.tell_what_is_gone()
        if not self.load_file(self.course_file, self.put_course):
            return
        course = Course.objects.filter(translation_key=self.course_key).first()
        if course is None:
            return
        for file in self.lesson_files:
            self.load_file(file, self.put_lesson, course)
        if not self.report.mistakes and self.course_file.content.end_quiz:
            self.load_end_quiz(course)

    def tell_what_is_gone(self):
        present = [file.name for file in [self.course_file, *self.lesson_files]]
        gone = LoadedFile.objects.filter(path__startswith=f"{self.path.name}/", path__endswith=".yaml")
        for path in gone.exclude(path__in=present).values_list("path", flat=True):
            self.report.notes.append(f"{path} is gone; what it made stays in the CMS")

    def load_file(self, file, put, *args):
        """All of the file or nothing; True unless it has a mistake."""
        try:
            self.load_if_new(file.name, file.digest, put, file.content, *args)
            return True
        except Broken as error:
            self.report.mistakes += error.mistakes
        except ValidationError as error:
            self.report.mistakes += file.mistakes(error)
        except OSError as error:
            self.report.mistakes.append(Mistake(str(file.path), 1, "file", error.strerror))

    def load_if_new(self, name, digest, put, *args):
        """A file that is as it was writes nothing."""
        known = LoadedFile.objects.filter(path=name).first()
        if known and known.digest == digest and not self.overwrite:
            return self.keeper.tell_changes(known.revisions)
        with transaction.atomic():
            self.keeper.made = {}
            put(*args)
            self.keeper.record(name, digest)
        self.report.loaded.append(name)

    @property
    def course_key(self):
        return shaping.key("course", self.course_file.content.slug)

    @property
    def end_quiz_key(self):
        return shaping.key("quiz", self.course_file.content.slug)

    @property
    def baseline_key(self):
        return shaping.key("quiz", self.course_file.content.slug, "baseline")

    def put_course(self, content):
        fields = shaping.course_fields(content)
        if plan := content.end_quiz:
            fields |= self.place_for("end_quiz", self.end_quiz_key, plan.title, content.band)
            fields |= self.place_for("baseline", self.baseline_key, plan.baseline, content.band)
        self.keeper.put(Course, self.course_key, fields, add=add_course)

    def place_for(self, name, key, title, band):
        """The empty quiz that will be drawn when the lessons are there; none where an editor took it away."""
        if self.keeper.has_made(Quiz, key):
            return {}
        defaults = {"title": title, "band": band, "live": False}
        quiz, _ = Quiz.objects.get_or_create(translation_key=key, locale=Locale.get_default(), defaults=defaults)
        return {name: quiz}

    def put_lesson(self, content, course):
        lesson_key = shaping.key("lesson", content.code)
        if Lesson.objects.filter(translation_key=lesson_key).not_descendant_of(course).exists():
            raise ValidationError({"code": f"another course has the lesson {content.code}"})
        fields = shaping.lesson_fields(content)
        fields["quiz"] = self.keeper.put(
            Quiz, shaping.key("quiz", content.code), shaping.quiz_fields(content, course.band)
        )
        self.keeper.put(Lesson, lesson_key, fields, add=partial(self.add_lesson, course))

    def add_lesson(self, course, lesson):
        """Behind the last page of a file before its own; editors may have moved the others."""
        files = list(itertools.takewhile(lambda file: file.code != lesson.code, self.lesson_files))
        keys = [shaping.key("lesson", file.code) for file in files]
        present = Lesson.objects.child_of(course).order_by("path")
        if earlier := present.filter(translation_key__in=keys).last():
            earlier.add_sibling(pos="right", instance=lesson)
        elif first := present.first():
            first.add_sibling(pos="left", instance=lesson)
        else:
            Course.objects.get(pk=course.pk).add_child(instance=lesson)  # a fresh one knows that it has no children

    def load_end_quiz(self, course):
        """Drawn again when a file of the course has changed, and never from half a course."""
        files = [self.course_file, *self.lesson_files]
        try:
            self.load_if_new(
                f"{self.path.name}/end quiz",
                digest("".join(file.digest for file in files).encode()),
                self.put_end_quiz,
                course,
                self.course_file.content.end_quiz,
            )
        except CannotDraw as error:
            if self.keeper.has_made(Quiz, self.end_quiz_key):
                return self.report.notes.append(f"{self.path.name}/end quiz stays as it is: {error}")
            self.report.mistakes.append(self.course_file.reading.mistake_at(("end_quiz",), str(error)))

    def put_end_quiz(self, course, plan):
        last = next((file for file in self.lesson_files if plan.last in file.question_ids), None)
        if last is None:
            raise CannotDraw(f"no lesson has the question {plan.last}")
        closing, band = shaping.key(last.code, plan.last), course.band
        drawn = draw_end_quiz(course, plan.questions, closing)
        self.keeper.put(
            Quiz, self.end_quiz_key, {"title": plan.title, "band": band, "pass_mark": plan.pass_mark, **drawn}
        )
        drawn = draw_baseline(course, plan.questions, closing)
        self.keeper.put(
            Quiz, self.baseline_key, {"title": plan.baseline, "band": band, "feedback": Quiz.Feedback.END, **drawn}
        )


def add_course(course):
    index = CourseIndex.objects.first()
    if index is None:
        index = CourseIndex(title="Learn", slug="learn", translation_key=shaping.key("courses"))
        HomePage.objects.get().add_child(instance=index)
    index.add_child(instance=course)
