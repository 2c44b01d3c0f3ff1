"""Every course, held to the content brief and its erratum: every file, every sentence."""

import datetime
import re
import warnings

import pytest
import yaml

from courses.file_format import CourseFile, LessonFile
from courses.linting import AGE, lint_course, lint_whole_lesson
from courses.prose import blocks_of, taught_parts
from pages.help_files import read
from pages.linting import numbers_of
from pages.text_rules import NUMBERS, PUPILS, check
from quizzes.linting import CALLED_WRONG, feedback_of, is_given_away

from .conftest import CONTENT, COURSES, LESSONS


def load(path):
    return LessonFile.model_validate(yaml.safe_load(path.read_text()))


FILES = {lesson.code: (path, lesson) for path in sorted(CONTENT.glob("*/[0-9]*.yaml")) for lesson in [load(path)]}
HELP = numbers_of(read(CONTENT / "help-services.yaml"))

CODES = {
    "sparks": ["A1", "A2", "A3", "A4"],
    "explorers": ["B1", "B2", "B3", "B4", "B5", "B6"],
    "navigators": ["C1", "C2", "C3", "C4", "C5", "C6"],
    "pathfinders": ["D1", "D2", "D3", "D4", "D5", "D6"],
    "family": ["F1", "F2", "F3", "F4", "F5", "F6"],
    "staff": ["T1", "T2", "T3", "T4", "T5", "T6"],
}
END_QUIZ = {"sparks": (4, 0), "explorers": (6, 0), "navigators": (10, 80), "pathfinders": (10, 80)}
MINUTES = {"A": (10, 15), "B": (20, 25), "C": (30, 40), "D": (35, 45), "F": (8, 10), "T": (8, 10)}
CHARACTERS = {"Robin", "Ash", "Noor", "Jamie", "Callum", "Ffion", "Priya", "Sam"}
APPS = {"Blockhop", "ChatBox", "SideChat", "PicPond"}
PRACTICE = {
    *["sort_cards", "story_choices", "room_check", "order_cards", "chat_spotter", "privacy_settings", "exit_lines"],
    *["help_matcher", "fact_or_myth", "confidence_check", "agreement", "cards_to_print"],
}

# Lines that the erratum asks for and that carry no advice id of their own.
LINES = {
    "A3": ["It can be someone you know.", "tummy feel"],
    "B2": ["Never use a password from a lesson"],
    "B5": ["never too late"],
    "C2": ["Never use a password from a lesson; make your own three random words."],
    "C3": ["One sign is enough to stop and tell someone. You don't have to be sure.", "it's never too late"],
    "C4": [
        "It is against the law to make, keep or share a nude picture of anyone under 18, even a fake one.",
        "That law is there to protect young people.",
        "Threatening to share one is a crime too, whoever does it.",
    ],
    "C5": ["Already paid or sent more? Still not your fault.", "If a new account appears"],
    "C6": [
        "Don't open, share, comment on or save it.",
        "Help exists for you too.",
        "It can still often be taken down. You are not alone",
        "Their job is to help, not to judge.",
    ],
    "D2": ["One sign is enough"],
    "D4": [
        "no private picture is anywhere on the screen",
        "never scroll back to look",
        "say no",
        "new account appears",
    ],
    "D5": [
        "It is against the law to make, keep or share a nude picture of anyone under 18, even a fake one.",
        "Threatening to share one is a crime too, whoever does it.",
        "It can still often be taken down.",
    ],
    "D6": ["Help exists for you too."],
    "F4": ["Don't share or delete it", "never scroll back"],
    "F5": ["Never pay a company that promises to remove pictures.", "only if the police or the bank"],
    "T4": ["straight away, in person", "never waits for the end"],
    "T5": ["Don't share or delete it"],
}

each_lesson = pytest.mark.parametrize("code", LESSONS)
each_course = pytest.mark.parametrize("name", COURSES)
each_file = pytest.mark.parametrize("code", FILES)


def said_in(code):
    lesson, course = LESSONS[code]
    return " ".join(part.said for part in taught_parts(lesson, course.course.band))


def warn_or_fail(remarks):
    """What only age has made of a text is a warning: no release fails because a day has passed."""
    for remark in remarks:
        if remark.finding.check == AGE:
            warnings.warn(str(remark), stacklevel=2)
    assert [str(remark) for remark in remarks if remark.finding.check != AGE] == []


def test_all_courses_are_here():
    assert {name: [lesson.code for lesson in course.lessons] for name, course in COURSES.items()} == CODES


