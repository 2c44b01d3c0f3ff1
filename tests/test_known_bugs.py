"""What other platforms shipped and users reported: each has a test here, or one elsewhere that this page names."""

import pytest

from accounts.names import clean_display_name
from bench.server import ROOT
from certificates.awarding import award, award_due
from certificates.models import Certificate
from classrooms import demo

ELSEWHERE = {
    "issued when that learner meets the conditions (customcert 672)": "certificates/test_awarding.py::"
    "test_only_their_own_facts_count",
    "mail decides nothing about issuing (customcert 904)": "certificates/test_letters.py::"
    "test_the_mail_server_is_down_and_comes_back",
    "survives an edit of its course (iomad 2145)": "certificates/test_awarding.py::"
    "test_a_later_edit_changes_the_digest_and_not_the_certificate",
    "survives the end of its course (joanie 31)": "certificates/test_earning.py::test_it_outlives_the_course",
    "ids in addresses (CVE-2026-30884)": "test_matrix.py::test_every_address_as_everybody",
    "the check asks for no login (customcert 545)": "certificates/test_pages.py::test_the_code_can_be_typed",
    "edited paper is caught (customcert 430)": "certificates/test_changing.py::test_the_name_on_the_paper_is_compared",
    "the exact boundary passes (GSA 101)": "certificates/test_earning.py::test_eight_of_ten_pass_and_seven_do_not",
    "no right answer before it is due (GSA quiz.py)": "quizzes/test_pages.py::test_no_page_says_what_is_not_due",
    "per cent is a number (kolibri 6642)": "classrooms/test_reports.py::"
    "test_a_share_is_a_number_that_reads_as_on_the_screen",
    "no column of a file is empty (kolibri 12714)": "classrooms/test_reports.py::"
    "test_each_report_is_the_same_on_screen_on_paper_and_in_both_files",
    "a file has the right name (kolibri 12934)": "classrooms/test_reports.py::test_a_file_says_what_the_screen_says",
    "a guest is merged, an account never (ai-shifu 2301)": "families/test_saving.py::"
    "test_two_accounts_are_never_merged",
    "codes in any case (codeforlife-portal 1209)": "accounts/test_joining.py::"
    "test_case_spaces_and_hyphens_are_forgiven",
    "a double click locks nobody out (ClassQuiz 301)": "e2e/test_quizzes.py::test_a_double_click_sends_once",
    "a second device loses nothing (ClassQuiz 408)": "classrooms/test_walk_ins.py::"
    "test_on_another_device_a_walk_in_is_who_they_were_with_their_answers",
    "offline says so, and sends later (iogt 514)": "e2e/test_quizzes.py::"
    "test_without_a_network_the_answer_waits_and_goes_when_it_is_back",
    "an edited quiz needs no restart (CFPB)": "quizzes/test_versions.py::"
    "test_an_edit_does_not_disturb_an_attempt_under_way",
    "no free text where a name could stand (Oak)": "classrooms/test_walk_ins.py::test_a_name_is_drawn_and_never_typed",
}


@pytest.mark.parametrize("bug", ELSEWHERE)
def test_there_is_a_test(bug):
    path, _, name = ELSEWHERE[bug].partition("::")
    assert f"def {name}(" in (ROOT / "tests" / path).read_text()


def test_looking_at_one_issues_none_for_others(sign_in, teacher, class_group, pupil, classmate, navigators, assign):
    """customcert 672, iomad 1554: one download made certificates for everybody"""
    assign(class_group, navigators)
    demo.take_course(navigators, pupil, len(navigators.lessons), end=True)
    demo.take_course(navigators, classmate, len(navigators.lessons))
    certificate = award(pupil, navigators)
    desk = sign_in(teacher)
    desk.get(f"/certificate/{certificate.pk}/file/")
    desk.get(f"/desk/{class_group.pk}/certificates/")
    assert award_due() == 0
    assert Certificate.objects.get() == certificate


@pytest.mark.parametrize("name", ["Dick", "Fanny", "Shitara", "Cockburn", "Sexton", "Nguyễn Phúc", "Wang", "Gaye"])
def test_no_filter_refuses_a_real_name(name):
    """Monika-After-Story 8938, lila 15888"""
    assert clean_display_name(name) == name
