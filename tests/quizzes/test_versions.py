"""What is published never changes: learners answer a version, editors edit a quiz."""

import json

from quizzes.models import Attempt, Quiz, QuizVersion

from .making import multiple_choice, single_choice, start, true_false


def publish(quiz):
    quiz.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


def change(quiz, stem):
    blocks = list(quiz.questions.raw_data)
    blocks[0] = {**blocks[0], "value": {**blocks[0]["value"], "stem": stem}}
    quiz.questions = json.dumps(blocks)
    return publish(quiz)


def test_the_same_content_is_the_same_version(quiz):
    first = quiz.version()
    assert Quiz.objects.get(pk=quiz.pk).version() == first
    assert QuizVersion.objects.filter(quiz_key=quiz.translation_key).count() == 1


def test_publishing_without_a_change_makes_no_version(quiz):
    first = quiz.version()
    assert publish(quiz).version() == first


def test_what_a_file_left_out_and_what_a_form_left_empty_are_the_same(make_quiz):
    question = single_choice()
    quiz = make_quiz(question)
    first = quiz.version()
    for name in ["misconception", "lint_exception", "teaches"]:
        del question["value"][name]
    del question["value"]["options"][1]["value"]["feedback"]
    quiz.questions = json.dumps([question])
    quiz.save()
    assert Quiz.objects.get(pk=quiz.pk).version() == first


def test_a_change_makes_a_version_and_leaves_the_old_one(quiz):
    first = quiz.version()
    second = change(quiz, "Another stem").version()
    assert second != first
    assert QuizVersion.objects.get(pk=first.pk).content["questions"][0]["stem"] == "single stem"


def test_two_quizzes_with_the_same_content_have_versions_of_their_own(make_quiz):
    assert make_quiz(single_choice()).version() != make_quiz(single_choice()).version()


def test_a_version_holds_what_is_taught_as_plain_data(make_quiz):
    question = single_choice()
    question["value"]["teaches"] = [{"type": "item", "value": "W05", "id": "3f0c8b52-0000-4000-8000-000000000001"}]
    version = make_quiz(question).version()
    assert version.questions[question["id"]].teaches == ["W05"]


def test_an_edit_does_not_disturb_an_attempt_under_way(quiz, pupil, classmate):
    attempt = start(quiz, pupil)
    quiz = change(quiz, "Another stem")
    assert start(quiz, pupil) == attempt
    stems = {question.stem for question in Attempt.objects.get(pk=attempt.pk).questions}
    assert "single stem" in stems and "Another stem" not in stems
    assert "Another stem" in {question.stem for question in start(quiz, classmate).questions}


def test_marks_are_given_by_the_key_of_the_version(make_quiz, pupil):
    quiz = make_quiz(true_false(answer=True))
    attempt = start(quiz, pupil)
    quiz.questions = json.dumps([true_false(answer=False)])
    publish(quiz)
    (question,) = attempt.questions
    assert Attempt.objects.get(pk=attempt.pk).respond(question.id, "true").mark == 1


def test_unpublishing_and_deleting_leave_an_attempt_to_be_finished(quiz, pupil):
    attempt = start(quiz, pupil)
    publish(quiz).unpublish()
    attempt.respond(attempt.questions[0].id, attempt.questions[0].model_answer())
    Quiz.objects.get(pk=quiz.pk).delete()
    attempt = Attempt.objects.get(pk=attempt.pk)
    attempt.respond(attempt.questions[1].id, attempt.questions[1].model_answer())
    assert attempt.finish().mark == 2


def test_what_an_editor_has_yet_to_finish_is_left_out_of_the_preview(make_quiz):
    unfinished = multiple_choice()
    unfinished["value"]["options"] = []
    assert [question.slug for question in make_quiz(single_choice(), unfinished).finished_questions] == [
        "single_choice"
    ]