@each_course
def test_the_course_is_whole(name):
    course, lessons, _ = COURSES[name]
    file = CourseFile.model_validate(yaml.safe_load((CONTENT / name / "course.yaml").read_text()))
    assert course.slug == course.band == name
    word = "Lesson" if course.band in PUPILS else "Part"
    assert [lesson.neutral_title for lesson in lessons] == [f"{word} {n}" for n in range(1, len(lessons) + 1)]
    asked = [question.id for _, lesson in FILES.values() for question in lesson.quiz.questions]
    if name in END_QUIZ:
        assert (file.end_quiz.questions, file.end_quiz.pass_mark) == END_QUIZ[name]
        assert file.end_quiz.last in asked
    else:
        assert file.end_quiz is None


@each_course
def test_nothing_of_the_course_page_or_of_all_lessons_together_is_remarked_on(name):
    course, lessons, _ = COURSES[name]
    warn_or_fail(list(lint_course(course, lessons, numbers=HELP)))


@each_lesson
def test_nothing_of_the_lesson_is_remarked_on(code):
    lesson, course = LESSONS[code]
    warn_or_fail(list(lint_whole_lesson(lesson, course.course.band, numbers=HELP)))


def test_the_text_rules_know_the_numbers_of_the_help_services():
    assert {number: set(bands) for number, bands in NUMBERS.items()} == HELP


@each_course
def test_ids_are_unique_in_the_course(name):
    lessons = [lesson for path, lesson in FILES.values() if path.parent.name == name]
    objectives = [objective.id for lesson in lessons for objective in lesson.objectives]
    parts = [step.id for lesson in lessons for step in lesson.steps]
    for part in [part for lesson in lessons for part in file_parts(lesson)]:
        within = [getattr(part, field, []) for field in ("options", "groups", "pairs", "items")]
        parts += [part.id, *(inner.id for inners in within for inner in inners if hasattr(inner, "id"))]
    for ids in (objectives, parts):
        assert [name for name in set(ids) if ids.count(name) > 1] == []


def file_parts(lesson):
    return [*(block for step in lesson.steps for block in step.blocks), *lesson.quiz.questions, *lesson.handout]


@each_file
def test_ids_begin_with_the_lessons_code(code):
    path, lesson = FILES[code]
    prefix = lesson.code.lower() + "-"
    assert [name for name in re.findall(r"\bid: ([\w-]+)", path.read_text()) if not name.startswith(prefix)] == []


@each_file
def test_the_lesson_has_its_shape(code):
    path, lesson = FILES[code]
    blocks = [block for step in lesson.steps for block in step.blocks]
    kinds = {block.kind for block in blocks}
    least, most = MINUTES[lesson.code[0]]
    assert 5 <= len(lesson.steps) <= 8
    assert least <= sum(step.minutes for step in lesson.steps) <= lesson.minutes <= most
    assert len(kinds) >= 4
    assert {"help_reminder", "closing"} <= kinds
    assert kinds & PRACTICE
    assert blocks[-1].kind == "closing"
    if lesson.code[0] in "ABCD":
        assert kinds & {"story", "story_choices"} or lesson.code == "A4"
        assert {code.nation for code in lesson.curriculum} == {"england", "wales", "scotland", "northern_ireland"}
        assert lesson.handout
        assert all(re.match("I (can|know) ", objective.text) for objective in lesson.objectives)
    assert all(source.url.startswith("https://") for source in lesson.sources)


@each_file
def test_the_dates_are_a_reviews_length_apart(code):
    lesson = FILES[code][1]
    assert {source.checked_on <= datetime.date.today() for source in lesson.sources} == {True}
    assert lesson.review_by - max(source.checked_on for source in lesson.sources) <= datetime.timedelta(days=92)


@each_file
def test_nothing_is_named_before_its_lesson(code):
    path, lesson = FILES[code]
    words = {
        "A": r"blackmail|sext\w+|nude|private picture|threat",
        "B": r"blackmail|sext(?!ortion on)\w+|nude|private picture",
    }
    early = words.get(lesson.code[0]) or (
        words["A"].removesuffix("|threat") if lesson.code in ("C1", "C2", "C3") else ""
    )
    pupils = said_in(lesson.code)
    assert not early or re.findall(early, pupils, re.IGNORECASE) == []
    if lesson.code[0] in "ABC":
        assert re.findall(r"screenshot (?:the|your|it)|take a screenshot", pupils, re.IGNORECASE) == []


@each_lesson
def test_nobody_is_blamed_and_help_is_safe_to_ask_for(code):
    lesson, course = LESSONS[code]
    reminders = [part for part in blocks_of(lesson, course.course.band) if part.kind == "help_reminder"]
    assert len(reminders) == 1
    said = reminders[0].said
    assert re.search(r"fault|not to blame", said)
    if code not in {"T1"}:
        assert re.search("in trouble for (asking for help|telling)", said_in(code))
    assert "doesn't help, tell another. Keep telling until someone helps." in said
    assert re.search("(?i)choose someone else: (the )?(school|head)", said)


@each_lesson
def test_the_lines_of_the_erratum_are_here(code):
    said = said_in(code)
    assert [line for line in LINES.get(code, []) if line.lower() not in said.lower()] == []


