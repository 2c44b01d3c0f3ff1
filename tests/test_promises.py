"""Which tests keep the promises: tenancy, adults, children, devices, live sessions, paper (rows T, A, K, S, J, C), and
some of files and privacy (E, X, P)."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

KEPT_BY = {
    "T1: another school's things look like missing ones": [
        "test_matrix:test_what_is_anothers_looks_like_what_does_not_exist",
        "classrooms/test_polls:test_sessions_of_two_schools_do_not_meet",
        "classrooms/test_together:test_another_school_does_not_see_the_certificate",
    ],
    "T3: a write joins no rows of two schools": [
        "classrooms/test_staff:test_an_admin_elsewhere_finds_nothing_here",
        "classrooms/test_walk_ins:test_who_goes_on_is_a_walk_in_of_this_session_and_nobody_else",
    ],
    "T4: denied by default": [
        "test_matrix:test_every_address_is_known",
        "test_matrix:test_every_address_as_everybody",
    ],
    "T5: a guardian sees the children they added": [
        "families/test_children:test_another_familys_child_is_not_there",
        "families/test_children:test_the_family_sees_what_is_finished_and_no_answer",
        "families/test_certificates:test_another_familys_child_has_none",
        "families/test_data:test_a_file_says_no_more_of_a_child_than_the_page",
    ],
    "T6: lists are scoped like pages": [
        "accounts/test_people:test_a_teacher_sees_their_own_classes",
        "accounts/test_audit:test_an_admin_reads_their_own_school",
    ],
    "T7: an invitation binds school, role and address, once, and ends": [
        "accounts/test_invitations:test_it_works_once",
        "accounts/test_invitations:test_it_runs_out_after_seven_days",
        "accounts/test_invitations:test_another_account_cannot_take_it",
        "accounts/test_sso:test_another_address_does_not_take_the_invitation",
        "accounts/test_sso:test_somebody_elses_account_is_not_linked_by_another_ones_invitation",
    ],
    "T8: no child in the CMS": [
        "accounts/test_cms:test_no_page_of_the_cms_names_a_child",
        "accounts/test_cms:test_nobody_else_gets_in",
        "test_matrix:test_the_cms_is_for_editors",
    ],
    "A1: a second factor before pupils' data": [
        "accounts/test_adults:test_staff_and_editors_set_up_a_second_factor_first",
        "accounts/test_schools:test_approval_brings_names_and_the_second_factor",
        "accounts/test_sso:test_who_has_a_second_factor_is_asked_for_it",
    ],
    "A2: passwords": [
        "accounts/test_adults:test_what_cannot_be_used_is_said_beside_the_field",
        "accounts/test_adults:test_a_long_password_is_welcome",
    ],
    "A3: known and unknown addresses answer the same": [
        "accounts/test_adults:test_known_and_unknown_addresses_answer_the_same",
        "accounts/test_adults:test_signing_up_with_a_known_address_looks_the_same",
        "accounts/test_adults:test_asking_for_a_new_password_answers_the_same",
        "families/test_saving:test_known_and_unknown_addresses_look_the_same",
        "classrooms/test_staff:test_inviting_says_the_same_for_known_and_unknown_addresses",
    ],
    "A4: limits hold, and a staff room signs in at once": [
        "accounts/test_adults:test_ten_wrong_passwords_pause_the_account_for_five_minutes",
        "accounts/test_adults:test_a_forged_address_changes_nothing",
        "accounts/test_at_once:test_ten_of_fifty_guesses_at_a_password_are_checked",
        "accounts/test_at_once:test_sixty_teachers_at_one_address_sign_in_at_once",
    ],
    "A5: a stranger's guesses shut nobody out": [
        "accounts/test_adults:test_a_strangers_guesses_do_not_shut_out_the_teacher_on_their_own_device",
        "accounts/test_throttle:test_a_strangers_guesses_do_not_shut_out_the_pupil_on_their_own_tablet",
    ],
    "A6: codes": [
        "accounts/test_adults:test_a_code_has_three_tries",
        "accounts/test_adults:test_a_code_ends_after_ten_minutes",
        "accounts/test_adults:test_a_code_counts_only_in_the_browser_that_asked",
        "families/test_saving:test_a_code_works_once",
        "families/test_saving:test_a_code_works_only_in_the_browser_that_asked",
        "families/test_saving:test_a_code_has_three_tries_whoever_counts",
        "families/test_saving:test_a_code_has_ten_minutes",
        "families/test_saving:test_codes_are_long_and_looking_changes_nothing",
    ],
    "A7: asked again after five minutes": [
        "classrooms/test_staff:test_what_guards_accounts_asks_once_more",
        "accounts/test_sso:test_who_has_only_the_provider_is_asked_again_there",
        "accounts/test_sso:test_no_page_that_guards_an_account_trusts_an_old_sign_in",
        "accounts/test_sso:test_before_an_account_is_linked_it_is_asked_who_that_is",
    ],
    "A8: a new password signs nobody in, and ends other sessions": [
        "accounts/test_adults:test_a_new_password_is_set_by_a_code_and_ends_other_sessions_and_pauses",
    ],
    "K1: what a pupil's account holds": ["accounts/test_people:test_what_nobody_is"],
    "K2: secrets are drawn": [
        "accounts/test_words:test_there_are_256_words_of_four_to_six_plain_letters",
        "accounts/test_words:test_a_draw_is_three_words_and_128_bits",
    ],
    "K3: guesses at a card": [
        "accounts/test_throttle:test_five_wrong_guesses_are_followed_by_half_a_minute",
        "accounts/test_throttle:test_twenty_in_a_day_wait_for_the_teacher",
        "accounts/test_throttle:test_more_close_it_to_new_devices",
        "accounts/test_throttle:test_a_classmate_on_the_same_address_is_let_in",
    ],
    "K4: a class code alone says nothing": [
        "accounts/test_joining:test_whatever_was_wrong_the_page_says_the_same",
        "accounts/test_joining:test_every_failure_looks_the_same_but_for_what_was_typed",
    ],
    "K5: the QR token": [
        "accounts/test_joining:test_the_token_is_not_read_from_the_address",
        "accounts/test_joining:test_cards_end_with_the_school_year",
        "accounts/test_joining:test_a_new_card_ends_the_sessions_of_the_old_one",
    ],
    "K6: a child's session is a child's": [
        "accounts/test_sessions:test_a_child_has_no_settings",
        "accounts/test_sessions:test_a_child_cannot_open_the_desk",
    ],
    "K7: only hashes are kept": ["accounts/test_joining:test_only_hashes_are_stored"],
    "S1: nothing of the child before": [
        "accounts/test_joining:test_the_next_pupil_finds_nothing_of_the_last",
        "families/test_saving:test_nothing_is_left_for_a_pupil_on_the_same_tablet",
        "families/test_saving:test_staff_leave_the_familys_guest_and_its_long_session_behind",
        "families/test_saving:test_two_accounts_are_never_merged",
        "families/test_races:test_a_guest_is_merged_into_one_account_whoever_comes_at_once",
    ],
    "S2: how long a session lasts": [
        "accounts/test_sessions:test_a_pupil_is_signed_out_after_twenty_quiet_minutes",
        "accounts/test_sessions:test_a_pupil_is_signed_out_after_eight_hours",
        "classrooms/test_polls:test_a_live_lesson_keeps_a_quiet_pupil_signed_in",
        "accounts/test_joining:test_signing_out_is_a_post",
    ],
    "S3: signed out is out": [
        "accounts/test_joining:test_signing_out_ends_the_session_and_shows_the_page_for_the_next",
    ],
    "S4: unsent answers are only their owner's": [
        "quizzes/test_pages:test_unsent_answers_are_kept_under_a_key_that_says_nobodys_name",
    ],
    "S5: what changes an account ends its sessions": [
        "classrooms/test_staff:test_leaving_ends_access_at_the_next_request_with_a_friendly_page",
        "classrooms/test_polls:test_a_teacher_who_left_the_school_is_out_at_once",
        "accounts/test_sso:test_who_left_is_told_so_by_this_door_too",
    ],
    "S6: cookies": [
        "test_settings:test_production_settings_are_safe",
        "accounts/test_joining:test_the_cookie_ends_with_the_browser",
    ],
    "J1: join codes": ["classrooms/test_session:test_a_code_is_not_used_again_for_a_day"],
    "J2: wrong codes": [
        "classrooms/test_session:test_ten_wrong_codes_pause_a_browser_and_nobody_else",
        "classrooms/test_session:test_an_address_has_120_wrong_codes_a_minute_and_the_whole_site_60_and_then_one_a_second",
    ],
    "J3: wrong, closed and foreign codes look the same": [
        "classrooms/test_session:test_wrong_closed_locked_full_and_foreign_codes_look_the_same",
    ],
    "J4: lock, remove, a full room, names that nobody types": [
        "classrooms/test_session:test_wrong_closed_locked_full_and_foreign_codes_look_the_same",
        "classrooms/test_session:test_walk_ins_never_have_the_same_name",
        "classrooms/test_walk_ins:test_a_name_is_drawn_and_never_typed",
    ],
    "J5: no screen knows more than its reader may see": [
        "classrooms/test_session:test_no_payload_tells_the_answer_before_it_is_shown",
        "classrooms/test_session:test_no_name_is_on_the_board_or_on_a_desk_that_is_projected",
        "classrooms/test_polls:test_what_is_new_is_a_key_and_nothing_else",
        "classrooms/test_own_pace:test_what_the_class_answered_together_is_not_changed_alone",
    ],
    "J6: removed or over": [
        "classrooms/test_session:test_a_removed_pupil_is_told_at_the_next_call_and_keeps_what_they_answered",
        "classrooms/test_own_pace:test_who_was_removed_answers_no_more",
        "classrooms/test_walk_ins:test_a_walk_in_is_out_when_the_teacher_says_so",
    ],
    "C1: a check shows no name, and compares one that is typed": [
        "certificates/test_changing:test_the_name_on_the_paper_is_compared",
        "certificates/test_changing:test_five_tries_a_minute_right_or_wrong",
        "certificates/test_changing:test_twenty_a_day",
    ],
    "C2: unknown, revoked and erased look alike": [
        "certificates/test_pages:test_unknown_revoked_and_erased_look_alike",
        "certificates/test_changing:test_a_pupils_old_paper_looks_unknown",
    ],
    "C3: exactly one certificate, whole, whatever happens": [
        "certificates/test_races:test_eight_at_once_award_one_certificate_and_print_one_file",
        "certificates/test_changing:test_two_who_correct_at_once_leave_one",
        "certificates/test_rendering:test_a_task_delivered_twice_makes_one_file",
        "certificates/test_killed:test_kill_9_while_printing",
        "certificates/test_killed:test_kill_9_while_making_a_pack",
        "certificates/test_packing:test_delivered_twice_there_is_one",
    ],
    "C4: the printer fetches nothing, and a name is only a name": [
        "certificates/test_printing:test_the_fetcher_refuses_everything_else",
        "certificates/test_printing:test_a_name_is_only_ever_a_name",
    ],
    "C5: what takes too much costs one certificate": [
        "certificates/test_rendering:test_a_name_that_takes_too_much_costs_one_certificate",
        "certificates/test_packing:test_one_that_cannot_be_printed_is_named_and_the_others_are_there",
        "certificates/test_packing:test_a_name_made_to_hang_the_printer_hangs_no_batch",
        "pages/test_limits:test_memory_has_an_end",
        "pages/test_limits:test_time_has_an_end",
    ],
    "E2: a file with names is asked for anew, written down, and named for nobody": [
        "classrooms/test_copies:test_an_admin_takes_it",
        "classrooms/test_copies:test_it_is_asked_again_who_that_is",
        "classrooms/test_copies:test_the_admins_hear_of_it_and_no_name_is_told",
    ],
    "P3: all that is kept about a child, at once, and nothing of another": [
        "classrooms/test_copies:test_every_model_that_leads_to_a_learner_is_told_or_says_why_not",
        "classrooms/test_copies:test_every_field_of_every_row_is_told_or_says_why_not",
        "classrooms/test_copies:test_answers_and_codes_and_times_away_are_told_in_words",
        "classrooms/test_copies:test_there_is_nothing_of_a_classmate",
        "classrooms/test_copies:test_the_page_stands_alone",
        "classrooms/test_copies:test_nobody_else_does",
        "families/test_data:test_everything_is_seen_and_downloaded",
    ],
    "X2: uploaded pictures are redrawn": [
        "accounts/test_logos:test_where_it_was_taken_and_by_whom_is_not_kept",
        "accounts/test_logos:test_what_would_unpack_to_a_giant_is_refused_unopened",
    ],
}


@pytest.mark.parametrize("promise", KEPT_BY)
def test_the_tests_that_keep_a_promise_are_there(promise):
    for name in KEPT_BY[promise]:
        module, test = name.split(":")
        assert re.search(rf"^def {test}\(", (TESTS / f"{module}.py").read_text(), re.MULTILINE), name
