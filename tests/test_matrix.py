"""Every address as every kind of person. An address that this page does not know fails it.

Outsiders (other schools, other pupils) get 404, the same page as for what does not exist; the wrong role 403; nobody
signed in is sent to sign in. A second factor is required, as in production.
"""

import re
from dataclasses import dataclass
from itertools import product

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import User
from certificates.awarding import award
from certificates.models import ClassPack
from classrooms import demo, doors, live, polls
from classrooms.models import CardSheet, DeliveryRecord, EvidencePack
from classrooms.reports.periods import periods
from courses.models import Course
from families.models import HomeLetter

CAST = [
    "nobody",
    "pupil",
    "classmate",
    "stranger",
    "teacher",
    "other_teacher",
    "safeguarding_lead",
    "school_admin",
    "guardian",
    "editor",
]
LEARNERS = {"pupil", "classmate", "stranger"}
STAFF_OF_CLASS = {"teacher", "safeguarding_lead", "school_admin"}
STAFF = STAFF_OF_CLASS | {"other_teacher"}
ALLAUTH = "accounts.adults.AdultBackend"
SIGN_IN = "sign in"  # sent to the sign-in page
NOT_TAKEN = 405  # nothing happened, whoever it was
OPEN = "open"  # 2xx, a redirect to somewhere else, or a sentence about what was sent


@dataclass(frozen=True)
class Rule:
    """Who may open an address; everybody else gets `otherwise`, by who they are."""

    may: frozenset
    learners: object = 404
    staff: object = 404
    adults: object = 404
    nobody: object = SIGN_IN
    elsewhere: object = None  # staff of another school, where they get something else than colleagues

    def expected(self, who):
        if who in self.may:
            return OPEN
        if who == "nobody":
            return self.nobody
        if who in LEARNERS:
            return self.learners
        if who == "other_teacher" and self.elsewhere:
            return self.elsewhere
        return self.staff if who in STAFF else self.adults


def rule(*may, **otherwise):
    return Rule(frozenset(may), **otherwise)


EVERYBODY = rule(*CAST)
SIGNED_IN = rule(*set(CAST) - {"nobody"})
ADULTS = rule(*set(CAST) - {"nobody"} - LEARNERS)
NOT_CHILDREN = rule(*set(CAST) - LEARNERS)
AT_THE_START = rule(*set(CAST) - LEARNERS - {"nobody"})
ANY_LEARNER = rule(*LEARNERS, staff=403, adults=403)
OWN_ATTEMPT = rule("pupil")
# A learner of another course gets 404; adults and visitors read every lesson as a preview.
OF_THE_COURSE = rule(*set(CAST) - {"stranger"})
DESK = rule(*STAFF, learners=403, adults=403)
OF_THE_CLASS = rule(*STAFF_OF_CLASS, learners=403, adults=403)
OF_THE_ADMIN = rule("school_admin", learners=403, staff=403, adults=403, elsewhere=404)
OF_THE_SCHOOL = rule("school_admin", "safeguarding_lead", learners=403, staff=403, adults=403, elsewhere=404)
OF_THE_LIVE_CLASS = rule("pupil", "classmate", staff=403, adults=403)
CERTIFICATE = rule("pupil", *STAFF_OF_CLASS)
CMS = rule("editor", learners=404, staff=403, adults=403)
AT_HOME = rule(*set(CAST) - LEARNERS)  # pupils have a class
OF_GUARDIANS = rule("nobody", "guardian", staff=403, adults=403)  # without an account one is led to make it

