"""The pages of a quiz, as a plain browser without script meets them."""

import html
import re

import pytest
from django.test import Client

from quizzes.models import Attempt, Response

from .making import EVERY_KIND, as_posted, key, other_answer, single_choice, sort_into_groups, start, true_false

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def browser(sign_in, pupil):
    return sign_in(pupil)


@pytest.fixture
def first(attempt):
    return attempt.questions[0]


def url(attempt, number=None, tail=""):
    return f"/quiz/{attempt.pk}/" + (f"{number}/" if number else "") + tail


def raw(response):
    return re.sub(r"\s+", " ", response.content.decode())


def text(response):
    return html.unescape(raw(response))


def number_of(attempt, slug):
    return next(number for number, q in enumerate(attempt.questions, 1) if q.slug == slug)


# --- the way through ------------------------------------------------------------------------------------


def test_a_pupil_goes_from_question_to_question_to_the_hand_in(browser, attempt):
    assert browser.get(url(attempt)).url == url(attempt, 1)
    for number, question in enumerate(attempt.questions, 1):
        page = browser.get(url(attempt, number))
        assert f"Question {number} of 6" in text(page)
        answered = browser.post(url(attempt, number), as_posted(question, question.model_answer()))
        assert (answered.status_code, answered.url) == (303, url(attempt, number) + "?round=1#feedback")
        shown = text(browser.get(answered.url))
        assert "That’s right" in shown and question.data["right"] in shown
        onwards = url(attempt, number + 1) if number < 6 else url(attempt, tail="check/")
        assert f'href="{onwards}"' in shown
    assert browser.get(url(attempt)).url == url(attempt, tail="check/")
    check = text(browser.get(url(attempt, tail="check/")))
    assert "You’ve answered every question." in check
    assert f'action="{attempt.home}"' in check and 'name="action" value="finish"' in check
    attempt.finish()
    assert browser.get(url(attempt)).url == url(attempt, tail="result/")
    assert "You’ve handed in" in text(browser.get(url(attempt, tail="result/")))


def test_not_yet_offers_another_go_and_the_last_round_counts(browser, attempt, first):
    browser.post(url(attempt, 1), as_posted(first, other_answer(first)))
    shown = text(browser.get(url(attempt, 1)))
    assert "Not yet" in shown and f'href="{url(attempt, 1)}?again=1"' in shown
    again = text(browser.get(url(attempt, 1) + "?again=1"))
    assert f'name="{first.id}-round" value="2"' in again
    answered = browser.post(url(attempt, 1) + "?again=1", as_posted(first, first.model_answer(), round=2))
    assert answered.url == url(attempt, 1) + "?round=2#feedback"
    assert attempt.finish().mark == 1


def test_a_skipped_question_is_found_again_from_the_check_page(browser, attempt, first):
    assert f'href="{url(attempt, 2)}"' in text(browser.get(url(attempt, 1)))
    for number, question in enumerate(attempt.questions[1:], 2):
        browser.post(url(attempt, number), as_posted(question, question.model_answer()))
    check = text(browser.get(url(attempt, tail="check/")))
    assert "1 question is not answered yet." in check
    assert f'href="{url(attempt, 1)}?check=1"' in check
    answered = browser.post(url(attempt, 1) + "?check=1", as_posted(first, first.model_answer()))
    assert answered.url == url(attempt, 1) + "?round=1&check=1#feedback"
    assert f'href="{url(attempt, tail="check/")}"' in text(browser.get(answered.url))


def test_what_was_chosen_is_there_after_a_refresh(browser, make_quiz, pupil):
    attempt = start(make_quiz(*(make() for make in EVERY_KIND), feedback="end"), pupil)
    for number, question in enumerate(attempt.questions, 1):
        answer = other_answer(question)
        browser.post(url(attempt, number), as_posted(question, answer))
        page = text(browser.get(url(attempt, number)))
        sent = as_posted(question, answer)
        for name, value in list(sent.items())[1:]:
            for one in value if isinstance(value, list) else [value]:
                assert re.search(rf'value="{one}" (checked|selected)', page), (question.slug, name)


def test_the_result_shows_the_thinking_and_no_mark_for_a_lesson(browser, attempt):
    for question in attempt.questions[:3]:
        attempt.respond(question.id, other_answer(question))
    attempt.finish()
    page = text(browser.get(url(attempt, tail="result/")))
    assert page.count("A good answer") == 6 and page.count("You skipped this one.") == 3
    assert "0 of 6" not in page and "wrong" not in page.lower()
    assert f'href="{attempt.home}"' in page


