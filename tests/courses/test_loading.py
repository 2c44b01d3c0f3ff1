"""Course files become pages and quizzes: once, whole, and without treading on an editor's work."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision
from wagtail.signals import page_published

from courses.loading.shaping import key
from courses.models import Course, CourseIndex, Lesson, LoadedFile
from quizzes.kinds import question_of
from quizzes.models import Quiz

KEYS = [key("quiz", name) for name in ["B8", "B9", "walkers"]]


def walkers():
    return Course.objects.get(slug="walkers")


def lesson(code):
    return Lesson.objects.get(code=code)


def tree():
    """All that was made, by keys and ids and without what differs from run to run."""
    pages = [
        (lesson.translation_key, lesson.url_path, lesson.title, lesson.live, lesson.steps.get_prep_value())
        for lesson in Lesson.objects.child_of(walkers()).order_by("path")
    ]
    quizzes = Quiz.objects.filter(translation_key__in=KEYS).order_by("translation_key")
    questions = [(quiz.translation_key, quiz.live, quiz.content()["questions"]) for quiz in quizzes]
    return walkers().translation_key, walkers().live, pages, questions


def wipe():
    walkers().delete()
    Quiz.objects.filter(translation_key__in=KEYS).delete()
    LoadedFile.objects.filter(path__startswith="walkers/").delete()


def question(lesson, name):
    wanted = str(key(lesson.code, name))
    return next(question_of(data) for data in lesson.quiz.content()["questions"] if data["id"] == wanted)


def edit(thing, **fields):
    """What an editor does: change, save, publish."""
    thing = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save_revision().publish()


# --- what is made -----------------------------------------------------------------------------------------


def test_a_course_stands_below_learn_with_its_lessons_in_order(files):
    files.load()
    course = walkers()
    assert course.get_parent().specific == CourseIndex.objects.get()
    assert course.url_path == "/home/learn/walkers/"
    assert [lesson.code for lesson in course.lessons] == ["B8", "B9"]
    assert course.live and all(lesson.live and lesson.quiz.live for lesson in course.lessons)
    assert [lesson.sensitive for lesson in course.lessons] == [False, True]
    assert course.has_end_quiz and course.end_quiz.pass_mark == 80


def test_markdown_becomes_what_the_editor_keeps(files):
    files.change("01-one.yaml", "Hello from **b8**.", "Hello from **b8** <b>& co</b>.")
    files.load()
    body = lesson("B8").steps[0].value["body"][0].value["body"].source
    assert "<strong>b8</strong> &lt;b&gt;&amp; co&lt;/b&gt;" in body
    assert "<ul>\n<li>One</li>" in body


def test_orders_and_groups_are_stored_so_that_answers_are_marked(course):
    first = course.lessons[0]
    order = question(first, "b8-order")
    stop, tell, save = (item.id for item in order.items)
    assert order.is_right([stop, tell, save]) and order.is_right([stop, save, tell])
    assert not order.is_right([tell, stop, save])
    cards = question(first, "b8-sort")
    kind, pushy = (group.id for group in cards.groups)
    assert cards.is_right(dict(zip([item.id for item in cards.items], [kind, pushy, kind], strict=True)))


def test_two_installations_agree_on_every_id(files):
    files.load()
    first = tree()
    wipe()
    files.load()
    assert tree() == first


def test_the_navigators_course_loads_whole_and_can_be_edited(db):
    call_command("load_content", verbosity=0)
    course = Course.objects.get(slug="navigators")
    assert [lesson.code for lesson in course.lessons] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    for lesson in Lesson.objects.child_of(course):
        for name in ["objectives", "steps", "teacher_notes", "curriculum", "sources"]:
            lesson._meta.get_field(name).stream_block.clean(getattr(lesson, name))
    for quiz in Quiz.objects.all():
        quiz._meta.get_field("questions").stream_block.clean(quiz.questions)


# --- again and again --------------------------------------------------------------------------------------


def test_loading_twice_writes_nothing(files):
    files.load()
    before = tree(), Revision.objects.count()
    with CaptureQueriesContext(connection) as queries:
        said = files.load()
    assert said == "nothing has changed\n"
    assert (tree(), Revision.objects.count()) == before
    assert not [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


class PowerCut(BaseException):
    pass


@pytest.mark.parametrize("victim", ["B8", "B9", None])
def test_killed_half_way_and_run_again_makes_the_same_tree(files, victim):
    def cut(instance, **kwargs):
        if getattr(instance, "code", None) == victim:
            raise PowerCut

    page_published.connect(cut)
    try:
        with pytest.raises(PowerCut):
            files.load()
    finally:
        page_published.disconnect(cut)
    assert not Lesson.objects.filter(code=victim).exists()
    assert not Quiz.objects.filter(translation_key=key("quiz", victim)).exists()
    files.load()
    after_the_cut = tree()
    wipe()
    files.load()
    assert tree() == after_the_cut


def test_a_changed_file_changes_its_lesson_and_no_other(files, course):
    before = {lesson.code: (lesson.pk, lesson.latest_revision_id) for lesson in course.lessons}
    files.change("01-one.yaml", "Secret topic of b8", "A better title")
    said = files.load()
    after = {lesson.code: lesson for lesson in walkers().lessons}
    assert said.splitlines() == ["loaded walkers/01-one.yaml", "loaded walkers/end quiz"]
    assert after["B8"].title == "A better title" and after["B8"].pk == before["B8"][0]
    assert after["B9"].latest_revision_id == before["B9"][1]


def test_a_new_file_takes_its_place_in_the_order(files):
    from .conftest import LESSONS

    (files.path / "01-one.yaml").unlink()
    files.load()
    files.write("01-one.yaml", LESSONS["01-one.yaml"])
    files.load()
    assert [lesson.code for lesson in walkers().lessons] == ["B8", "B9"]


def test_a_removed_file_is_named_and_its_lesson_stays(files, course):
    (files.path / "01-one.yaml").unlink()
    assert "walkers/01-one.yaml is gone; what it made stays in the CMS" in files.load()
    assert Lesson.objects.live().filter(code="B8").exists()


def test_a_renamed_file_keeps_its_lesson(files, course):
    before = lesson("B9").pk
    (files.path / "02-two.yaml").rename(files.path / "03-two.yaml")
    files.load()
    assert lesson("B9").pk == before
    assert "is gone" not in files.load()


# --- editors ----------------------------------------------------------------------------------------------


def test_an_editors_change_stays_and_is_named(files, course):
    edit(course.lessons[0], summary="Said better by Sal")
    assert "kept lesson B8 Secret topic of b8: changed in the CMS" in files.load()
    files.change("01-one.yaml", "What it is about.", "What the file says")
    files.change("02-two.yaml", "What it is about.", "What the file says")
    assert "kept lesson B8 Secret topic of b8: changed in the CMS" in files.load()
    assert [lesson.summary for lesson in walkers().lessons] == ["Said better by Sal", "What the file says"]
    assert "kept lesson B8" in files.load()


def test_an_editors_draft_counts_as_a_change(files, course):
    draft = lesson("B8")
    draft.summary = "Sal is not done yet"
    draft.save_revision()
    files.change("01-one.yaml", "What it is about.", "What the file says")
    assert "kept lesson B8" in files.load()
    assert lesson("B8").get_latest_revision_as_object().summary == "Sal is not done yet"


def test_an_edited_quiz_stays_while_its_lesson_follows_the_file(files, course):
    edit(course.lessons[0].quiz, title="Sal's questions")
    files.change("01-one.yaml", "What it is about.", "What the file says")
    assert "kept quiz Sal's questions: changed in the CMS" in files.load()
    first = walkers().lessons[0]
    assert (first.quiz.title, first.summary) == ("Sal's questions", "What the file says")


def test_an_edited_course_and_end_quiz_stay(files, course):
    edit(course, summary="Sal's course")
    edit(course.end_quiz, title="Sal's end quiz")
    files.change("course.yaml", "Two lessons.", "What the file says")
    said = files.load()
    assert "kept course Walkers: changed" in said and "kept quiz Sal's end quiz: changed" in said
    assert walkers().summary == "Sal's course"


def test_what_an_editor_unpublished_deleted_or_locked_is_left_so(files, course):
    first, second = course.lessons
    first.unpublish()
    Lesson.objects.filter(pk=second.pk).update(locked=True)
    second.quiz.delete()
    for name in ["01-one.yaml", "02-two.yaml"]:
        files.change(name, "What it is about.", "What the file says")
    said = files.load()
    assert "kept lesson B8 Secret topic of b8: unpublished" in said
    assert "kept lesson B9 Secret topic of b9: locked" in said
    assert f"kept quiz {second.quiz.translation_key}: deleted" in said
    assert "walkers/end quiz stays as it is: no lesson has the question" in said
    assert not lesson("B8").live
    assert lesson("B9").summary == "What it is about."
    assert not Quiz.objects.filter(translation_key=key("quiz", "B9")).exists()


def test_overwrite_takes_the_files_word(files, course):
    edit(course.lessons[0], summary="Said better by Sal")
    files.load(overwrite=True)
    assert lesson("B8").summary == "What it is about."


# --- mistakes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("minutes: 40", "minuts: 40", "6: minuts: there is no such field here"),
        ("minutes: 40", "minuts: 40", "1: minutes: this field is missing"),
        ("minutes: 40", "minutes: many", "6: minutes: it should be a valid integer"),
        ("minutes: 40", "minutes: 40\nminutes: 41", "7: minutes: the same field twice"),
        ("minutes: 40", "minutes: [40", "7: yaml: "),
        ("kind: text", "kind: poem", "18: steps.b8-step-1.blocks.b8-text: poem is no kind; there are 'text'"),
        ("id: b8-step-2", "id: b8-step-1", "33: steps.b8-step-1.id: the same id twice: b8-step-1"),
        ("Hello from", "[Hello](https://x.org) from", "20: steps.b8-step-1.blocks.b8-text.body: the editor"),
        (
            "objective: b8-b",
            "objective: b7-b",
            ": quiz.questions.b8-order.objective: the lesson has no such objective",
        ),
        ("group: pushy", "group: rude", ": quiz.questions.b8-sort.items.two.group: no such group: rude"),
        ("correct: true", "correct: false", ": quiz.questions.b8-first: exactly one option must be correct"),
        ("review_by: '2027-02-20'", "review_by: 2027-02-31", ": review_by: it should be a valid date"),
        ("url: https://", "url: javascript:", ": sources.1.url: "),
    ],
)
def test_a_mistake_names_file_line_and_field_and_stops_no_other_lesson(files, old, new, mistake):
    files.change("01-one.yaml", old, new)
    mistakes = files.mistakes()
    assert [line for line in mistakes if line.startswith("01-one.yaml:") and mistake in line]
    assert [lesson.code for lesson in walkers().lessons] == ["B9"]


def test_every_mistake_is_named_at_once(files):
    files.change("01-one.yaml", "minutes: 40", "minutes: 400")
    files.change("02-two.yaml", "efacw:", "efacv:")
    assert {line.split(":")[0] for line in files.mistakes()} == {"01-one.yaml", "02-two.yaml"}


def test_a_code_of_another_course_is_a_mistake(files):
    files.change("02-two.yaml", "code: B9", "code: C1")
    assert "02-two.yaml:1: code: another course has the lesson C1" in files.mistakes()
    assert Lesson.objects.filter(code="C1").count() == 1


def test_an_address_that_is_taken_is_a_mistake(files):
    files.change("02-two.yaml", "slug: two", "slug: one")
    (mistake,) = files.mistakes()
    assert mistake.startswith("02-two.yaml:2: slug: ")


def test_a_broken_lesson_leaves_the_old_one_and_its_course_as_they_are(files, course):
    before = tree()
    files.change("01-one.yaml", "minutes: 40", "minutes: 400")
    files.mistakes()
    assert tree() == before


def test_without_all_lessons_there_is_no_end_quiz_yet(files):
    files.change("02-two.yaml", "minutes: 40", "minutes: 400")
    files.mistakes()
    assert not walkers().has_end_quiz


def test_an_end_quiz_that_cannot_be_drawn_is_a_mistake_of_the_course_file(files):
    files.change("course.yaml", "last: b9-help", "last: b9-nowhere")
    (mistake,) = files.mistakes()
    assert mistake == "course.yaml:7: end_quiz: no lesson has the question b9-nowhere"


def test_a_broken_course_file_stops_the_course(files):
    files.change("course.yaml", "slug: walkers", "slug: quiz")
    (mistake,) = files.mistakes()
    assert mistake.startswith("course.yaml:1: slug: ")
    assert not Course.objects.filter(title="Walkers").exists()


def test_a_folder_without_a_course_is_refused(tmp_path, db):
    with pytest.raises(CommandError, match="no course.yaml"):
        call_command("load_content", tmp_path)


# --- production -------------------------------------------------------------------------------------------


def test_in_production_files_load_as_drafts(files, settings, client):
    settings.DEMO = False
    files.load()
    assert not walkers().live
    assert not Lesson.objects.child_of(walkers()).live().exists()
    assert not Quiz.objects.filter(translation_key__in=KEYS, live=True).exists()
    assert len(walkers().end_quiz.questions) == 4
    for path in ["/learn/walkers/", "/learn/walkers/one/", "/learn/walkers/one/1/", "/learn/walkers/one/quiz/"]:
        assert client.get(path).status_code == 404
    assert "Walkers" not in client.get("/learn/").content.decode()


def test_in_production_a_changed_file_is_a_draft_upon_what_is_published(files, settings):
    settings.DEMO = False
    files.load()
    lesson("B8").latest_revision.publish()
    files.change("01-one.yaml", "What it is about.", "What the file says")
    files.load()
    first = lesson("B8")
    assert first.live and first.has_unpublished_changes and first.summary == "What it is about."
    assert first.get_latest_revision_as_object().summary == "What the file says"