RULES = {
    "wagtail_serve": EVERYBODY,
    "accounts:join": EVERYBODY,
    "accounts:sign_out": EVERYBODY,
    "accounts:go": SIGNED_IN,
    "accounts:start_school": NOT_CHILDREN,
    "accounts:no_school": rule(*set(CAST) - {"nobody"} - LEARNERS, learners=403),
    "accounts:open_invitation": NOT_CHILDREN,
    "accounts:invitation": NOT_CHILDREN,
    "accounts:sign_in_again": ADULTS,
    "pages:help": EVERYBODY,
    "pages:privacy": EVERYBODY,
    "pages:accessibility": EVERYBODY,
    "pages:school_it": EVERYBODY,
    "pages:mail": EVERYBODY,
    "pages:healthz": EVERYBODY,
    "quizzes:attempt": OWN_ATTEMPT,
    "quizzes:question": OWN_ATTEMPT,
    "quizzes:check": OWN_ATTEMPT,
    "quizzes:result": OWN_ATTEMPT,
    "courses:index": EVERYBODY,
    "courses:course": OF_THE_COURSE,
    "courses:lesson": OF_THE_COURSE,
    "courses:step": OF_THE_COURSE,
    "courses:lesson_quiz": OF_THE_COURSE,
    "courses:lesson_print": OF_THE_COURSE,
    "courses:quiz": OF_THE_COURSE,
    "courses:report_mistake": NOT_CHILDREN,
    "courses:styleguide": rule(*STAFF, "editor", learners=403, adults=403),
    "certificates:certificate": CERTIFICATE,
    "certificates:file": CERTIFICATE,
    "certificates:by_hand": CERTIFICATE,
    "certificates:change": rule(*STAFF_OF_CLASS),
    "certificates:mine": SIGNED_IN,
    "certificates:verify": EVERYBODY,
    "certificates:verify_form": EVERYBODY,
    "certificates:badge_identity": EVERYBODY,
    "certificates:badge_status": EVERYBODY,
    "classrooms:class_page": ANY_LEARNER,
    "classrooms:desk": DESK,
    "classrooms:class_group": OF_THE_CLASS,
    "classrooms:pause": OF_THE_CLASS,
    "classrooms:reports": OF_THE_CLASS,
    "classrooms:report": OF_THE_CLASS,
    "classrooms:unlock": OF_THE_CLASS,
    "classrooms:pupil_copy": OF_THE_ADMIN,
    "classrooms:staff": OF_THE_ADMIN,
    "classrooms:colleague": OF_THE_ADMIN,
    "classrooms:record": OF_THE_ADMIN,
    "classrooms:logo": OF_THE_ADMIN,
    "classrooms:school_reports": OF_THE_SCHOOL,
    "classrooms:school_report": OF_THE_SCHOOL,
    **dict.fromkeys(["classrooms:evidence", "classrooms:evidence_pdf"], OF_THE_SCHOOL),
    **dict.fromkeys(
        [
            f"classrooms:{name}"
            for name in ("choose_lesson", "begin", "session", "board", "state", "attendance", "delivery_record")
        ],
        OF_THE_CLASS,
    ),
    "classrooms:act": OF_THE_CLASS,
    **dict.fromkeys(["classrooms:new_class", "classrooms:old_classes"], DESK),
    **dict.fromkeys(
        [
            f"classrooms:{name}"
            for name in (
                *("pupils", "add_pupils", "pupil", "pupil_report", "cards", "class_courses"),
                *("class_settings", "move_up", "preview", "end_preview", "certificates"),
            )
        ],
        OF_THE_CLASS,
    ),
    "classrooms:cards_pdf": OF_THE_CLASS,
    "classrooms:pack_file": OF_THE_CLASS,
    **dict.fromkeys(["classrooms:home_letters", "classrooms:home_letter_pdf"], OF_THE_CLASS),
    **dict.fromkeys(
        [
            f"families:{name}"
            for name in (
                *("learn", "now", "talk", "together", "rehearsal", "rehearsed", "certificate"),
                *("start", "save", "code", "data", "recap"),
            )
        ],
        AT_HOME,
    ),
    **dict.fromkeys(["families:children", "families:hand_over", "families:come_back"], OF_GUARDIANS),
    "families:child": OF_GUARDIANS,
    "families:childs_certificate": OF_GUARDIANS,
    "families:course_certificate": rule(nobody=404),  # for whoever finished the course at home
    "families:back": rule(),  # for a child of a family alone
    "families:stop": rule(nobody=404),
    "families:letter": EVERYBODY,
    # POST alone: a pupil has a class, a teacher a desk.
    "courses:take_up": rule("nobody", "guardian", learners=404, staff=403, adults=403),
    # Whoever has the link; a learner has no use for it.
    **dict.fromkeys(["classrooms:cover", "classrooms:open_cover"], NOT_CHILDREN),
    "classrooms:live": OF_THE_LIVE_CLASS,
    "classrooms:live_join": EVERYBODY,
    "classrooms:live_over": EVERYBODY,
    "classrooms:live_poll": EVERYBODY,  # whoever has the token that is signed for one page
    **dict.fromkeys(["account_login", "account_signup", "account_reset_password"], NOT_CHILDREN),
    **dict.fromkeys(["account_inactive", "account_password_reset_completed", "account_logout"], NOT_CHILDREN),
    # Steps of a way that was not begun lead back to its start.
    "account_email_verification_sent": AT_THE_START,
    "account_confirm_login_code": AT_THE_START,
    "account_confirm_password_reset_code": rule(staff=SIGN_IN, adults=SIGN_IN),
    "account_complete_password_reset": NOT_CHILDREN,
    "mfa_authenticate": AT_THE_START,
    "mfa_login_webauthn": rule(*set(CAST) - LEARNERS - {"nobody"}, learners=404),
    # They ask who it is once more before they say that there is no such passkey.
    **dict.fromkeys(["mfa_edit_webauthn", "mfa_remove_webauthn"], ADULTS),
    # A provider that is not configured is not there, and neither is a way that it has not begun.
    **dict.fromkeys(["openid_connect_login", "openid_connect_callback"], rule(nobody=404)),
    "socialaccount_login_cancelled": NOT_CHILDREN,
    "socialaccount_login_error": rule(staff=401, adults=401),
    "socialaccount_signup": rule(staff=SIGN_IN, adults=SIGN_IN),
    "socialaccount_connections": ADULTS,
    **dict.fromkeys(
        [
            "account_reauthenticate",
            "account_email",
            "account_change_password",
            "account_set_password",
            "mfa_index",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
        ],
        ADULTS,
    ),
}

