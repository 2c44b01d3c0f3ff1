"""Section 8 of the content brief, as far as a program can check it, for lessons and courses: stored, draft or file."""

import datetime
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Nation
from pages.linting import Remark, published_numbers, remarks_on
from pages.text_rules import CEILINGS, PUPILS, Finding, reading_grade, sentences, words
from quizzes.linting import QUESTIONS, is_given_away, lint_quiz
from quizzes.prose import parts_of

from .prose import blocks_of, parts_of_course, parts_of_lesson

SIGNPOST, CERTIFICATE, LEAVE, READING, METADATA, AGE = 6, 12, 14, 19, 22, 24  # numbers of the brief's checks
YEAR = datetime.timedelta(days=365)
NATIONS = set(Nation.values)

_FROM_HELP = {"leave_page", "sensitive"}
FLAGS = {
    "C3": {"leave_page"},
    "C4": _FROM_HELP,
    **dict.fromkeys(["C5", "C6", "D1", "D2", "D3", "D4", "D5", "D6"], {*_FROM_HELP, "staff_prep"}),
    **dict.fromkeys(["F4", "F5"], _FROM_HELP),
}

# What the help reminder of every lesson says to its band. Someone else when home is not safe: for all of them.
KEEP_TELLING = r"doesn't help, tell another\. Keep telling until someone helps"
SOMEONE_ELSE = r"(?i)choose someone else: (?:the )?(?:school|head)"
HELP_LINES = {
    "sparks": ["It isn't your fault", "won't be in trouble for telling", "0800 1111", "999"],
    "explorers": [
        "Stop.* Tell a trusted adult",
        "It's not your fault, and you won't be in trouble for telling",
        "Childline is free: 0800 1111",
        "danger.*999",
    ],
    "navigators": ["^It's not your fault, and you won't be in trouble for asking for help"],
    "pathfinders": [
        "^It's not your fault, and you won't be in trouble for asking for help",
        "0800 1111",
        "SHOUT to 85258",
        "116 123",
        "999",
        "18th birthday",
    ],
    "family": ["It's not your child's fault", "won't be in trouble for asking for help"],
    "staff": ["straight away, in person", "999", "not to blame"],
}
TOPIC = re.compile(
    r"\b(?:sex\w*|nudes?|nudity|naked|porn\w*|intimate|blackmail\w*|extort\w*|exploit\w*|groom\w*|abus\w*|threat\w*"
    r"|victim\w*|crim\w*|images?|pictures?|photos?|secrets?|money|scams?)\b",
    re.IGNORECASE,
)
NOTHING_SENT = re.compile(r"Don't (?:send|pay)")  # in Explorers from B5 on only: before, nobody has been threatened


def lint_lesson(lesson, band, *, numbers=None):
    """Remarks on a lesson that is stored, or that has its unsaved quiz."""
    numbers = published_numbers() if numbers is None else numbers
    yield from remarks_on(str(lesson), parts_of_lesson(lesson, band), lesson_code=lesson.code, numbers=numbers)
    for place, check, found, why in [
        *reading(lesson, band),
        *help_lines(lesson, band),
        *flags(lesson),
        *metadata(lesson, band),
        *ages(lesson),
        *questions(lesson, band),
    ]:
        yield Remark(str(lesson), place, Finding(check, found, why))


def lint_whole_lesson(lesson, band, *, numbers=None):
    """Remarks on a lesson and on its questions."""
    numbers = published_numbers() if numbers is None else numbers
    yield from lint_lesson(lesson, band, numbers=numbers)
    if lesson.quiz:
        yield from lint_quiz(lesson.quiz, numbers=numbers)


def lint_course(course, lessons, *, numbers=None):
    """Remarks on a course's own page, and on what shows only in all of its lessons."""
    numbers = published_numbers() if numbers is None else numbers
    yield from remarks_on(str(course), parts_of_course(course), numbers=numbers)
    if said := TOPIC.search(course.certificate_title):
        why = _("a certificate hangs on a wall: the course’s name and no word of the topic")
        yield Remark(str(course), _("certificate title"), Finding(CERTIFICATE, said[0], why))
    asked = [part.value for lesson in lessons if lesson.quiz for part in parts_of(lesson.quiz)]
    with_options = [value for value in asked if value.get("options")]
    given_away = [value["stem"] for value in with_options if is_given_away(value)]
    if len(given_away) > len(with_options) / 3:
        why = _("the right option is the longest in more than a third: %(count)s of %(all)s")
        found = Finding(QUESTIONS, given_away[0], why % {"count": len(given_away), "all": len(with_options)})
        yield Remark(str(course), _("questions"), found)


