"""Nobody's answer can be told: not from a figure, not from two, whichever reports and filters they come from."""

from collections import Counter
from datetime import timedelta
from itertools import combinations, combinations_with_replacement, product

import pytest
from django.utils import timezone

from accounts.models import Enrolment
from classrooms import demo, forgetting, purging, tasks
from classrooms.models import Five
from classrooms.reports import REPORTS, SCHOOL_REPORTS
from classrooms.reports.answers import groups_in
from classrooms.reports.choosing import Choosing
from classrooms.reports.fives import Fives, Share, as_told, choices_as_told, people
from classrooms.reports.periods import periods
from classrooms.reports.report import Kind
from quizzes.models import Response

SHARES = ["objectives", "questions"]
ABOUT_ANSWERS = [*SHARES, "answers"]
IN_SCHOOL = ["curriculum"]


@pytest.fixture
def quizzes(navigators):
    """A lesson's, the baseline and the end quiz: what the reports count."""
    return [navigators.lessons[0].quiz, navigators.baseline, navigators.end_quiz]


def hand_in(quiz, learner, right):
    """All questions right, or none, in a few statements."""
    attempt, now = quiz.start(learner, home="/"), timezone.now()
    Response.objects.bulk_create(
        Response(attempt=attempt, question=question.id, answer=said(question, right), mark=right, shown_at=now)
        for question in attempt.questions
    )
    attempt.finish()


def said(question, right):
    answer = question.model_answer()
    return answer if right else demo.other_answer(question, answer)


@pytest.fixture
def answered(group, enrol, quizzes):
    """So many pupils of the class have answered everything; these of them rightly."""

    def by(number, right=0):
        learners = [enrol() for _number in range(number)]
        for place, learner in enumerate(learners):
            for quiz in quizzes:
                hand_in(quiz, learner, right=place < right)
        return learners

    return by


def long_ago(learners):
    """In an earlier term they came and answered: when that was."""
    moment = timezone.now() - timedelta(days=200)
    Response.objects.filter(attempt__learner__in=learners).update(shown_at=moment, answered_at=moment)
    Enrolment.objects.filter(learner__in=learners).update(started_at=moment)
    return moment


def choices(report_class, courses):
    """Every way to filter it, with a few lessons and terms of those that there are."""
    fields = Choosing(report_class, courses, {}).fields
    values = [[choice.value for choice in field.choices[:2]] + [""] * bool(field.everything) for field in fields]
    names = [field.name for field in fields]
    return [dict(zip(names, chosen, strict=True)) for chosen in product(*values)]


def figures(group, course):
    """{(report, what the row is about): {filters: its figures}} of every report, under every filter."""
    found = {}
    for reports, slugs, owner in [(REPORTS, ABOUT_ANSWERS, group), (SCHOOL_REPORTS, IN_SCHOOL, group.school)]:
        for slug in slugs:
            for chosen in choices(reports[slug], [course]):
                report = Choosing(reports[slug], [course], chosen).report(owner)
                kinds = [column.kind for column in report.columns()]
                for row in report.rows():
                    told = tuple(str(v) for v, kind in zip(row, kinds, strict=True) if kind in FIGURE)
                    if any(told):
                        about = found.setdefault((slug, row[0], row[1]), {})
                        about[tuple(chosen.items())] = told
    return found


FIGURE = {Kind.SHARE, Kind.NUMBER}


def test_each_report_with_figures_about_answers_is_tried():
    def shares(reports):
        return [slug for slug, one in reports.items() if "share" in {k.kind.value for k in columns(one)}]

    def columns(report):
        try:
            return report(None, None).columns()
        except AttributeError:  # it has columns for what a course has, and none about answers
            return []

    assert (shares(REPORTS), shares(SCHOOL_REPORTS)) == (SHARES, IN_SCHOOL)


@pytest.mark.parametrize(("marks", "counted"), [([1] * 4, 0), ([1] * 5, 1), ([1] * 9, 1), ([1] * 10, 2)])
def test_answers_are_counted_in_fives(marks, counted):
    now = str(timezone.now())
    assert len(list(groups_in([(now, pk, mark) for pk, mark in enumerate(marks)]))) == counted


