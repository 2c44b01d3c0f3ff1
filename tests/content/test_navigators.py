"""The Navigators course, held to the content brief and its erratum: every file, every sentence."""

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from courses.file_format import CourseFile, LessonFile
from pages.text_rules import check, reading_grade, sentences, words

FOLDER = Path(__file__).resolve().parents[2] / "content" / "navigators"
PATHS = sorted(FOLDER.glob("[0-9]*.yaml"))
KINDS = {"single_choice", "multiple_choice", "true_false", "put_in_order", "sort_into_groups", "matching"}
FLAGS = {"C3": {"leave_page"}, "C4": {"leave_page", "sensitive"}} | dict.fromkeys(
    ("C5", "C6"), {"leave_page", "sensitive", "staff_prep"}
)
CALLED_WRONG = re.compile(r"^(no, )?wrong\b|\bincorrect|\b(that|you|answer)('s|'re| is| are) wrong", re.IGNORECASE)
FOR_ADULTS = {"teacher_notes", "hint", "misconception"}
NOT_PROSE = {"sources", "id", "kind", "act", "objective", "group", "code", "slug", "framework", "url"}
QUOTED_TO_CONTRADICT = {"save messages and pictures"}  # C5's notes say that this old advice is not safe

# Section 7 of the brief, as the erratum corrects it. W07 means what replaces it: leave pictures, delete nothing.
# The erratum gives C5 the line on money already paid, so W04 belongs to it too.
COVERS = {
    "C1": "A12 A14 W05 W15",
    "C2": "A01 A02 A07 D06 W15 W17 W18",
    "C3": "A04 A05 A06 D05 W15",
    "C4": "A03 A09 A10 A11 D03 D04 W15",
    "C5": "A13 D01 D02 D06 D07 D08 W01 W02 W03 W04 W05 W07 W09 W12 W15 W20",
    "C6": "R01 R02 R05 R06 R07 W10 W13 W15 W16 X01 X02",
}

# What a block or question must say before it may carry the id. All of the patterns must be there.
SAYS = {
    "A01": ["accounts? to private", "said yes to"],
    "A02": ["settings", "again", "update"],
    "A03": ["push", "(say no|leave)", "tell"],
    "A04": ["(change app|move to)", "(quick|six messages|soon)", "(help|report)"],
    "A05": ["didn't ask for", "close it", "pass it on", "tell", "not .* fault|isn't .* fault"],
    "A06": ["not be who they say"],
    "A07": ["yourself and your family", "(full name|school|street)"],
    "A09": ["camera", "(keep it off|off is a good)"],
    "A10": ["cover", "(tricked or pressured|words)"],
    "A11": ["think about what you say and do", "recorded"],
    "A12": ["uncomfortable", "end it|leave"],
    "A13": ["block the account"],
    "A14": ["(tell|talk to|choose) .*(adult|another)"],
    "D01": ["(online blackmail|threat)"],
    "D02": ["threatens? to share", "private or nude", "pay", "don't want to do"],
    "D03": ["recorded", "without a person knowing"],
    "D04": ["(fake|AI)", "(real|no picture)"],
    "D05": ["game", "photo app", "chat"],
    "D06": ["(make|made) up|borrow", "friends (or|and) family"],
    "D07": ["one person", "group"],
    "D08": ["frightening, and there is help"],
    "W01": ["there is help", "breath"],
    "W02": ["(don't|rarely|not to|paying)", "pay"],
    "W03": ["more demands", "pay"],
    "W04": ["bank", "paid"],
    "W05": ["stop (answering|replying)"],
    "W07": ["(left|leave|copy)", "delet"],
    "W09": ["(write|written) (the details )?down|note"],
    "W10": ["report", "app"],
    "W12": ["block"],
    "W13": ["often be taken down"],
    "W15": ["not to blame|isn't to blame|not your fault|isn't .*fault|who tricked them is to blame|responsible"],
    "W16": ["who needs to know"],
    "W17": ["change any password", "people at home"],
    "W18": ["turn on two-step verification"],
    "W20": ["(sure|proof)", "(any time|now)"],
    "R01": ["999", "danger"],
    "R02": ["101", "police"],
    "R05": ["CEOP", "(under 18|pressured|threat)"],
    "R06": ["Report Remove", "taken down"],
    "R07": ["Take It Down", "after Report Remove"],
    "X01": ["Childline", "0800 1111"],
    "X02": ["SHOUT to 85258"],
}