def test_what_was_right_is_folded_and_what_was_not_stands_out(browser, attempt):
    first, second = attempt.questions[:2]
    attempt.respond(first.id, first.model_answer())
    attempt.respond(second.id, other_answer(second))
    attempt.finish()
    page = text(browser.get(url(attempt, tail="result/")))
    assert page.count("<summary>That’s right.") == page.count('<details class="disclosure disclosure--right') == 1
    assert (
        first.data["right"]
        in page.partition('<details class="disclosure disclosure--right')[2].partition("</details>")[0]
    )


def test_small_children_are_told_it_in_short(browser, make_quiz, pupil):
    """What there is to say they heard question by question."""
    attempt = start(make_quiz(single_choice(), true_false("two"), band="sparks"), pupil)
    attempt.finish()
    page = text(browser.get(url(attempt, tail="result/")))
    assert "Well done!" in page and "Go on" in page and "You chose" not in page and "skipped" not in page
    for question in attempt.questions:
        assert question.stem in page and question.data["right"] not in page
        assert all(line in page for line in question.right_answer())


@pytest.mark.parametrize(
    ("right", "says", "action"), [(8, "8 of 10 are right", "Go on"), (7, "8 are needed", "start")]
)
def test_an_end_quiz_says_passed_or_not_yet(browser, make_quiz, pupil, right, says, action):
    attempt = start(make_quiz(*(true_false(f"q{n}") for n in range(10)), pass_mark=80), pupil)
    for place, question in enumerate(attempt.questions):
        attempt.respond(question.id, question.model_answer() if place < right else other_answer(question))
    attempt.finish()
    page = text(browser.get(url(attempt, tail="result/")))
    assert says in page and action in page


def test_the_title_says_nothing_of_the_topic(browser, attempt):
    for path in [url(attempt, 1), url(attempt, tail="check/")]:
        title = re.search("<title>(.*?)</title>", text(browser.get(path)))[1]
        assert title.split(" – ")[0] in {"Question 1", "Look through"}


def test_a_sensitive_quiz_brings_its_help_and_its_way_out(browser, make_quiz, pupil):
    attempt = start(make_quiz(single_choice(), sensitive=True, leave_page=True, band="pathfinders"), pupil)
    page = browser.get(url(attempt, 1))
    assert 'data-age-band="pathfinders"' in text(page) and 'class="leave-page"' in text(page)
    assert page.context["full_help"] and page.context["nation"] == "england"


# --- all on one page --------------------------------------------------------------------------------------


@pytest.fixture
def on_one_page(make_quiz, pupil):
    return start(make_quiz(*(make() for make in EVERY_KIND), layout="all_on_one"), pupil)


def test_all_on_one_page_stores_what_is_answered_and_keeps_the_rest(browser, on_one_page):
    page = text(browser.get(url(on_one_page)))
    assert all(question.stem in page for question in on_one_page.questions)
    one, two, *_rest = on_one_page.questions
    answered = browser.post(
        url(on_one_page), {**as_posted(one, one.model_answer()), **as_posted(two, other_answer(two))}
    )
    assert (answered.status_code, answered.url) == (303, url(on_one_page) + "?saved=2#saved")
    page = text(browser.get(answered.url))
    assert "4 questions are still open." in page
    assert one.data["right"] in page and f'name="{one.id}-round"' not in page
    assert f'href="{url(on_one_page, number_of(on_one_page, two.slug))}?again=1"' in page


def test_what_is_half_done_stays_on_the_page_and_the_rest_is_stored(browser, on_one_page):
    sort = next(question for question in on_one_page.questions if question.slug == "sort_into_groups")
    other = next(question for question in on_one_page.questions if question is not sort)
    half = {f"{sort.id}-answer-{key('sort x')}": key("sort drop"), f"{sort.id}-round": 1}
    page = browser.post(url(on_one_page), {**half, **as_posted(other, other.model_answer())})
    assert page.status_code == 422
    assert "Put every card into a group." in text(page)
    assert f'value="{key("sort drop")}" checked' in text(page)
    assert Response.objects.get().question.hex == other.id.replace("-", "")
    assert other.data["right"] in text(page)


def test_all_on_one_page_with_feedback_at_the_end_goes_on_to_the_check_page(browser, make_quiz, pupil):
    attempt = start(make_quiz(single_choice(), sort_into_groups(), layout="all_on_one", feedback="end"), pupil)
    one, two = attempt.questions
    everything = {**as_posted(one, other_answer(one)), **as_posted(two, other_answer(two))}
    assert browser.post(url(attempt), everything).url == url(attempt, tail="check/")
    assert "when not yet" not in text(browser.get(url(attempt)))
    browser.post(url(attempt), {**everything, **as_posted(one, one.model_answer())})
    assert attempt.finish().mark == 1