@pytest.mark.parametrize(
    ("right", "text"), [(5, "80% or more"), (4, "80% or more"), (3, "60%"), (1, "20% or fewer"), (0, "20% or fewer")]
)
def test_a_class_that_all_answered_the_same_does_not_say_so(right, text):
    assert str(Share.of(Fives(1, as_told(right)))) == text


@pytest.mark.parametrize("same", [0, 5])
def test_five_that_all_answered_the_same_do_not_show_in_the_difference_of_two_figures(same):
    """What was shown of some fives, and then of these with five more: the same as if one of the five had differed."""

    def shown(*rights):
        return str(Share.of(Fives(len(rights), sum(map(as_told, rights)))))

    for before in product(range(6), repeat=3):
        assert shown(*before, same) == shown(*before, abs(same - 1))


@pytest.mark.parametrize(("number", "said"), [(0, None), (4, None), (5, 5), (29, 25), (30, 30)])
def test_people_are_counted_in_fives(number, said):
    assert people(number) == said


@pytest.mark.parametrize("right", [0, 5])
def test_no_report_says_all_or_none(group, navigators, answered, right):
    answered(5, right)
    said = {text for about in figures(group, navigators).values() for told in about.values() for text in told}
    assert not said & {"0%", "100%"} and said & {"20% or fewer", "80% or more"}


def test_under_five_there_is_no_figure(group, navigators, answered):
    answered(4)
    assert figures(group, navigators) == {}
    answered(1)
    assert {slug for slug, *_about in figures(group, navigators)} == {*ABOUT_ANSWERS, *IN_SCHOOL}


def test_a_sixth_answer_after_five_tells_nothing(group, navigators, answered):
    answered(5, right=3)
    before = figures(group, navigators)
    for right in (1, 0, 1, 0):
        answered(1, right)
        assert figures(group, navigators) == before
    answered(1)
    assert figures(group, navigators) != before


def test_two_figures_of_one_question_differ_by_five_people_or_by_none(group, navigators, answered):
    """Three pupils answered in an earlier term, eight in this one: no choice of terms takes a group apart."""
    long_ago(answered(3, right=3))
    answered(8, right=1)
    for (slug, *_about), told in figures(group, navigators).items():
        for one, other in combinations(told.values(), 2):
            if slug == "questions":
                assert (int(one[0]) - int(other[0])) % 5 == 0
                assert one[0] != other[0] or one == other
            if slug == "answers":
                assert one == other
    counted = {told[0] for (slug, *_about), about in figures(group, navigators).items() if slug == "questions"
               for told in about.values()}  # fmt: skip
    assert counted == {"10"}  # both groups became full in this term, whatever is chosen


def test_a_group_belongs_to_the_term_in_which_it_became_full(group, navigators, answered):
    moment = long_ago(answered(5, right=5))
    answered(5)
    then = next(period for period in periods() if moment in period and "-" in period.slug)
    now = next(period for period in periods() if timezone.now() in period and "-" in period.slug)
    report = REPORTS["questions"]
    assert {str(row[3]) for row in report(group, navigators, period=then).rows()} == {"80% or more"}
    assert {str(row[3]) for row in report(group, navigators, period=now).rows()} == {"20% or fewer"}
    assert {str(row[3]) for row in report(group, navigators).rows()} == {"50%"}


# --- the answers to a question, by option --------------------------------------------------------------------


def options(group, course):
    """{question: [(how many chose an option, how many answers were counted)]}"""
    found = {}
    for question, _option, _right, chosen, counted in REPORTS["answers"](group, course, course.lessons[0]).rows():
        found.setdefault(question, []).append((chosen, counted))
    return found


ONE_OF_THREE = [{"right"}, {"wrong"}, {"other"}]
SOME_OF_THREE = [{"right", "too"}, {"right"}, {"too"}, {"wrong"}, {"right", "wrong"}, {"right", "too", "wrong"}, set()]


