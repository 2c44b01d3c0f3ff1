"""No single person publishes what children read; two do, one of them with the safeguarding role."""

import html

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import TaskState, Workflow

from classrooms import demo
from courses.models import Lesson, OpenPoint, SignOffTask
from quizzes.models import Quiz

from .test_linting import data_of


@pytest.fixture
def in_production(settings):
    settings.DEMO = False


@pytest.fixture
def reviewer(db):
    return demo.make_reviewer("reviewer@waymark.example", "Rae Reviewer")


@pytest.fixture
def author(db):
    return demo.make_editor("author@waymark.example", "Ari Author")


@pytest.fixture
def lesson(navigators):
    return Lesson.objects.get(code="C1")


@pytest.fixture
def quiz(lesson):
    return lesson.quiz


def submit(thing, author, summary="A new summary."):
    if isinstance(thing, Lesson):
        thing.summary = summary
    thing.save_revision(user=author)
    return thing.get_workflow().start(thing, author)


def act(state, user, action="approve", tick=None):
    state.refresh_from_db()
    current = state.current_task_state
    task = current.task.specific
    ticked = {"checked": task.lines if tick is None else tick} if action == "approve" else {}
    task.on_action(current, user, action, **ticked)
    state.refresh_from_db()


def edit_url(thing):
    if isinstance(thing, Quiz):
        return reverse("wagtailsnippets_quizzes_quiz:edit", args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def test_lessons_and_quizzes_have_the_workflow_of_two(lesson, quiz):
    for thing in (lesson, quiz):
        groups = [task.specific.groups.get().name for task in thing.get_workflow().tasks]
        assert groups == ["Moderators", "Safeguarding reviewers"]


@pytest.mark.parametrize("name", ["lesson", "quiz"])
def test_two_people_publish_under_their_names(request, name, author, editor, reviewer, in_production):
    thing = request.getfixturevalue(name)
    state = submit(thing, author)
    act(state, editor)
    assert state.status == state.STATUS_IN_PROGRESS
    act(state, reviewer)
    assert state.status == state.STATUS_APPROVED
    thing = type(thing).objects.get(pk=thing.pk)
    assert not thing.has_unpublished_changes
    if name == "lesson":
        assert (thing.summary, thing.checked_by) == ("A new summary.", "Sal Editor, Rae Reviewer")
        assert not thing.awaits_sign_off


def test_nobody_signs_twice(lesson, author, reviewer, in_production):
    reviewer.groups.add(Group.objects.get(name="Moderators"))
    state = submit(lesson, author)
    act(state, reviewer)
    with pytest.raises(PermissionDenied):
        act(state, reviewer)
    task = state.current_task_state.task.specific
    assert [action for action, *_ in task.get_actions(lesson, reviewer)] == ["reject"]


def test_only_the_group_signs_and_no_operator_stands_in(lesson, author, editor, teacher, in_production):
    operator = demo.make_adult("operator@waymark.example", "Ola Operator", is_superuser=True)
    state = submit(lesson, author)
    act(state, editor)
    for stranger in (author, teacher, operator):
        with pytest.raises(PermissionDenied):
            act(state, stranger)
        assert state.current_task_state.task.specific.get_actions(lesson, stranger) == []


def test_every_line_of_the_checklist_is_ticked(lesson, author, editor, in_production):
    state = submit(lesson, author)
    lines = state.current_task_state.task.specific.lines
    assert len(lines) >= 7
    for tick in ([], lines[1:], ["Something else"]):
        with pytest.raises(PermissionDenied):
            act(state, editor, tick=tick)
    form_class = state.current_task_state.task.specific.get_form_for_action("approve")
    assert form_class({"checked": lines}).is_valid()
    assert "Tick every line" in str(form_class({"checked": lines[1:]}).errors)


def test_the_checklist_is_shown_where_it_is_signed(lesson, author, editor, sign_in, in_production):
    state = submit(lesson, author)
    client = sign_in(editor)
    home = client.get("/cms/").content.decode()
    assert "Sign off" in home and "Ask for changes" in home
    url = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, "approve", state.current_task_state.pk])
    form = html.unescape(client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).json()["html"])
    lines = state.current_task_state.task.specific.lines
    assert all(line in form for line in lines)
    client.post(url, {"checked": lines[1:]})
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Editor's reading"
    client.post(url, {"checked": lines})
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Safeguarding reading"


@pytest.mark.parametrize("name", ["lesson", "quiz"])
def test_it_goes_all_the_way_by_clicks(request, name, author, editor, reviewer, sign_in, in_production):
    thing = request.getfixturevalue(name)
    client = sign_in(author)
    client.post(edit_url(thing), data_of(client.get(edit_url(thing)).context["form"]) | {"action-submit": "1"})
    state = thing.workflow_states.get()
    for user in (editor, reviewer):
        client, task_state = sign_in(user), state.current_task_state
        assert str(task_state.task) in html.unescape(client.get("/cms/").content.decode())
        client.post(action_url(thing, task_state), {"checked": task_state.task.specific.lines})
        state.refresh_from_db()
    assert state.status == state.STATUS_APPROVED


def action_url(thing, task_state):
    name = "wagtailsnippets_quizzes_quiz" if isinstance(thing, Quiz) else "wagtailadmin_pages"
    return reverse(f"{name}:workflow_action", args=[thing.pk, "approve", task_state.pk])


