"""What a program can check of a lesson, it checks: in files, in the CMS, and before something is published."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from courses.linting import lint_course, lint_whole_lesson
from courses.models import Lesson
from quizzes.models import Quiz


@pytest.fixture
def lesson(navigators):
    """C1: no word of it is remarked on."""
    lesson = Lesson.objects.select_related("quiz").get(code="C1")
    assert list(remarks(lesson)) == []
    return lesson


def remarks(lesson):
    return [str(remark) for remark in lint_whole_lesson(lesson, "navigators")]


def first(lesson, kind, step=None):
    steps = lesson.steps if step is None else [lesson.steps[step]]
    return next(block for part in steps for block in part.value["body"] if block.block_type == kind)


def test_a_remark_names_page_block_and_sentence(lesson):
    first(lesson, "key_message").value["text"] = "All is well. Noor should have blocked it."
    (said,) = remarks(lesson)
    assert said.startswith(f"{lesson}, step ")
    assert "key message: check 4: “should have”" in said
    assert said.endswith("In: Noor should have blocked it.")


def test_a_reason_lets_a_block_pass(lesson):
    block = first(lesson, "key_message")
    block.value["text"] = "Noor should have blocked it."
    block.value["lint_exception"] = "The next line puts it right."
    assert remarks(lesson) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Some call it sextortion.", "check 2"),
        ("Save the picture as proof.", "check 3"),
        ("Ring 0800 123 456 for help.", "check 10"),
        ("Then you won't get into trouble.", "check 8"),
        ("Type your answer here, please.", "check 9"),
    ],
)
def test_words_are_held_to_the_band(lesson, text, said):
    first(lesson, "key_message").value["text"] = text
    assert said in remarks(lesson)[0]


def test_a_number_is_taken_from_the_help_services(lesson):
    from pages.models import HelpService

    first(lesson, "key_message").value["text"] = "Ring 0800 1111 for help."
    assert remarks(lesson) == []
    HelpService.objects.filter(phone="08001111").update(live=False)
    HelpService.objects.filter(phone="0800 1111").update(live=False)
    assert any("0800 1111" in said for said in remarks(lesson))


def test_notes_are_read_by_adults(lesson):
    notes = next(note for note in lesson.teacher_notes if note.block_type == "misconceptions")
    notes.value[0] = "A study says that 97% of them were boys."
    assert remarks(lesson) == []


def test_a_lesson_as_a_whole_can_be_read(lesson):
    hard = "Institutional accountability necessitates comprehensive, interdisciplinary, collaborative deliberation. "
    first(lesson, "story").value["body"].source = f"<p>{hard * 90}</p>"
    assert any("the whole lesson: check 19" in said for said in remarks(lesson))


def test_a_pasted_picture_has_no_words(lesson):
    first(lesson, "story").value["body"].source += '<embed alt="" embedtype="image" id="1"/>'
    assert any("check 20" in said for said in remarks(lesson))


@pytest.mark.parametrize(
    "missing", ["Keep telling until someone helps.", "choose someone else", "It’s not your fault"]
)
def test_the_help_reminder_has_its_words(lesson, missing):
    body = first(lesson, "help_reminder").value["body"]
    assert missing in body.source
    body.source = body.source.replace(missing, "")
    assert any("help reminder: check 6" in said for said in remarks(lesson))


def test_every_lesson_says_where_help_is(lesson):
    for part in lesson.steps:
        body = part.value["body"]
        for place in reversed([place for place, block in enumerate(body) if block.block_type == "help_reminder"]):
            del body[place]
    assert any("no help reminder" in said for said in remarks(lesson))


def test_metadata_is_whole(lesson):
    lesson.efacw, lesson.neutral_title, lesson.review_by = [], "", None
    lesson.curriculum = [("code", code.value) for code in lesson.curriculum if code.value["nation"] != "wales"]
    said = "\n".join(remarks(lesson))
    assert all(words in said for words in ["efacw", "neutral title", "review by", "Wales"])


def test_flags_are_those_of_the_lesson(lesson):
    lesson.sensitive = True
    assert "flags: check 14: “sensitive”: this lesson must not have it" in remarks(lesson)[0]


def test_age_is_remarked_on(lesson):
    lesson.sources[0].value["checked_on"] = timezone.localdate() - datetime.timedelta(days=366)
    lesson.review_by = timezone.localdate()
    assert sum("check 24" in said for said in remarks(lesson)) == 2


def test_questions_keep_their_rules(lesson):
    question = next(block for block in lesson.quiz.questions if block.block_type == "single_choice")
    question.value["not_yet"] = ""
    question.value["right"] = "That is wrong, sorry."
    del question.value["options"][2]
    said = "\n".join(remarks(lesson))
    assert "every answer gets feedback" in said and "never called wrong" in said and "three options" in said


def test_a_lesson_asks_five_questions_of_three_kinds_about_all_objectives(lesson):
    lesson.quiz.questions = [block for block in lesson.quiz.questions.raw_data if block["type"] == "single_choice"][:2]
    said = "\n".join(remarks(lesson))
    assert (
        "a pupil’s lesson asks five" in said and "at least three kinds" in said and "no question asks for it" in said
    )


def test_the_right_option_does_not_stand_out(navigators):
    lessons = list(Lesson.objects.child_of(navigators).select_related("quiz"))
    assert list(lint_course(navigators, lessons)) == []
    for lesson in lessons:
        for block in lesson.quiz.questions:
            for option in block.value.get("options") or []:
                option["text"] = f"{option['text']} and so on and so forth" if option["correct"] else option["text"]
    (remark,) = lint_course(navigators, lessons)
    assert "in more than a third" in str(remark)


@pytest.mark.parametrize(
    "title", ["Staying safe from online blackmail", "Nudes and the law", "Pathfinders: Sexual images"]
)
def test_no_word_of_the_topic_hangs_on_a_wall(navigators, title):
    navigators.certificate_title = title
    assert "no word of the topic" in "".join(map(str, lint_course(navigators, [])))


def test_an_end_quiz_may_name_what_its_lessons_name(navigators):
    assert navigators.end_quiz.remarks() == []
    assert navigators.baseline.remarks() == []
    question = navigators.end_quiz.questions[0]
    assert question.value["objective"].startswith("c1-")
    question.value["stem"] = "What is sextortion?"
    assert navigators.end_quiz.remarks()[0].blocks


def test_an_unfinished_draft_can_be_looked_at(course):
    empty = [
        {"type": "step", "value": {"title": None, "minutes": None, "body": [{"type": "key_message", "value": {}}]}}
    ]
    lesson = Lesson(
        title="", code="C9", steps=json.dumps(empty), sources=json.dumps([{"type": "source", "value": {}}])
    )
    assert lesson.band == "navigators" and lesson.remarks()
    assert Quiz(title="", questions=json.dumps([{"type": "single_choice", "value": {}}])).remarks()


def test_the_command_reads_files_without_a_database(capsys):
    call_command("lint_content")
    assert capsys.readouterr().out == "0 remarks\n"


LONG = " and ".join(["Noor sat in the hall"] * 9) + "."


def test_the_command_names_file_block_and_sentence(files, capsys):
    files.change("01-one.yaml", "Remember b8.", LONG)
    files.change("01-one.yaml", "Hello from", "Ring 01632 960000. Hello from")
    with pytest.raises(CommandError):
        call_command("lint_content", files.path)
    said = capsys.readouterr().out
    assert "warns   B8 Secret topic of b8, step 3, key message: check 19: " in said
    assert "BLOCKS  B8 Secret topic of b8, step 1, text: check 10: “01632 960000”" in said


def test_marks_in_files_are_curly(files, capsys):
    files.change("01-one.yaml", "Remember b8.", "It's Noor's. Don’t pay.")
    with pytest.raises(CommandError):  # for what else these files lack
        call_command("lint_content", files.path)
    said = capsys.readouterr().out
    assert said.count("quotation marks and apostrophes are curly") == 1 and "walkers/01-one.yaml, line" in said
    assert "check 19: “It's”" in said


def test_the_command_reads_drafts_in_the_cms(navigators, capsys):
    call_command("lint_content", cms=True)
    assert capsys.readouterr().out == "0 remarks\n"
    draft(Lesson.objects.get(code="C1"), LONG)
    call_command("lint_content", cms=True)
    assert "warns   C1" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("lint_content", cms=True, strict=True)


@pytest.mark.parametrize("sentence", ["Delete the account.", "It was a silly thing.", "Ring 01632 960000."])
def test_the_command_stops_at_what_blocks(navigators, capsys, sentence):
    draft(Lesson.objects.get(code="C1"), sentence)
    with pytest.raises(CommandError):
        call_command("lint_content", cms=True)
    assert "BLOCKS  C1" in capsys.readouterr().out


# --- in the editor ------------------------------------------------------------------------------------------


def edit_url(thing):
    if isinstance(thing, Quiz):
        return reverse("wagtailsnippets_quizzes_quiz:edit", args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def draft(lesson, text):
    first(lesson, "key_message").value["text"] = text
    lesson.save_revision()
    return lesson


def publish(client, lesson):
    form = client.get(edit_url(lesson)).context["form"]
    return client.post(edit_url(lesson), {**data_of(form), "action-publish": "1"})


def data_of(form):
    """What a browser would send back of a form that nobody changed."""
    data = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "stream_block"):
            data |= stream_data(bound.name, value.stream_block, value)
        elif isinstance(value, bool):
            data |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            data[bound.html_name] = getattr(value, "pk", value)
    data |= {f"comments-{part}": "0" for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    return data


def stream_data(prefix, block, value):
    from wagtail import blocks

    if isinstance(block, blocks.BaseStreamBlock):
        data = {f"{prefix}-count": str(len(value))}
        for number, child in enumerate(value):
            data |= {f"{prefix}-{number}-{name}": said for name, said in marks(number, child.block_type, child.id)}
            data |= stream_data(f"{prefix}-{number}-value", child.block, child.value)
        return data
    if isinstance(block, blocks.ListBlock):
        data = {f"{prefix}-count": str(len(value))}
        for number, child in enumerate(value.bound_blocks):
            data |= {f"{prefix}-{number}-{name}": said for name, said in marks(number, "item", child.id)}
            data |= stream_data(f"{prefix}-{number}-value", block.child_block, child.value)
        return data
    if isinstance(block, blocks.BaseStructBlock):
        parts = [stream_data(f"{prefix}-{name}", child, value.get(name)) for name, child in block.child_blocks.items()]
        return {name: said for part in parts for name, said in part.items()}
    if isinstance(block, blocks.RichTextBlock):
        from wagtail.test.utils.form_data import rich_text as as_draftail

        return {prefix: as_draftail(value.source if value else "", features=["bold", "italic", "ol", "ul"])}
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else str(value)}


def marks(number, kind, block_id):
    return [("deleted", ""), ("order", str(number)), ("type", kind), ("id", block_id or "")]


def test_the_editor_shows_the_remarks(sign_in, editor, lesson):
    client = sign_in(editor)
    draft(lesson, LONG)
    body = client.get(edit_url(lesson)).content.decode()
    assert "What the rules for content say" in body and "Noor sat in the hall" in body
    assert "Blocks publishing." not in body


@pytest.mark.parametrize(
    ("sentence", "remark"),
    [
        ("Delete the account.", "check 3: “Delete the account”"),
        ("You’re so stupid.", "check 4: “stupid”"),
        ("Call 01632 960000.", "check 10: “01632 960000”"),
    ],
)
def test_what_blocks_is_not_published(sign_in, editor, lesson, sentence, remark):
    client = sign_in(editor)
    draft(lesson, sentence)
    response = publish(client, lesson)
    assert response.status_code == 200
    assert remark in str(response.context["form"].non_field_errors())
    lesson.refresh_from_db()
    assert lesson.has_unpublished_changes


def test_a_warning_does_not_keep_anybody_from_publishing(sign_in, editor, lesson):
    client = sign_in(editor)
    draft(lesson, LONG)
    response = publish(client, lesson)
    assert response.status_code == 302, response.context["form"].errors
    assert not Lesson.objects.get(code="C1").has_unpublished_changes


def test_a_draft_may_be_anything(sign_in, editor, lesson):
    client = sign_in(editor)
    draft(lesson, "Delete the account.")
    form = client.get(edit_url(lesson)).context["form"]
    assert client.post(edit_url(lesson), data_of(form)).status_code == 302


def test_courses_and_quizzes_show_theirs_too(sign_in, editor, course):
    client = sign_in(editor)
    for thing in [course, course.end_quiz, course.lessons[0]]:
        assert "What the rules for content say" in client.get(edit_url(thing)).content.decode()