def test_a_sheet_sent_after_the_hand_in_is_refused_kindly(browser, on_one_page):
    question = on_one_page.questions[0]
    on_one_page.finish()
    page = browser.post(url(on_one_page), as_posted(question, question.model_answer()))
    assert page.status_code == 409 and "You’ve handed this in" in text(page)
    assert not Response.objects.exists()


# --- nothing before it is due -----------------------------------------------------------------------------


def secrets(attempt):
    """What says, or gives away, a right answer."""
    return [
        phrase
        for question in attempt.questions
        for phrase in [question.data["right"], question.data["not_yet"], *(c.feedback for c in question.remarks())]
    ]


@pytest.mark.parametrize("layout", ["one_per_page", "all_on_one"])
@pytest.mark.parametrize("feedback", ["each", "end"])
def test_no_page_says_what_is_not_due(browser, make_quiz, pupil, layout, feedback):
    attempt = start(make_quiz(*(make() for make in EVERY_KIND), layout=layout, feedback=feedback), pupil)
    seen = []
    for number, question in enumerate(attempt.questions, 1):
        pages = [url(attempt), url(attempt, number), url(attempt, number) + "?again=1", url(attempt, tail="check/")]
        pages.append(url(attempt, tail="result/"))
        for path in pages:
            page = text(browser.get(path, follow=True))
            hidden = [phrase for phrase in secrets(attempt) if phrase not in seen]
            assert not [phrase for phrase in hidden if phrase in page], path
            assert "correct" not in page
        posted = browser.post(url(attempt, number), {}).content.decode()
        assert not [phrase for phrase in secrets(attempt) if phrase not in seen and phrase in posted]
        answered = browser.post(url(attempt, number), as_posted(question, other_answer(question)), **JSON)
        assert set(answered.json()) == {"stored", "round", "next"}
        if feedback == "each":
            seen += said_of(question)


def said_of(question):
    said = question.feedback(other_answer(question))
    return [said.text, *(note.text for note in said.notes)]


def test_the_page_of_a_question_does_not_tell_the_right_choice_from_the_others(browser, attempt):
    for number, question in enumerate(attempt.questions, 1):
        page = text(browser.get(url(attempt, number)))
        fields = re.findall(r"<(?:input|option)[^>]*>", page)
        if question.slug == "matching":
            for name, choice in question.model_answer().items():
                assert name != choice
                assert page.count(choice) == 3  # once in each select, its own no different from the others
        assert not [tag for tag in fields if re.search("correct|right|data-", tag)]


# --- bad input and strangers ------------------------------------------------------------------------------


def test_an_empty_answer_says_what_to_do_at_the_field(browser, attempt):
    for number, _question in enumerate(attempt.questions, 1):
        page = browser.post(url(attempt, number), {})
        assert page.status_code == 422
        error = re.search(r'class="field__error" id="([^"]+)"', text(page))
        assert re.search(rf'<fieldset[^>]*aria-describedby="[^"]*{error[1]}"', text(page))
    assert not Response.objects.exists()


def test_what_was_sorted_so_far_is_kept(browser, attempt):
    number = number_of(attempt, "sort_into_groups")
    question = attempt.questions[number - 1]
    half = as_posted(question, question.model_answer())
    half.pop(f"{question.id}-answer-{key('sort z')}")
    page = text(browser.post(url(attempt, number), half)).partition("<main")[2]
    assert len(re.findall("<input[^>]* checked>", page)) == 2


@pytest.mark.parametrize("junk", ["\x00", "x" * 5000, "<script>", "' OR 1=1 --", "null"])
def test_junk_is_met_by_the_same_sentence(browser, attempt, first, junk):
    names = [name for name in as_posted(first, first.model_answer()) if "answer" in name]
    page = browser.post(url(attempt, 1), dict.fromkeys(names, junk))
    assert page.status_code == 422 and "<script>" not in raw(page)


def test_a_late_answer_meets_what_stands(browser, attempt, first):
    browser.post(url(attempt, 1), as_posted(first, other_answer(first)))
    late = browser.post(url(attempt, 1), as_posted(first, first.model_answer()))
    assert late.status_code == 409
    assert "You’ve already answered this one. Here is what you chose." in text(late)
    assert browser.post(url(attempt, 1), as_posted(first, first.model_answer()), **JSON).json() == {"stored": False}


def test_an_answer_after_the_hand_in_is_refused_kindly(browser, attempt, first):
    attempt.finish()
    late = browser.post(url(attempt, 1), as_posted(first, first.model_answer()))
    assert late.status_code == 409 and "You’ve handed this in" in text(late)
    assert f'href="{url(attempt, tail="result/")}"' in text(late)


def test_a_page_from_a_round_that_never_was_asks_to_send_again(browser, attempt, first):
    page = browser.post(url(attempt, 1), as_posted(first, first.model_answer(), round=5))
    assert page.status_code == 409 and "This page was out of date." in text(page)
    assert f'name="{first.id}-round" value="1"' in text(page)