def looks_of_five(possible):
    """(how many were right, who chose what), as they are told, of every five -> the fives that look so; the first
    answer that is possible is the right one. All that any report says is added up from these."""
    best, looks = possible[0], {}
    for five in combinations_with_replacement(possible, 5):
        right, chosen = five.count(best), Counter(option for answer in five for option in answer)
        told = choices_as_told(chosen, right, best)
        assert all(told[option] <= chosen[option] for option in chosen)
        seen = as_told(right), frozenset((option, number) for option, number in told.items() if number)
        looks.setdefault(seen, []).append(five)
    return looks


@pytest.mark.parametrize("possible", [ONE_OF_THREE, SOME_OF_THREE], ids=["one answer", "several"])
def test_whatever_five_answered_they_may_have_differed(possible):
    """So nothing that is added up or taken away says that they did not: two reports, two filters, two days."""
    looks = looks_of_five(possible)
    assert len(looks) > 5
    for fives in looks.values():
        assert any(five != (five[0],) * 5 for five in fives)


def test_of_one_answer_they_may_have_been_neither_all_right_nor_all_wrong():
    for fives in looks_of_five(ONE_OF_THREE).values():
        assert any(0 < five.count({"right"}) < 5 for five in fives)


def test_with_the_options_as_they_were_chosen_it_would_show(monkeypatch):
    """The negative control: shares and options together would say who did not differ."""
    monkeypatch.setitem(globals(), "choices_as_told", lambda chosen, right, correct: dict(chosen))
    with pytest.raises(AssertionError):
        test_whatever_five_answered_they_may_have_differed(ONE_OF_THREE)


def test_an_option_that_under_five_chose_has_no_number(group, navigators, answered):
    answered(15, right=8)
    told = options(group, navigators)
    assert told
    assert {chosen for lines in told.values() for chosen, _counted in lines} == {None, 5}
    assert {counted for lines in told.values() for _chosen, counted in lines} == {15}


@pytest.mark.parametrize("right", [0, 10])
def test_a_class_that_all_chose_the_same_looks_like_one_that_nearly_did(
    group, other, navigators, answered, quizzes, right
):
    """The numbers do not add up to the class, so none can be found by taking the others away."""
    answered(10, right)
    for place in range(10):
        hand_in(quizzes[0], other.enrol(f"New {place}").learner, right=(place < 8) == bool(right))
    assert options(group, navigators) == options(other, navigators)


def test_writing_fives_down_changes_no_figure(group, other, navigators, answered, quizzes):
    """Whoever moves away, comes back, answers again, comes new: it is as if nothing had been written down."""

    def kept_changes_nothing():
        before = figures(group, navigators)
        forgetting.keep_fives(group)
        assert figures(group, navigators) == before

    learners = answered(7, right=3)
    kept_changes_nothing()
    answered(4, right=1)
    kept_changes_nothing()
    place = group.enrolments.get(learner=learners[0]).move_to(other)
    for quiz in quizzes:
        hand_in(quiz, learners[0], right=True)
        hand_in(quiz, learners[1], right=False)
    kept_changes_nothing()
    place.move_to(group)
    answered(3, right=3)
    kept_changes_nothing()
    assert {int(row[2]) for row in REPORTS["questions"](group, navigators).rows()} == {10}
    assert Five.objects.filter(class_group=group).exists()


def test_a_question_without_a_five_waits_where_others_have_one(group, navigators, answered, quizzes):
    """Else its early answers, which are not read any more, would be missing in its first group, and come later."""
    question = quizzes[0].version().questions[next(iter(quizzes[0].version().questions))]
    learners = answered(5)
    Response.objects.filter(question=question.id, attempt__learner__in=learners[:2]).delete()
    forgetting.keep_fives(group)
    answered(6)
    told = {row[0]: row[2] for row in REPORTS["questions"](group, navigators).rows() if row[0] == question.stem}
    assert told == {}
    forgetting.keep_fives(group)
    told = {row[0]: row[2] for row in REPORTS["questions"](group, navigators).rows() if row[0] == question.stem}
    assert told == {question.stem: 5}


def test_fives_are_written_down_within_the_hour(group, answered):
    answered(5)
    tasks.keep_fives()
    assert Five.objects.filter(class_group=group, chosen__isnull=False).exists()


# --- who moves, goes, comes back, is erased -----------------------------------------------------------------