# Only learners act on a lesson; everybody else reads it. A visitor or guardian takes a course up at home first.
LEARNERS_OF_THE_COURSE = rule("pupil", "classmate", staff=403, adults=403)
POST_RULES = {
    "courses:step": LEARNERS_OF_THE_COURSE,
    "courses:quiz": LEARNERS_OF_THE_COURSE,
    # Children come back to where the next one signs in.
    "accounts:sign_out": rule(*set(CAST) - LEARNERS, learners=SIGN_IN),
}


def patterns(resolver=None, path="", namespace=""):
    """(path, full name) of every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here, f"{namespace}{entry.name or entry.lookup_str}"
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, here, inner)


# allauth's addresses of long ago, which lead to those of today, have no names.
OF_LONG_AGO = {"django.views.generic.base.RedirectView"}
NAMES = sorted({name for path, name in patterns() if not path.startswith(("cms/", "^cms/"))} - OF_LONG_AGO)
CMS_PATHS = sorted({path for path, _name in patterns() if path.startswith("cms/")})


@pytest.fixture
def world(navigators, class_group, pupil, classmate, stranger, guardian, assign):
    """The pupil has an attempt and a certificate; the stranger's school does not do the course."""
    assign(class_group, navigators)
    demo.take_course(navigators, pupil, len(navigators.lessons), end=True)
    certificate = award(pupil, navigators)
    lesson = navigators.lessons[0]
    attempt = lesson.quiz.start(pupil, home=f"/learn/quiz/{lesson.quiz.translation_key}/")
    session = live.open(class_group, lesson, class_group.teachers.get())
    participation = doors.come_in(session, pupil)
    DeliveryRecord.objects.create(session=session)
    child = User.objects.create_child(guardian, "Bee", "sparks")
    sparks = Course.objects.get(slug="sparks")
    demo.take_course(sparks, child, len(sparks.lessons), end=sparks.has_end_quiz)
    home_letter = HomeLetter.objects.make(class_group, lesson, before=False)
    HomeLetter.objects.update(done_at=home_letter.lease_until)
    return {
        "wagtail_serve": [""],
        "quizzes:attempt": [attempt.pk],
        "quizzes:question": [attempt.pk, 1],
        "quizzes:check": [attempt.pk],
        "quizzes:result": [pupil.attempts.finished().first().pk],
        "courses:course": [navigators.slug],
        "courses:lesson": [navigators.slug, lesson.slug],
        "courses:step": [navigators.slug, lesson.slug, 1],
        "courses:lesson_quiz": [navigators.slug, lesson.slug],
        "courses:lesson_print": [navigators.slug, lesson.slug],
        "courses:quiz": [lesson.quiz.translation_key],
        "courses:report_mistake": [navigators.slug, lesson.slug],
        "certificates:certificate": [certificate.pk],
        "certificates:file": [certificate.pk],
        "certificates:by_hand": [certificate.pk],
        "certificates:change": [certificate.pk],
        "certificates:verify": [certificate.code],
        "classrooms:class_group": [class_group.pk],
        "classrooms:pause": [class_group.pk, lesson.translation_key],
        "classrooms:reports": [class_group.pk],
        "classrooms:report": [class_group.pk, "questions"],
        "classrooms:unlock": [class_group.pk, pupil.enrolments.get().pk],
        "openid_connect_login": ["google"],
        "openid_connect_callback": ["google"],
        **dict.fromkeys(
            ["classrooms:pupil", "classrooms:pupil_report", "classrooms:pupil_copy"],
            [class_group.pk, pupil.enrolments.get().pk],
        ),
        **dict.fromkeys(
            [
                f"classrooms:{name}"
                for name in (
                    *("pupils", "add_pupils", "cards", "class_courses", "class_settings", "move_up"),
                    *("preview", "end_preview", "certificates"),
                )
            ],
            [class_group.pk],
        ),
        "classrooms:cards_pdf": [drawn_cards(class_group).pk],
        "classrooms:pack_file": [pack_of(class_group, certificate).pk, "pdf"],
        "classrooms:open_cover": ["a-token-of-no-cover"],
        "courses:take_up": [navigators.slug],
        "classrooms:home_letters": [class_group.pk, lesson.translation_key],
        "classrooms:home_letter_pdf": [home_letter.pk],
        "families:letter": [home_letter.code],
        "families:child": [child.pk],
        "families:childs_certificate": [child.pk, "sparks"],
        "families:course_certificate": [navigators.slug],
        "families:stop": ["a-token-of-nobody"],
        "families:recap": ["term"],
        "mfa_edit_webauthn": [999_999],
        "mfa_remove_webauthn": [999_999],
        "accounts:open_invitation": ["a-token-of-no-invitation"],
        "classrooms:staff": [class_group.school_id],
        "classrooms:colleague": [class_group.school_id, class_group.teachers.get().pk],
        "classrooms:record": [class_group.school_id],
        "classrooms:logo": [class_group.school_id],
        "classrooms:school_reports": [class_group.school_id],
        "classrooms:school_report": [class_group.school_id, "overview"],
        "classrooms:evidence": [class_group.school_id],
        "classrooms:evidence_pdf": [made_pack(class_group.school).pk],
        "classrooms:choose_lesson": [class_group.pk],
        "classrooms:begin": [class_group.pk, lesson.translation_key],
        **dict.fromkeys(
            [
                f"classrooms:{name}"
                for name in ("session", "board", "state", "act", "attendance", "delivery_record", "live")
            ],
            [session.pk],
        ),
        "classrooms:live_poll": [polls.token_for(participation)],
    }


