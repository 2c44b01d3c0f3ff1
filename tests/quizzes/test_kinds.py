"""Each kind: what a form may send, what is right, what is said, and what a page may show of it."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from quizzes.forms import AnswerForm
from quizzes.kinds import KINDS, question_of
from quizzes.models.quiz import plain

from . import making as questions
from .making import EVERY_KIND, as_posted, key, other_answer


def asked(stored):
    return question_of({"id": stored["id"], "kind": stored["type"], **plain(stored["value"])})


def form(question, **fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return AnswerForm(question, data)


@pytest.fixture(params=EVERY_KIND, ids=lambda make: make.__name__)
def question(request):
    return asked(request.param())


def test_each_kind_is_tried_here():
    assert {asked(make()).slug for make in EVERY_KIND} == {kind.slug for kind in KINDS}


def test_a_number_to_ring_stays_in_one_line_wherever_it_is_said():
    stored = questions.single_choice()
    stored["value"] |= {"stem": "Who is on 18001 101?", "right": "Ring 0808 808 8000.", "not_yet": "In 2026 12 do."}
    stored["value"]["options"][1]["value"]["text"] = "Childline, on 0800 1111"
    question = asked(stored)
    assert question.stem == "Who is on 18001\u00a0101?"
    assert question.right_answer() == ["Childline, on 0800\u00a01111"]
    assert question.feedback(question.model_answer()).body == "Ring 0808\u00a0808\u00a08000."
    assert question.data["not_yet"] == "In 2026 12 do."


def test_a_right_answer_is_worth_a_mark_and_another_none(question):
    assert question.mark(question.model_answer()) == 1
    assert question.mark(other_answer(question)) == 0


def test_what_a_plain_form_sends_comes_back_as_the_answer(question):
    for answer in [question.model_answer(), other_answer(question)]:
        sent = form(question, **as_posted(question, answer))
        assert sent.is_valid(), sent.errors
        assert sent.cleaned_data["answer"] == answer


def test_a_stored_answer_is_shown_as_it_was_chosen(question):
    answer = other_answer(question)
    shown = AnswerForm(question, answer=answer).value
    sent = form(question, **as_posted(question, answer))
    assert shown == sent.value


def test_nothing_chosen_is_met_by_a_sentence_that_also_offers_to_skip(question):
    sent = form(question)
    assert sent.is_empty and not sent.is_valid()
    assert "You can also skip this one." in sent.sentences[0]


def test_a_field_that_all_share_keeps_nothing_of_an_answer(question):
    right, other = question.model_answer(), other_answer(question)
    first, second = (form(question, **as_posted(question, answer)) for answer in (right, other))
    nothing = form(question)
    assert second.is_valid() and not nothing.is_valid() and first.is_valid()
    assert [sent.cleaned_data["answer"] for sent in (first, second)] == [right, other]
    assert AnswerForm(question).is_empty


def test_what_a_shared_field_says_is_translated_when_it_is_said(question):
    field = question.shared_field
    said = [*field.error_messages.values(), *(getattr(field, name, None) for name in ("missing", "once_each"))]
    assert not [sentence for sentence in said if isinstance(sentence, str)]


def test_ids_of_another_question_are_not_an_answer(question):
    stranger = asked({**next(make() for make in EVERY_KIND if asked(make()).slug == question.slug), "id": "elsewhere"})
    fields = as_posted(question, question.model_answer())
    foreign = {name: "not-an-id" if "answer" in name else value for name, value in fields.items()}
    assert not form(question, **foreign).is_valid()
    assert not form(stranger, **fields).is_valid()


def test_feedback_says_what_the_writer_wrote(question):
    right, other = question.feedback(question.model_answer()), question.feedback(other_answer(question))
    assert right.right and right.title == "That’s right" and right.body == question.data["right"]
    assert not other.right and other.title == "Not yet"


def test_the_notes_name_what_was_chosen_and_never_a_better_choice(question):
    answer = other_answer(question)
    mine = question.in_words(answer)
    better = set(question.right_answer()) - set(mine)
    said = " ".join(note.label for note in question.feedback(answer).notes)
    assert not [line for line in better if line in said]


def test_the_order_is_the_attempts_own_and_stays(question):
    def order(seed):
        parts = question.parts(seed)
        return [str(getattr(part, "id", part)) for name in parts for part in parts[name]]

    assert order(7) == order(7)
    if question.slug != "true_false":
        assert len({tuple(order(seed)) for seed in range(20)}) > 1


def test_true_comes_before_false_for_everybody():
    question = asked(questions.true_false())
    assert {tuple(option.id for option in question.parts(seed)["options"]) for seed in range(20)} == {
        ("true", "false")
    }


def test_an_option_has_its_stored_id():
    question = asked(questions.single_choice())
    assert {option.id for option in question.options} == {key("single no"), key("single yes"), key("single other")}
    assert question.model_answer() == key("single yes")


def test_an_options_own_words_stand_for_the_questions():
    question = asked(questions.single_choice())
    assert question.feedback(key("single no")).text == "single secret no"
    assert question.feedback(key("single other")).text == "single when not yet"


def test_a_text_that_begins_like_its_heading_is_not_said_twice():
    stored = questions.single_choice()
    stored["value"]["not_yet"] = "Not yet. Think about who could help."
    said = asked(stored).feedback(key("single other"))
    assert (said.title, said.body) == ("Not yet", "Think about who could help.")


def test_the_same_box_ticked_twice_counts_once():
    question = asked(questions.multiple_choice())
    sent = form(question, **{f"{question.id}-answer": [*question.model_answer(), question.model_answer()[0]]})
    assert sent.is_valid() and sent.cleaned_data["answer"] == question.model_answer()


def test_one_fitting_answer_of_two_is_not_yet_all():
    question = asked(questions.multiple_choice())
    assert not question.is_right([key("multiple a")])
    assert not question.is_right(sorted([key("multiple a"), key("multiple b"), key("multiple c")]))


def test_every_right_order_is_right_and_says_so_item_by_item():
    question = asked(questions.put_in_order(also_right=("2 1 3 4", "1 2 4 3")))
    also = [key(f"order {n}") for n in (2, 1, 3, 4)]
    assert question.is_right(also)
    assert all(note.right for note in question.notes(also))
    near = [key(f"order {n}") for n in (2, 1, 4, 3)]
    assert not question.is_right(near)
    assert sum(note.right for note in question.notes(near)) == 2


def test_an_order_is_never_shown_as_a_right_answer():
    question = asked(questions.put_in_order(also_right=("4 3 2 1", "2 1 3 4", "3 4 1 2")))
    shown = [[item.id for item, _place in question.parts(seed)["items"]] for seed in range(200)]
    assert not [order for order in shown if question.is_right(order)]


def test_one_place_given_twice_is_pointed_out():
    question = asked(questions.put_in_order())
    fields = as_posted(question, question.model_answer())
    fields[f"{question.id}-answer-{key('order 1')}"] = "2"
    assert form(question, **fields).sentences == ["Two have the same place. Use each place once."]


@pytest.mark.parametrize("place", ["5", "0", "-1", "first", "１", "1.0"])
def test_a_place_that_is_not_there_is_refused(place):
    question = asked(questions.put_in_order())
    fields = as_posted(question, question.model_answer())
    fields[f"{question.id}-answer-{key('order 1')}"] = place
    assert not form(question, **fields).is_valid()


def test_a_card_without_a_group_keeps_the_others():
    question = asked(questions.sort_into_groups())
    fields = as_posted(question, question.model_answer())
    del fields[f"{question.id}-answer-{key('sort x')}"]
    sent = form(question, **fields)
    assert sent.sentences == ["Put every card into a group. You can also skip this one."]
    assert sent.value[key("sort y")] == key("sort drop")


def test_the_two_sides_of_a_pair_do_not_give_each_other_away():
    parts = asked(questions.matching()).parts(seed=3)
    lefts, rights = {left.id for left, _chosen in parts["lefts"]}, {right.id for right in parts["rights"]}
    assert not lefts & rights


@pytest.mark.parametrize("round_", ["0", "-3", "many", "40000", "1e9"])
def test_a_round_that_cannot_be_is_met_kindly(round_):
    question = asked(questions.single_choice())
    sent = form(question, **{**as_posted(question, question.model_answer()), f"{question.id}-round": round_})
    assert sent.sentences == ["This page was out of date. Please send your answer again."]


def test_without_a_round_it_is_the_first():
    question = asked(questions.single_choice())
    sent = form(question, **{f"{question.id}-answer": question.model_answer()})
    assert sent.is_valid() and sent.cleaned_data["round"] == 1


# --- what editors may write -------------------------------------------------------------------------------


def told(stored, drafting=False):
    """What the editor is told about a question; nothing if it may be published."""
    kind = next(kind for kind in KINDS if kind.slug == stored["type"])
    block = kind.Block()
    value = block.to_python(stored["value"])
    try:
        block.clean_deferred(value) if drafting else block.clean(value)
    except ValidationError as error:
        return [
            str(sentence)
            for part in error.block_errors.values()
            for problem in getattr(part, "non_block_errors", None) and part.non_block_errors.as_data() or [part]
            for sentence in problem.messages
        ]
    return []


@pytest.mark.parametrize("make", EVERY_KIND)
def test_a_finished_question_may_be_published(make):
    assert told(make()) == []


def test_a_single_choice_has_exactly_one_correct_option():
    stored = questions.single_choice()
    stored["value"]["options"][0]["value"]["correct"] = True
    assert told(stored) == ["Mark exactly one option as correct."]
    for option in stored["value"]["options"]:
        option["value"]["correct"] = False
    assert told(stored) == ["Mark exactly one option as correct."]


@pytest.mark.parametrize("correct", [(False, False, False), (True, False, False), (True, True, True)])
def test_several_options_fit_and_one_does_not(correct):
    stored = questions.multiple_choice()
    for option, value in zip(stored["value"]["options"], correct, strict=True):
        option["value"]["correct"] = value
    assert told(stored) == ["Mark at least two options as correct, and leave at least one."]


def test_two_options_that_say_the_same_are_refused():
    stored = questions.single_choice()
    stored["value"]["options"][2]["value"]["text"] = " SINGLE tell someone"
    assert told(stored) == ["Two of these say the same. A pupil could not tell them apart."]


@pytest.mark.parametrize("order", ["1 2", "1 2 3 3", "1,2,3,4", "one two three four", "1 2 3 5", "²1 3 4"])
def test_another_right_order_names_each_place_once(order):
    assert "such as: 2 1 3 4" in told(questions.put_in_order(also_right=(order,)))[0]


def test_not_every_order_may_be_right():
    stored = questions.put_in_order()
    stored["value"]["items"] = stored["value"]["items"][:3]
    every = ("1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1")
    stored["value"]["also_right"] = questions.put_in_order(also_right=every)["value"]["also_right"]
    assert told(stored) == ["Every order would be right. Leave out at least one."]


def test_a_card_belongs_to_a_group_that_is_there():
    stored = questions.sort_into_groups()
    stored["value"]["items"][0]["value"]["group"] = 3
    assert told(stored) == ["An item names a group that is not there. There are 2 groups."]


def test_a_draft_may_wait_for_its_answer():
    stored = questions.single_choice()
    stored["value"]["options"][1]["value"]["correct"] = False
    stored["value"]["right"] = ""
    assert told(stored, drafting=True) == []


@pytest.mark.parametrize(
    ("labels", "title"), [("true_false", "True or false"), ("yes_no", "Yes or no"), ("fact_myth", "Fact or myth")]
)
def test_a_statement_is_called_what_its_answers_are(labels, title):
    assert asked(questions.true_false(labels=labels)).title == title