def load(path):
    return LessonFile.model_validate(yaml.safe_load(path.read_text()))


def taught(lesson):
    yield from (block for step in lesson.steps for block in step.blocks)
    yield from lesson.quiz.questions


def texts(part, name="", reader="navigators"):
    """Each piece of text below `part` with who reads it: (reader, text, may it say what its feedback corrects?)."""
    if isinstance(part, BaseModel):
        if getattr(part, "lint_exception", ""):
            return
        corrected = getattr(part, "correct", True) is False
        for field in type(part).model_fields:
            if field not in NOT_PROSE:
                within = texts(getattr(part, field), field, "staff" if field in FOR_ADULTS else reader)
                for who, text, allowed in within:
                    yield who, text, allowed or (corrected and field == "text")
    elif isinstance(part, list):
        for item in part:
            yield from texts(item, name, reader)
    elif isinstance(part, str) and " " in part:
        yield reader, part, False


def pupils_text(lesson):
    return "\n\n".join(text for reader, text, _ in texts(lesson) if reader == "navigators")


def plain(part):
    said = " ".join(text for _, text, _ in texts(part))
    return " ".join(re.sub(r"[*_]", "", said).replace("’", "'").split())


def choices(lesson):
    return [q for q in lesson.quiz.questions if q.kind in ("single_choice", "multiple_choice")]


# Lines that the erratum asks for and that carry no advice id of their own.
LINES = {
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
}
each_lesson = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_the_course_is_all_here():
    course = CourseFile.model_validate(yaml.safe_load((FOLDER / "course.yaml").read_text()))
    lessons = [load(path) for path in PATHS]
    assert [lesson.code for lesson in lessons] == list(COVERS)
    assert [lesson.neutral_title for lesson in lessons] == [f"Lesson {n}" for n in range(1, 7)]
    assert course.end_quiz.last in [question.id for question in lessons[-1].quiz.questions]
    assert (course.slug, course.end_quiz.questions, course.end_quiz.pass_mark) == ("navigators", 10, 80)


def test_ids_are_unique_in_the_course():
    lessons = [load(path) for path in PATHS]
    objectives = [objective.id for lesson in lessons for objective in lesson.objectives]
    parts = [step.id for lesson in lessons for step in lesson.steps]
    for part in [part for lesson in lessons for part in taught(lesson)]:
        within = [getattr(part, name, []) for name in ("options", "groups", "pairs", "items")]
        parts += [part.id, *(inner.id for inners in within for inner in inners if hasattr(inner, "id"))]
    for ids in (objectives, parts):
        assert [name for name in set(ids) if ids.count(name) > 1] == []


def test_the_course_page_keeps_the_text_rules():
    course = CourseFile.model_validate(yaml.safe_load((FOLDER / "course.yaml").read_text()))
    assert [str(found) for reader, text, _ in texts(course) for found in check(text, reader)] == []


@each_lesson
def test_the_lesson_has_its_shape(path):
    lesson = load(path)
    blocks = [block for step in lesson.steps for block in step.blocks]
    assert 5 <= len(lesson.steps) <= 7
    assert 30 <= sum(step.minutes for step in lesson.steps) <= lesson.minutes <= 40
    assert len({block.kind for block in blocks}) >= 4
    assert {"story", "activity", "help_reminder", "closing"} <= {block.kind for block in blocks}
    assert blocks[-1].kind == "closing"
    assert set(lesson.flags) == FLAGS.get(lesson.code, set())
    assert {code.nation for code in lesson.curriculum} == {"england", "wales", "scotland", "northern_ireland"}
    assert all(source.url.startswith("https://") for source in lesson.sources)
    prefix = lesson.code.lower() + "-"
    assert [name for name in re.findall(r"\bid: ([\w-]+)", path.read_text()) if not name.startswith(prefix)] == []