def drawn_cards(class_group):
    sheet = CardSheet.objects.ask(class_group, class_group.teachers.get())
    sheet.keep(b"%PDF", 2)
    return sheet


def pack_of(class_group, certificate):
    pack, _is_new = ClassPack.objects.ask(class_group, certificate.course_key, class_group.teachers.get())
    assert pack.keep("packs/of-a-class.pdf", "packs/of-a-class.zip", [certificate.pk], [])
    return pack


def made_pack(school):
    pack = EvidencePack.objects.ask(school, next(periods()), None)
    pack.keep(b"%PDF")
    return pack


@pytest.fixture
def people(request, world):
    return {who: None if who == "nobody" else request.getfixturevalue(who) for who in CAST}


@pytest.fixture
def cast(people):
    """Signed-in clients by who they are."""
    return {who: sign_in(user) for who, user in people.items()}


def sign_in(user):
    client = Client()
    if user:
        demo.give_second_factor(user)
        client.force_login(user, backend="accounts.cards.CardBackend" if user.is_learner else ALLAUTH)
    return client


BEGINS_AT_HOME = {"courses:take_up", "families:rehearsal"}  # by a visitor, who is a guest from then on


def rule_of(name, method):
    return POST_RULES.get(name, RULES[name]) if method == "post" else RULES[name]