def reading(lesson, band):
    """The lesson as a whole, in the words that its band reads."""
    spoken = "\n\n".join(
        text for part in blocks_of(lesson, band) for reader, text, _put_right in part.texts if reader == band
    )
    ceiling, said = CEILINGS[band], sentences(spoken)
    if (grade := reading_grade(spoken)) > ceiling.grade:
        yield _("the whole lesson"), READING, f"{grade:.1f}", _("its reading grade is above %s") % ceiling.grade
    average = sum(len(words(sentence)) for sentence in said) / max(1, len(said))
    if ceiling.average and average > ceiling.average:
        yield _("the whole lesson"), READING, f"{average:.1f}", _("more words in a sentence than %s") % ceiling.average


def help_lines(lesson, band):
    reminders = [part for part in blocks_of(lesson, band) if part.kind == "help_reminder"]
    if not reminders:
        yield _("the whole lesson"), SIGNPOST, _("no help reminder"), _("every lesson says where help is")
    for part in reminders:
        for line in [*HELP_LINES[band], KEEP_TELLING, SOMEONE_ELSE]:
            if not re.search(line, part.said):
                yield part.place, SIGNPOST, line, _("the help reminder of this band says this")
        if band == "explorers" and (lesson.code in {"B5", "B6"}) != bool(NOTHING_SENT.search(part.said)):
            yield part.place, SIGNPOST, "Don't send or pay", _("said in B5 and B6, and not before")


def flags(lesson):
    has = {name for name in ("leave_page", "sensitive", "staff_prep") if getattr(lesson, name)}
    for name in sorted(has ^ FLAGS.get(lesson.code, set())):
        why = _("this lesson must not have it") if name in has else _("this lesson must have it")
        yield _("flags"), LEAVE, name, why


def metadata(lesson, band):
    needed = ["neutral_title", "summary", "objectives", "sources", "review_by"]
    if band in PUPILS:
        needed += ["teacher_notes", "handout", "efacw", "dfe_skills", "curriculum"]
        nations = {code.value["nation"] for code in lesson.curriculum}
        for nation in sorted(NATIONS - nations):
            yield _("curriculum"), METADATA, Nation(nation).label, _("a lesson for pupils has a code for every nation")
        notes = {note.block_type for note in lesson.teacher_notes}
        for name in ["preparation", "ground_rules", "misconceptions", "hard_question", "no_device"]:
            if lesson.teacher_notes and name not in notes:
                yield _("teacher notes"), METADATA, name.replace("_", " "), _("the notes have this")
    for name in needed:
        if not getattr(lesson, name):
            yield name, METADATA, name.replace("_", " "), _("is missing")


def ages(lesson):
    today = timezone.localdate()
    if lesson.review_by and lesson.review_by <= today:
        yield _("review by"), AGE, f"{lesson.review_by}", _("the day of the next review has passed")
    for source in lesson.sources:
        url, checked_on = source.value["url"] or "", source.value["checked_on"]
        if not url.startswith("https://"):
            yield _("sources"), METADATA, url, _("a source is read over https")
        if checked_on is None or today - checked_on > YEAR:
            yield _("sources"), AGE, source.value["title"], _("older than a year: open the live page again")


def questions(lesson, band):
    """How many, of how many kinds, and that every objective is asked."""
    asked = list(lesson.quiz.questions) if lesson.quiz else []
    least, most = (5, 5) if band in PUPILS else (1, 2)
    if not least <= len(asked) <= most:
        yield _("questions"), QUESTIONS, str(len(asked)), _("a pupil’s lesson asks five, a part for adults one or two")
    if band in PUPILS - {"sparks"} and len({block.block_type for block in asked}) < 3:
        yield _("questions"), QUESTIONS, _("kinds"), _("at least three kinds in a lesson, from Explorers on")
    asked_for = {block.value["objective"] for block in asked}
    for objective in lesson.objectives:
        if objective.value["slug"] not in asked_for:
            yield _("questions"), QUESTIONS, objective.value["text"], _("no question asks for it")