@pytest.fixture
def other(school, teacher, navigators, assign):
    group = demo.make_class(school, "8 Elm", "Year 8", "navigators", [teacher])
    assign(group, navigators)
    return group


def test_who_moves_and_comes_back_changes_no_figure(group, other, navigators, answered, quizzes):
    learner, *_others = answered(6, right=2)
    before = figures(group, navigators), figures(other, navigators)
    place = group.enrolments.get(learner=learner).move_to(other)
    assert (figures(group, navigators), figures(other, navigators)) == before
    for number in range(4):
        for quiz in quizzes:
            hand_in(quiz, other.enrol(f"New {number}").learner, right=True)
    place.move_to(group)
    assert (figures(group, navigators), figures(other, navigators)) == before


def test_what_was_answered_in_another_class_is_not_counted_on_coming_back(group, other, navigators, answered):
    answered(4)
    learner = group.enrol("Wanderer").learner
    place = group.enrolments.get(learner=learner).move_to(other)
    hand_in(navigators.lessons[0].quiz, learner, right=True)
    place.move_to(group)
    assert figures(group, navigators) == {}


def test_a_second_try_does_not_change_the_figure(group, navigators, answered, quizzes):
    learners = answered(5)
    before = figures(group, navigators)
    for learner in learners:
        for quiz in quizzes:
            hand_in(quiz, learner, right=True)
    assert figures(group, navigators) == before


@pytest.mark.parametrize("earlier", [2, 3])
@pytest.mark.parametrize(("all_of_them", "nearly"), [(5, 4), (0, 1)])
@pytest.mark.parametrize("kept", [False, True])
def test_five_more_that_all_answered_the_same_cannot_be_found_by_subtraction(
    group, other, navigators, answered, quizzes, earlier, all_of_them, nearly, kept
):
    """Five answered in an earlier term, five in this one: no report, under no filter, then or now, tells them from a
    class in which one answered otherwise."""

    def fill(class_group, right):
        learners = [class_group.enrol(f"New {number}").learner for number in range(5)]
        for place, learner in enumerate(learners):
            for quiz in quizzes:
                hand_in(quiz, learner, right=place < right)
        return learners

    def looks_like(class_group):
        return {about: told for about, told in figures(class_group, navigators).items() if about[0] in ABOUT_ANSWERS}

    for class_group in (group, other):
        long_ago(fill(class_group, earlier))
        if kept:
            forgetting.keep_fives(class_group)
    assert looks_like(group) == looks_like(other) != {}
    fill(group, all_of_them)
    fill(other, nearly)
    if kept:
        forgetting.keep_fives(group)
        forgetting.keep_fives(other)
    assert looks_like(group) == looks_like(other)


def test_an_erased_pupil_takes_nothing_out_of_a_figure(group, navigators, answered):
    learners = answered(8, right=3)
    before = figures(group, navigators)
    forgetting.keep_fives_of([learners[2]])
    learners[2].delete()
    assert figures(group, navigators) == before
    answered(3)  # of seven that are left, five are in a group already
    assert {int(row[2]) for row in REPORTS["questions"](group, navigators).rows()} == {10}


def test_without_it_one_would_see_the_figure_move(group, navigators, answered):
    """The negative control."""
    learners = answered(8, right=3)
    before = figures(group, navigators)
    learners[2].delete()
    assert figures(group, navigators) != before


def test_a_class_that_goes_for_good_keeps_the_figures_of_others(group, other, navigators, answered):
    learner, *_others = answered(6, right=2)
    before = figures(group, navigators)
    other.enrol("Somebody")
    other.delete_later(None)
    purging.purge(other)
    assert figures(group, navigators) == before
    assert learner.attempts.exists()


def test_what_a_class_answered_stays_as_numbers_when_the_term_is_over(group, navigators, answered):
    answered(7, right=3)
    before = figures(group, navigators)
    forgetting.forget_answers(timezone.now() + timedelta(days=1))
    assert not Response.objects.exists()
    assert figures(group, navigators) == before
    kept = Five.objects.count()
    forgetting.keep_fives(group)
    assert Five.objects.count() == kept > 0