def outcome(response):
    if response.status_code in {301, 302, 303} and re.match(r"/account/login/|/join/", response["Location"]):
        return SIGN_IN
    return (
        OPEN
        if response.status_code < 400 or response.status_code in {400, 409, 410, 422, 429}
        else response.status_code
    )


def test_every_address_is_known():
    assert set(NAMES) == set(RULES)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_as_everybody(cast, people, world, method):
    surprises = []
    for name, who in product(NAMES, CAST):
        url = reverse(name, args=world.get(name, []))
        got, expected = outcome(getattr(cast[who], method)(url)), rule_of(name, method).expected(who)
        if got not in {expected, NOT_TAKEN}:
            surprises.append(f"{method} {name} as {who}: {got}, expected {expected}")
        if name in {"accounts:sign_out", "account_logout", "classrooms:preview"} | BEGINS_AT_HOME:
            cast[who] = sign_in(people[who])
    assert not surprises, "\n".join(surprises)


def page(response):
    """A page without what differs by chance: tokens and the address asked for."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())


MISSING = {
    "families:childs_certificate": [999_999, "sparks"],
    "quizzes:attempt": [999_999],
    "quizzes:question": [999_999, 1],
    "quizzes:result": [999_999],
    "certificates:certificate": [999_999],
    "certificates:file": [999_999],
    "certificates:by_hand": [999_999],
    "certificates:change": [999_999],
    "classrooms:pack_file": [999_999, "pdf"],
    "classrooms:class_group": [999_999],
    "classrooms:report": [999_999, "questions"],
    **dict.fromkeys([f"classrooms:{name}" for name in ("pupils", "cards", "class_settings", "move_up")], [999_999]),
    "classrooms:pupil": [999_999, 999_999],
    "classrooms:staff": [999_999],
    "classrooms:colleague": [999_999, 999_999],
    "classrooms:record": [999_999],
    "classrooms:logo": [999_999],
    "classrooms:school_report": [999_999, "overview"],
    "classrooms:evidence": [999_999],
    "classrooms:evidence_pdf": [999_999],
    "classrooms:pupil_report": [999_999, 999_999],
    "classrooms:pupil_copy": [999_999, 999_999],
    "classrooms:session": [999_999],
    "classrooms:board": [999_999],
    "classrooms:attendance": [999_999],
    "classrooms:live": [999_999],
    "courses:course": ["nothing"],
}


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_what_is_anothers_looks_like_what_does_not_exist(cast, world, method):
    surprises = []
    for name, who in product(MISSING, ["classmate", "stranger", "other_teacher"]):
        if RULES[name].expected(who) != 404:
            continue
        foreign = getattr(cast[who], method)(reverse(name, args=world[name]))
        missing = getattr(cast[who], method)(reverse(name, args=MISSING[name]))
        if not foreign.status_code == missing.status_code in {404, 405} or page(foreign) != page(missing):
            surprises.append(f"{method} {name} as {who}: {foreign.status_code}, missing {missing.status_code}")
    assert not surprises, "\n".join(surprises)


ONE_OF_EACH_ROLE = ["nobody", "pupil", "teacher", "safeguarding_lead", "school_admin", "guardian"]


def test_the_cms_is_for_editors(cast):
    for path, who in product(CMS_PATHS, ONE_OF_EACH_ROLE):
        url = "/" + re.sub(r"<[^>]*>|\(\?P<.*?\)", "1", path.replace("^", "").replace("$", "").replace("\\Z", ""))
        response = cast[who].get(url)
        allowed = path in CMS_OPEN_TO_ALL
        assert response.status_code in {301, 302, 403, 404, 405} or allowed, (who, url, response.status_code)
        if response.status_code in {301, 302} and not allowed:
            assert response["Location"].startswith(("/account/login/", "/account/", "/cms/", "/join/")), (who, url)


# Catalogues of translated words, and sprites: nothing of anybody.
CMS_OPEN_TO_ALL = {"cms/jsi18n/", "cms/sprite/"}


def test_the_editor_opens_the_cms(cast):
    assert cast["editor"].get("/cms/").status_code == 200


def test_the_course_of_the_other_school_is_not_there(cast, world, navigators):
    assert Course.objects.live().filter(pk=navigators.pk).exists()
    assert cast["stranger"].get(reverse("courses:course", args=["navigators"])).status_code == 404
