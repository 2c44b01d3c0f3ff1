"""How often a card may be guessed (K3, A5)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import tasks
from accounts.models import Enrolment, FailedAttempt

from .conftest import Tablet, new_card


def assert_paused(response, seconds):
    """Paused for these seconds, but for those that the test took."""
    assert response.status_code == 429
    assert 0.8 * seconds <= int(response["Retry-After"]) <= seconds


def in_two_rounds(tablet, card, clock):
    """Ten wrong guesses within five minutes, past the short pause."""
    tablet.guess(card, 5)
    clock(31)
    return tablet.guess(card, 5)


def twenty_wrong(tablet, card, clock):
    for _ in range(4):
        tablet.guess(card, 5)
        clock(301)


def test_five_wrong_guesses_are_followed_by_half_a_minute(tablet, card, clock):
    assert tablet.guess(card, 5).status_code == 422
    response = tablet.join(card)
    assert_paused(response, 30)
    assert "You can try again in" in response.content.decode()
    clock(31)
    assert tablet.join(card).status_code == 302


def test_ten_in_five_minutes_are_followed_by_five_minutes(tablet, card, clock):
    assert in_two_rounds(tablet, card, clock).status_code == 422
    response = tablet.join(card)
    assert_paused(response, 300)
    assert "You can try again in 5 minutes" in response.content.decode()
    clock(298)
    assert tablet.join(card).status_code == 429
    clock(3)
    assert tablet.join(card).status_code == 302


def test_ten_in_a_longer_time_are_followed_by_the_short_pause(tablet, card, clock):
    tablet.guess(card, 5)
    clock(301)
    tablet.guess(card, 5)
    assert_paused(tablet.join(card), 30)


def test_twenty_in_a_day_wait_for_the_teacher(tablet, card, clock):
    twenty_wrong(tablet, card, clock)
    response = tablet.join(card)
    assert response.status_code == 429
    assert "Ask your teacher" in response.content.decode()
    assert Enrolment.objects.locked_of(card.enrolment.class_group) == [card.enrolment]
    card.enrolment.unlock()
    assert Enrolment.objects.locked_of(card.enrolment.class_group) == []
    assert tablet.join(card).status_code == 302


def test_a_short_pause_does_not_call_the_teacher(tablet, card, clock):
    in_two_rounds(tablet, card, clock)
    assert Enrolment.objects.locked_of(card.enrolment.class_group) == []


def test_the_next_day_is_a_new_day(tablet, card, clock):
    twenty_wrong(tablet, card, clock)
    clock(86_400)
    assert tablet.join(card).status_code == 302


def test_a_new_card_opens_the_door(tablet, card, pupil, clock):
    twenty_wrong(tablet, card, clock)
    assert tablet.join(new_card(pupil)).status_code == 302


def test_right_words_make_good_what_was_mistyped(tablet, card):
    tablet.guess(card, 4)
    tablet.join(card)
    tablet.guess(card, 4)
    assert tablet.join(card).status_code == 302


def test_the_qr_code_opens_even_then(tablet, card, clock):
    twenty_wrong(tablet, card, clock)
    assert tablet.scan(card.token).status_code == 302


def test_while_paused_nothing_is_counted(tablet, card, clock):
    tablet.guess(card, 30)
    assert FailedAttempt.objects.count() == 5
    clock(31)
    assert tablet.join(card).status_code == 302


def test_a_classmate_on_the_same_address_is_let_in(tablet, card, classmates_card, clock):
    twenty_wrong(tablet, card, clock)
    assert tablet.join(classmates_card).status_code == 302


@pytest.mark.parametrize("unknown", [{"class_code": "ZZZZZZ"}, {"number": 39}])
def test_what_does_not_exist_is_paused_like_what_does(tablet, card, unknown):
    def statuses(**changed):
        responses = [tablet.join(card, words="wrong", **changed) for _ in range(7)]
        return [r.status_code for r in responses], responses[-1].content.decode()

    real, real_page = statuses()
    invented, invented_page = statuses(**unknown)
    assert real == invented == [422] * 5 + [429] * 2
    assert "Let’s take a short break" in real_page
    assert "Let’s take a short break" in invented_page


def test_what_cannot_stand_on_a_card_is_no_guess(tablet, card):
    for _ in range(20):
        tablet.join(card, words="")
        tablet.join(card, number="99")
    assert tablet.join(card).status_code == 302


def test_old_guesses_are_forgotten(tablet, card, clock):
    tablet.guess(card, 3)
    tasks.forget()
    assert FailedAttempt.objects.count() == 3
    clock(2 * 86_400 + 1)
    tasks.forget()
    assert not FailedAttempt.objects.exists()


def test_doors_say_nothing_of_whose_they_are(tablet, card):
    tablet.guess(card)
    row = FailedAttempt.objects.get()
    code = card.enrolment.class_group.code
    assert code not in row.room + row.door
    assert len(row.room) == len(row.door) == 64
    assert timezone.now() - row.at < timedelta(minutes=1)


# --- a device of one's own ---------------------------------------------------------------------------------------


def test_a_strangers_guesses_do_not_shut_out_the_pupil_on_their_own_tablet(tablet, own_tablet, card, clock):
    twenty_wrong(tablet, card, clock)
    assert tablet.join(card).status_code == 429
    assert own_tablet.join(card).status_code == 302


def test_signing_in_on_their_own_tablet_gives_the_stranger_no_new_guesses(tablet, own_tablet, card, clock):
    twenty_wrong(tablet, card, clock)
    own_tablet.join(card)
    assert tablet.join(card).status_code == 429


def test_guesses_on_a_known_tablet_are_limited_too(own_tablet, card, clock):
    twenty_wrong(own_tablet, card, clock)
    assert own_tablet.join(card).status_code == 429
    card.enrolment.unlock()
    assert own_tablet.join(card).status_code == 302


def test_a_tablet_that_knows_a_classmate_is_new_to_the_pupil(own_tablet, card, classmates_card, clock):
    twenty_wrong(own_tablet, classmates_card, clock)
    assert Tablet().join(classmates_card).status_code == 429
    assert own_tablet.join(card).status_code == 302


# --- a class ------------------------------------------------------------------------------------------------------


def guess_numbers(class_group, numbers, times):
    for number in numbers:
        data = {"class_code": class_group.code, "number": number, "words": "wrong"}
        assert [Client().post("/join/", data).status_code for _ in range(times)] == [422] * times


@pytest.fixture
def under_attack(class_group, card, own_tablet, clock):
    """Sixty-one wrong guesses at the class, over many numbers; the pupil's own tablet was there before."""
    guess_numbers(class_group, range(20, 32), 5)
    guess_numbers(class_group, [32], 1)
    assert FailedAttempt.objects.count() == 61


def test_sixty_wrong_guesses_leave_a_class_open(class_group, card):
    guess_numbers(class_group, range(20, 32), 5)
    assert Tablet().join(card).status_code == 302


def test_more_close_it_to_new_devices(under_attack, card, own_tablet):
    assert_paused(Tablet().join(card), 600)
    assert own_tablet.join(card).status_code == 302


def test_a_tablet_of_the_class_serves_every_pupil_then(under_attack, classmates_card, own_tablet):
    assert own_tablet.join(classmates_card).status_code == 302


def test_another_class_is_not_concerned(under_attack, stranger):
    assert Tablet().join(new_card(stranger)).status_code == 302


def test_the_class_opens_again_after_ten_minutes(under_attack, card, clock):
    clock(601)
    assert Tablet().join(card).status_code == 302


def test_what_pupils_mistyped_and_put_right_does_not_close_their_class(class_group, clock):
    """The first lesson: thirty new tablets, and everybody needs three tries."""
    for n in range(30):
        card, tablet = new_card(class_group.enrol(f"Pupil {n}").learner), Tablet()
        tablet.guess(card, 2)
        assert tablet.join(card).status_code == 302