@each_file
def test_the_quiz_varies_and_is_fair(code):
    lesson = FILES[code][1]
    questions = lesson.quiz.questions
    assert len(questions) == 5 if lesson.code[0] in "ABCD" else 1 <= len(questions) <= 2
    assert len({question.kind for question in questions}) >= {"A": 2, "B": 3, "C": 3, "D": 3}.get(lesson.code[0], 1)
    assert {question.objective for question in questions} == {objective.id for objective in lesson.objectives}
    for question in questions:
        options = getattr(question, "options", None)
        assert question.right and question.not_yet
        if options:
            assert len(options) >= 3
            assert len({option.text for option in options}) == len(options)


@each_lesson
def test_feedback_never_says_wrong(code):
    lesson, _ = LESSONS[code]
    for block in lesson.quiz.questions:
        assert not [said for said in feedback_of(block.value) if CALLED_WRONG.search(said)]


@each_lesson
def test_what_is_said_of_one_part_reads_as_well_beside_a_tick(code):
    """A part is told the same in its place as out of it: a hint or a question there would ask what is answered."""
    parts = [
        part.get("feedback") or ""
        for block in LESSONS[code][0].quiz.questions
        for name in ("pairs", "items")
        for part in block.value.get(name) or []
    ]
    assert [said for said in parts if said.endswith("?") or said.startswith(("Look", "Think", "Listen"))] == []


@pytest.mark.parametrize("name", ["explorers", "navigators", "pathfinders"])
def test_all_six_kinds_of_question_are_asked(name):
    asked = {block.block_type for lesson in COURSES[name].lessons for block in lesson.quiz.questions}
    assert asked == {"single_choice", "multiple_choice", "true_false", "put_in_order", "sort_into_groups", "matching"}


@each_course
def test_the_right_option_is_not_given_away(name):
    """In at most a third is a right option the longest, and it doesn't always stand in the same place."""
    values = [block.value for lesson in COURSES[name].lessons for block in lesson.quiz.questions]
    values = [value for value in values if value.get("options")]
    given_away = [value["stem"] for value in values if is_given_away(value)]
    assert len(given_away) <= len(values) / 3, given_away
    places = {[bool(option["correct"]) for option in value["options"]].index(True) for value in values}
    assert places == {0, 1, 2}


@each_lesson
def test_children_meet_our_characters_and_our_apps_only(code):
    lesson, course = LESSONS[code]
    named = re.findall(r"\b(?:Alex|Charlie|Emma|Jack|Mia|Oliver|Sophie|Tom|Ben|Lily|Zara|Leo)\b", said_in(code))
    assert named == []
    assert CHARACTERS & set(re.findall(r"\b[A-Z][a-z]+\b", said_in(code)))
    for part in blocks_of(lesson, course.course.band):
        if part.kind in ("chat_spotter", "privacy_settings"):
            apps = [part.value["app"]] if part.kind == "privacy_settings" else [c["app"] for c in part.value["chats"]]
            assert set(apps) <= APPS
        if part.kind == "chat_spotter":
            who = {line["who"] for chat in part.value["chats"] for line in chat["lines"]}
            assert {name.split("’")[0] for name in who if name.lower() != "the account"} <= CHARACTERS


def test_all_eight_characters_have_their_turns():
    told = " ".join(said_in(code) for code in LESSONS)
    assert {name for name in CHARACTERS if len(re.findall(rf"\b{name}\b", told)) > 20} == CHARACTERS


def test_no_help_line_is_shown_with_a_number_of_another_band():
    assert [str(found) for found in check("Ring 101, or 0808 800 5000.", "explorers", numbers=HELP)] != []


@each_file
def test_small_children_choose_among_three_helpers(code):
    _path, lesson = FILES[code]
    if lesson.code[0] != "B":
        return
    blocks = [block for step in lesson.steps for block in step.blocks if block.kind == "help_matcher"]
    offered = [one.fits + one.also_offered for block in blocks for one in block.situations]
    assert not [helpers for helpers in offered if len(helpers) > 3 or "school-lead" in helpers]


@each_file
def test_the_names_of_viewers_fit_into_two_lines_on_a_phone(code):
    """Four of them stand beside one another, always in sight."""
    _path, lesson = FILES[code]
    blocks = [block for step in lesson.steps for block in step.blocks if block.kind == "privacy_settings"]
    assert not [name for block in blocks for name in block.viewers if len(name) > 20]


def test_nobody_types_and_nothing_is_uploaded():
    """Neither a question nor an activity has a field to write in; what pupils choose, they tap."""
    templates = CONTENT.parent / "templates"
    for path in [*templates.glob("quizzes/kinds/*.html"), *templates.glob("courses/blocks/*.html")]:
        written = re.findall(r"<textarea|type=\"?(?:text|file|search|email)|contenteditable", path.read_text())
        assert written == [], path.name