@pytest.mark.parametrize("name", ["lesson", "quiz"])
def test_nobody_changes_what_is_being_signed(request, name, author, editor, sign_in, in_production):
    thing = request.getfixturevalue(name)
    operator = demo.make_adult("operator@waymark.example", "Ola Operator", is_superuser=True)
    client = sign_in(author)
    data = data_of(client.get(edit_url(thing)).context["form"]) | {"title": "Another title"}
    submit(thing, author)
    for user in (author, editor, operator):
        client = sign_in(user)
        assert "stands still while it is signed off" in client.get(edit_url(thing)).content.decode()
        client.post(edit_url(thing), data)
        assert type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object().title == thing.title


def test_who_signed_another_text_has_not_signed_this_one(lesson, author, editor, reviewer, in_production):
    state = submit(lesson, author)
    act(state, editor)
    act(state, reviewer, "reject")
    lesson = Lesson.objects.get(pk=lesson.pk)
    lesson.summary = "A kinder summary."
    lesson.save_revision(user=author)
    state.refresh_from_db()
    state.resume(author)
    act(state, reviewer)
    assert state.status == state.STATUS_IN_PROGRESS
    assert state.current_task_state.task.name == "Editor's reading"


def test_what_blocks_is_not_signed(lesson, author, editor, in_production):
    blocks = [block for step in lesson.steps for block in step.value["body"]]
    next(block for block in blocks if block.block_type == "key_message").value["text"] = "Delete the account."
    state = submit(lesson, author)
    with pytest.raises(PermissionDenied):
        act(state, editor)


def test_nobody_publishes_alone_in_production(lesson, quiz, editor, sign_in, in_production):
    operator = demo.make_adult("operator@waymark.example", "Ola Operator", is_superuser=True)
    for user in (editor, operator):
        client = sign_in(user)
        for thing in (lesson, quiz):
            body = client.get(edit_url(thing)).content.decode()
            assert 'name="action-publish"' not in body and 'name="action-submit"' in body
            data = data_of(client.get(edit_url(thing)).context["form"]) | {"action-publish": "1"}
            assert client.post(edit_url(thing), data).status_code in {200, 302}
            assert type(thing).objects.get(pk=thing.pk).live_revision_id == thing.live_revision_id
        assert not lesson.permissions_for_user(user).can_publish()
        assert not lesson.get_parent().specific.permissions_for_user(user).can_publish_subpage()
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        assert "don't have permission" in client.get(bulk, {"id": lesson.pk}).content.decode()


def test_one_person_is_enough_to_take_something_down(lesson, quiz, editor, sign_in, in_production):
    client = sign_in(editor)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[lesson.pk]))
    client.post(reverse("wagtailsnippets_quizzes_quiz:unpublish", args=[quiz.pk]))
    assert not Lesson.objects.get(pk=lesson.pk).live
    assert not Quiz.objects.get(pk=quiz.pk).live


def test_in_the_demo_an_editor_tries_things(lesson, quiz, editor, sign_in):
    client = sign_in(editor)
    for thing in (lesson, quiz):
        assert 'name="action-publish"' in client.get(edit_url(thing)).content.decode()
    assert lesson.awaits_sign_off


def test_a_reviewer_reads_and_changes_nothing(lesson, author, reviewer, editor, sign_in, in_production):
    client = sign_in(reviewer)
    assert client.get("/cms/").status_code == 200
    assert client.get(edit_url(lesson)).status_code == 302
    state = submit(lesson, author)
    act(state, editor)
    assert client.get(edit_url(lesson)).status_code == 200
    assert "Safeguarding reading" in client.get("/cms/").content.decode()


def test_a_loaded_file_takes_the_names_away_again(lesson, author, editor, reviewer, in_production):
    state = submit(lesson, author)
    act(state, editor)
    act(state, reviewer)
    call_command("load_content", "content/navigators", overwrite=True, verbosity=0)
    lesson = Lesson.objects.get(code="C1")
    assert lesson.checked_by == "Sal Editor, Rae Reviewer"
    assert lesson.get_latest_revision_as_object().checked_by == ""


def test_there_is_one_workflow_and_its_tasks(db):
    assert Workflow.objects.filter(name="Sign-off by two people").count() == 1
    assert SignOffTask.objects.count() == 2
    assert not TaskState.objects.exists()


# --- what has still to be settled -----------------------------------------------------------------------------


def test_open_points_are_shown_as_tasks_until_they_are_ticked(editor, sign_in):
    client = sign_in(editor)
    points = list(OpenPoint.objects.all())
    assert len(points) == 12
    body = html.unescape(client.get("/cms/").content.decode())
    assert all(point.text in body for point in points)
    assert points[0].text in client.get(reverse("wagtailsnippets_courses_openpoint:list")).content.decode()
    client.post(
        reverse("wagtailsnippets_courses_openpoint:edit", args=[points[0].pk]),
        {"text": points[0].text, "who": points[0].who, "outcome": "Read on 1 December.", "done": "on"},
    )
    client.get("/cms/")  # which says once that it was saved
    assert points[0].text not in client.get("/cms/").content.decode()


def test_points_are_loaded_once(db, tmp_path):
    from courses.loading.open_points import load_open_points

    OpenPoint.objects.filter(key="law").update(done=True, text="Settled.")
    path = tmp_path / "points.yaml"
    path.write_text("- {key: law, text: Again, who: A lawyer}\n- {key: new, text: Something new, who: Somebody}\n")
    assert load_open_points(path) == ["new"]
    assert OpenPoint.objects.get(key="law").text == "Settled."