def test_the_same_answer_again_is_stored_already(browser, attempt, first):
    sent = as_posted(first, other_answer(first))
    bodies = [browser.post(url(attempt, 1), sent, **JSON).json() for _ in range(3)]
    assert bodies == [{"stored": True, "round": 1, "next": url(attempt, 1) + "?round=1#feedback"}] * 3
    assert browser.post(url(attempt, 1), sent).status_code == 303
    assert Response.objects.count() == 1


@pytest.mark.parametrize("tail", ["", "1/", "check/", "result/"])
def test_to_anybody_else_an_attempt_does_not_exist(client, sign_in, attempt, classmate, stranger, teacher, tail):
    missing = f"/quiz/{attempt.pk + 1}/{tail}"
    assert client.get(url(attempt, tail=tail)).status_code == 302  # to the sign-in
    for other in [classmate, stranger]:
        browser = sign_in(other)
        theirs, none = browser.get(url(attempt, tail=tail)), browser.get(missing)
        assert theirs.status_code == none.status_code == 404
        if tail in {"", "1/"}:
            assert browser.post(url(attempt, tail=tail), {}).status_code == 404
    assert sign_in(teacher).get(url(attempt, tail=tail)).status_code == 404


@pytest.mark.parametrize("path", ["7/", "0/", "99999999999999999999/", "one/", "1/x.css", "1"])
def test_a_question_that_is_not_there_is_404(browser, attempt, path):
    assert browser.get(url(attempt, tail=path)).status_code in {404, 301}
    assert browser.get(f"/quiz/99999999999999999999999/{path}").status_code in {404, 301}


def test_a_change_needs_a_post_with_its_token(sign_in, attempt, pupil, first):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in(pupil).cookies
    assert strict.post(url(attempt, 1), as_posted(first, first.model_answer())).status_code == 403
    assert strict.put(url(attempt, 1)).status_code in {403, 405}
    assert not Response.objects.exists()


def test_what_an_editor_writes_is_shown_and_never_run(browser, make_quiz, pupil):
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    stored = single_choice()
    stored["value"]["stem"] = stored["value"]["not_yet"] = stored["value"]["right"] = evil
    for option in stored["value"]["options"]:
        option["value"]["text"] = f"{evil} {option['value']['text']}"
        option["value"]["feedback"] = evil
    attempt = start(make_quiz(stored, sort_into_groups()), pupil)
    question = attempt.question(stored["id"])
    number = number_of(attempt, "single_choice")
    pages = [browser.get(url(attempt, number)), browser.get(url(attempt, tail="check/"))]
    pages.append(browser.post(url(attempt, number), as_posted(question, other_answer(question)), follow=True))
    attempt.finish()
    pages.append(browser.get(url(attempt, tail="result/")))
    for page in pages:
        assert "&lt;script&gt;alert(1)" in raw(page)
        assert "<script>alert" not in raw(page) and "<img src=x" not in raw(page)


def test_unsent_answers_are_kept_under_a_key_that_says_nobodys_name(browser, attempt, sign_in, quiz, classmate):
    unsent = re.compile('data-unsent="([^"]+)"')
    mine = unsent.search(text(browser.get(url(attempt, 1))))[1].split(":")
    theirs = start(quiz, classmate)
    other = unsent.search(text(sign_in(classmate).get(url(theirs, 1))))[1].split(":")
    assert mine[:3] == [str(attempt.pk), attempt.questions[0].id, "1"]
    assert mine[3] != other[3] and len(mine[3]) == 16
    assert str(Attempt.objects.get(pk=attempt.pk).learner_id) != mine[3]


# --- what a page costs ------------------------------------------------------------------------------------

TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def asked(queries):
    return [query["sql"] for query in queries if not query["sql"].startswith(TRANSACTION)]


def test_an_answer_costs_four_queries(browser, attempt, first, django_assert_max_num_queries):
    browser.get(url(attempt, 1))  # the class's first page reads the questions, for all
    with django_assert_max_num_queries(20) as captured:
        browser.post(url(attempt, 1), as_posted(first, first.model_answer()), **JSON)
    assert len(asked(captured.captured_queries)) <= 4, asked(captured.captured_queries)


@pytest.mark.parametrize("tail", ["1/", "2/", "check/", "result/"])
def test_a_page_of_a_quiz_costs_at_most_eight_queries(browser, attempt, first, tail, django_assert_max_num_queries):
    attempt.respond(first.id, other_answer(first))
    if tail == "result/":
        attempt.finish()
    with django_assert_max_num_queries(8):
        assert browser.get(url(attempt, tail=tail)).status_code == 200