@each_lesson
def test_every_sentence_keeps_the_text_rules(path):
    lesson = load(path)
    found = [
        f"{finding} in: {text}"
        for reader, text, corrected in texts(lesson)
        for finding in check(text, reader, lesson_code=lesson.code)
        if not (corrected and finding.check == 4) and finding.found not in QUOTED_TO_CONTRADICT
    ]
    assert found == []


@each_lesson
def test_the_lesson_as_a_whole_can_be_read(path):
    body = "\n\n".join(text for step in load(path).steps for reader, text, _ in texts(step) if reader == "navigators")
    spoken = sentences(body)
    assert reading_grade(body) <= 6
    assert sum(len(words(sentence)) for sentence in spoken) / len(spoken) <= 12


@each_lesson
def test_nothing_is_named_before_its_lesson(path):
    lesson = load(path)
    if lesson.code in ("C1", "C2", "C3"):
        assert re.findall(r"blackmail|sext\w+|nude|private picture", path.read_text(), re.IGNORECASE) == []
    assert re.findall(r"screenshot (?:the|your|it)|take a screenshot", pupils_text(lesson), re.IGNORECASE) == []


@each_lesson
def test_nobody_is_blamed_and_help_is_safe_to_ask_for(path):
    lesson = load(path)
    reminders = [block for block in taught(lesson) if block.kind == "help_reminder"]
    assert reminders
    for reminder in reminders:
        assert reminder.body.startswith("It's not your fault, and you won't be in trouble for asking for help.\n")
        assert "If one person doesn't help, tell another. Keep telling until someone helps." in plain(reminder)
        assert re.search("choose someone else: school, Childline or the police", plain(reminder))


@each_lesson
def test_the_advice_of_the_brief_is_taught_here(path):
    lesson = load(path)
    claimed = {advice for part in taught(lesson) for advice in part.teaches}
    assert set(COVERS[lesson.code].split()) - claimed == set()


@each_lesson
def test_an_advice_id_stands_only_where_its_sentence_stands(path):
    for part in taught(load(path)):
        said = plain(part)
        for advice in part.teaches:
            for pattern in SAYS[advice]:
                assert re.search(pattern, said, re.IGNORECASE), f"{part.id} carries {advice} but never says {pattern}"


@each_lesson
def test_the_lines_of_the_erratum_are_here(path):
    lesson = load(path)
    said = " ".join(map(plain, taught(lesson)))
    assert [line for line in LINES.get(lesson.code, []) if line not in said] == []


@each_lesson
def test_the_quiz_varies_and_is_fair(path):
    lesson = load(path)
    questions = lesson.quiz.questions
    assert len(questions) == 5
    assert len({question.kind for question in questions}) >= 3
    assert {question.objective for question in questions} == {objective.id for objective in lesson.objectives}
    for question in choices(lesson):
        assert len(question.options) >= 3
        assert len({option.text for option in question.options}) == len(question.options)


@each_lesson
def test_feedback_never_says_wrong(path):
    for question in load(path).quiz.questions:
        parts = [part for name in ("options", "items", "pairs") for part in getattr(question, name, [])]
        for said in (question.right, question.not_yet, *(part.feedback or "" for part in parts)):
            assert not CALLED_WRONG.search(said)


def test_all_six_kinds_of_question_are_asked():
    assert {question.kind for path in PATHS for question in load(path).quiz.questions} == KINDS


def test_the_right_option_is_not_given_away():
    """In at most a third is a right option the longest, and it doesn't always stand in the same place."""
    asked = [question for path in PATHS for question in choices(load(path))]
    given_away = [
        question.id
        for question in asked
        if max(len(option.text) for option in question.options if option.correct)
        >= max(len(option.text) for option in question.options if not option.correct)
    ]
    assert len(given_away) <= len(asked) / 3, given_away
    places = {[option.correct for option in question.options].index(True) for question in asked}
    assert places == {0, 1, 2}
