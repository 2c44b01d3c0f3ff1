"""Run inside the demo: makes people of every band in every state, and writes down every page that they can see.

python -m tests.walk.pages FILE
"""

import io
import json
import sys
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.socialaccount.models import SocialAccount  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from accounts import logos, throttle  # noqa: E402
from accounts.choices import AgeBand, Nation, Role  # noqa: E402
from accounts.models import Home, Invitation, User  # noqa: E402
from accounts.models.throttle import FailedAttempt  # noqa: E402
from certificates.awarding import award  # noqa: E402
from certificates.models import Certificate  # noqa: E402
from certificates.rendering import render_pdf  # noqa: E402
from classrooms import demo  # noqa: E402
from classrooms.models import EvidencePack  # noqa: E402
from classrooms.reports import REPORTS, SCHOOL_REPORTS  # noqa: E402
from classrooms.reports.periods import periods  # noqa: E402
from courses.models import Assignment, Course, Pause, Rehearsal  # noqa: E402
from courses.progress import quiz_url  # noqa: E402
from families.models import HomeLetter  # noqa: E402
from pages.help_screens import EVERYTHING, READERS  # noqa: E402
from pages.models import HelpPath  # noqa: E402
from quizzes.asking import check_url, question_url  # noqa: E402
from quizzes.models import Quiz  # noqa: E402

from .classes import class_pages  # noqa: E402
from .page import Page  # noqa: E402
from .passkey import credential  # noqa: E402
from .sessions import live_pages  # noqa: E402

# Who may sign in as a learner today. The other bands are walked as well, so that what comes finds its colours sound.
PUPILS = {AgeBand.EXPLORERS, AgeBand.NAVIGATORS, AgeBand.PATHFINDERS}
A_YEAR = timedelta(days=365)
sessions = {}


def sign_in(who, user):
    client = Client()
    backend = "accounts.cards.CardBackend" if user.is_learner else "accounts.adults.AdultBackend"
    client.force_login(user, backend=backend)
    session = client.session
    # As if the password had just been given, for the whole of the walk.
    shown = {"method": "password", "at": time.time() + 8 * 3600, "reauthenticated": True}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return who


def visit(who, **session):
    """Somebody without an account, whose browser knows this much."""
    client = Client()
    kept = client.session
    kept.update(session)
    kept.save()
    sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return who


# --- what anybody sees ----------------------------------------------------------------------------------


def public():
    yield Page("wagtail_serve", "home", "/", picture="home")
    yield Page("accounts:join", "empty", "/join/")
    yield Page("accounts:join", "wrong card", "/join/", way="give_a_wrong_card", status=422)
    yield Page("accounts:join", "paused", "/join/", way="give_wrong_cards", status=429, core=False)
    yield Page("courses:index", "finder", "/learn/", picture="finder")
    yield Page("courses:index", "finder: nothing fits", "/learn/?code=nothing-has-this-code")
    yield Page("courses:index", "finder: one age", "/learn/?age=explorers&nation=wales", core=False)
    yield Page("pages:accessibility", "", "/accessibility/")
    yield Page("pages:school_it", "", "/school-it/")
    yield Page("pages:mail", "no letter yet", "/mail/", core=False)
    yield Page("pages:mail", "letters", "/mail/", way="be_sent_a_letter")
    yield Page("certificates:verify_form", "", "/verify/")
    yield Page("certificates:verify", "not found", "/verify/NOTHING/", status=404)
    for band in AgeBand.values:
        yield Page("pages:privacy", "", f"/privacy/?for={band}", band=band)
    yield from help_screens()
    yield from families()
    yield Page("404", "", "/nothing-is-here/", status=404)
    for status in errors():
        yield Page(status, "", f"/{status}/", way="meet_an_error", status=int(status))
    yield Page("403_csrf", "", "/join/", way="send_an_old_form", status=403)


def help_screens():
    """Who asks, what has happened, what helps, and every place there is."""
    yield Page("pages:help", "who needs help", "/help/")
    for band in READERS:
        start = f"/help/?for={band}"
        yield Page("pages:help", "what has happened", start, band=band, picture="help")
        for nation in Nation.values:
            yield Page("pages:help", nation, f"{start}&nation={nation}", band=band, core=False)
        for number, path in enumerate(HelpPath.objects.filter(live=True, band=band)):
            address = f"{start}&nation=wales&about={path.about}"
            yield Page("pages:help", path.choice, address, band=band, core=not number,
                       picture="" if number else "help-path")  # fmt: skip
        everything = f"{start}&nation=scotland&about={EVERYTHING}"
        yield Page("pages:help", "all the places", everything, band=band, core=band == AgeBand.FAMILY)


def families():
    """Parents and carers: at the door, on the road, and at home with children."""
    for path in [
        "",
        "learn/",
        "now/",
        "talk/",
        "together/",
        "practise/",
        "practised/",
        "certificate/",
        "save/",
        "data/",
    ]:
        name = NAMES_OF_FAMILY.get(path, path.strip("/") or "start")
        yield Page(
            f"families:{name}", "visitor", f"/family/{path}", band="family", picture="family" if not path else ""
        )
    yield Page("families:now", "nation", "/family/now/?age=1", band="family")
    for step in ["1", "5", "9", "all"]:
        address = f"/family/now/?age=1&nation=wales&step={step}"
        yield Page("families:now", f"step {step}", address, band="family", core=step in {"5", "all"})
    yield Page("families:talk", "words", "/family/talk/?age=navigators", band="family")
    yield Page("families:recap", "", "/family/recap/term/", band="family")
    yield Page("families:save", "no address", "/family/save/", band="family", way="send_it_empty", status=422)
    yield Page("families:code", "", "/family/save/", band="family", way="ask_for_a_place")
    yield from guardians()


NAMES_OF_FAMILY = {"practise/": "rehearsal", "practised/": "rehearsed"}


def guardians():
    guardian = demo.make_adult("home@ashgrove.example", "")
    home = Home.objects.of(guardian)
    home.set_pin("4826")
    child = User.objects.create_child(guardian, "Bee", AgeBand.EXPLORERS)
    course = Course.objects.live().filter(band=AgeBand.FAMILY).first()
    demo.take_course(course, guardian, len(course.lessons), end=course.has_end_quiz)
    Rehearsal.objects.done(guardian)
    who = sign_in("guardian at home", guardian)
    own = award(guardian, course)
    render_pdf(own.pk)
    yield Page("certificates:certificate", "a guardian’s own", own.get_absolute_url(), who, band="family")
    pupils = Course.objects.get(slug="explorers")
    demo.take_course(pupils, child, len(pupils.lessons), end=pupils.has_end_quiz)
    for path in ["", "learn/", "certificate/", "children/", f"children/{child.pk}/", "data/", "come-back/"]:
        name = {"": "start", f"children/{child.pk}/": "child", "come-back/": "come_back"}.get(path, path.strip("/"))
        yield Page(f"families:{name}", "guardian", f"/family/{path}", who, band="family",
                   picture={"": "family-at-home", "certificate/": "family-certificate"}.get(path, ""))  # fmt: skip
    path = f"/family/children/{child.pk}/certificate/explorers/"
    yield Page("families:childs_certificate", "guardian", path, who, band=AgeBand.EXPLORERS)
    yield Page("families:stop", "", f"/family/stop/{home.token}/", band="family")
    who = sign_in("child of a family", child)
    yield Page("families:start", "child", "/family/", who, band=AgeBand.EXPLORERS)
    yield Page("families:course_certificate", "child", "/family/certificate/explorers/", who, band=AgeBand.EXPLORERS,
               picture="childs-certificate")  # fmt: skip
    yield Page("families:back", "", "/family/back/", who, band=AgeBand.EXPLORERS)


def letters_home(school, teacher):
    course = Course.objects.live().filter(band=AgeBand.NAVIGATORS).first()
    group = demo.make_class(school, "Letters", "", AgeBand.NAVIGATORS, [teacher])
    lesson = course.lessons[0]
    path = reverse("classrooms:home_letters", args=[group.pk, lesson.translation_key])
    letter = HomeLetter.objects.make(group, lesson, before=False)
    HomeLetter.objects.filter(pk=letter.pk).update(done_at=timezone.now())
    yield Page("classrooms:home_letters", "one is printed", path, "teacher")
    yield Page("families:letter", "", letter.path, band="family", picture="letter-home")


def errors():
    """The pages of errors that a sound server does not show: their HTML."""
    return {"500": render_to_string("500.html"), "503": render_to_string("quizzes/busy.html")}


def doors():
    """Signing in, up and out, as adults do."""
    for name in [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_reset_password",
        "account_password_reset_completed",
    ]:
        yield Page(name, "", reverse(name))
    sign_in, sign_up = reverse("account_login"), reverse("account_signup")
    yield Page("account_login", "wrong", sign_in, way="send_a_wrong_password")
    yield Page("mfa_authenticate", "", sign_in, way="sign_in_to_the_second_step")
    yield Page("account_signup", "wrong", sign_up, way="send_a_short_password", core=False)
    yield Page("account_email_verification_sent", "", sign_up, way="sign_up")
    forgotten = reverse("account_reset_password")
    yield Page("account_confirm_password_reset_code", "", forgotten, way="ask_for_a_reset")
    yield Page("account_complete_password_reset", "", forgotten, way="give_the_code_of_a_reset")


# --- reading --------------------------------------------------------------------------------------------


def kinds_on(step):
    return {block["type"] for block in step["value"]["body"]}


def steps_to_look_at(courses):
    """As few as show each kind of block once, and one at least in each band: {(lesson, number)}."""
    chosen, seen = set(), set()
    for course in courses:
        every = [
            (lesson, number, kinds_on(step))
            for lesson in course.lessons
            for number, step in enumerate(lesson.steps.raw_data, 1)
        ]
        missing = set().union(*(kinds for _lesson, _number, kinds in every)) - seen
        seen |= missing
        while missing or not any(lesson.pk == one for lesson in course.lessons for one, _number in chosen):
            lesson, number, kinds = max(every, key=lambda step: len(step[2] & missing))
            chosen.add((lesson.pk, number))
            missing -= kinds
    return chosen


def previews(course, chosen, who="nobody"):
    """What anybody reads of a course. What pupils read the same way is looked at as theirs."""
    band, first = course.band, course.lessons[0]
    core = band not in PUPILS or band == AgeBand.NAVIGATORS
    yield Page("courses:course", "preview", course.get_absolute_url(), who, band, core=core)
    for lesson in course.lessons:
        is_first, leave = core and lesson == first, lesson.leave_page
        yield Page("courses:lesson", f"preview {lesson.slug}", lesson.get_absolute_url(), who, band, core=is_first,
                   picture="lesson" if lesson == first else "")  # fmt: skip
        yield Page("courses:lesson_print", lesson.slug, lesson.address("lesson_print"), who, band, core=is_first)
        if lesson.has_quiz:
            yield Page("courses:lesson_quiz", f"preview {lesson.slug}", lesson.address("lesson_quiz"), who, band,
                       core=is_first)  # fmt: skip
        for number in range(1, lesson.step_count + 1):
            yield Page("courses:step", f"preview {lesson.slug} {number}{' leave' if leave else ''}",
                       lesson.step_url(number), who, band,
                       core=(lesson.pk, number) in chosen and band not in PUPILS)  # fmt: skip
    yield Page(
        "courses:report_mistake", "empty", first.address("report_mistake"), who, band, core=band == "navigators"
    )
    yield Page("courses:report_mistake", "nothing written", first.address("report_mistake"), who, band,
               way="send_it_empty", status=422, core=band == "navigators")  # fmt: skip
    if course.has_end_quiz:
        yield Page("courses:quiz", "preview", quiz_url(course.end_quiz), who, band, core=band == "navigators")


# --- learning -------------------------------------------------------------------------------------------


class Class:
    """A class that does a course, and its learners, each of whom got so far."""

    def __init__(self, school, teacher, course, chosen):
        self.course, self.band, self.core = course, course.band, course.band in PUPILS
        self.chosen, self.one_band = chosen, course.band == AgeBand.NAVIGATORS  # the others change tokens alone
        self.group = demo.make_class(school, f"The {course.band}", "Year 8", course.band, [teacher])
        self.names = iter(demo.PUPILS)
        Assignment.objects.create(class_group=self.group, course_key=course.translation_key)

    def learner(self, who):
        learner = self.group.enrol(next(self.names)).learner
        return sign_in(f"{self.band}: {who}", learner), learner

    def page(self, name, what, path, who, core=True, **more):
        return Page(name, what, path, who, self.band, core=core and self.core, **more)

    def pages(self):
        learning = [self.new, self.reading, self.asked, self.sheet, self.finished, self.paused]
        for part in [*learning, self.printing, self.nameless]:
            yield from part()

    def new(self):
        who, _learner = self.learner("new")
        lesson = self.course.lessons[0]
        yield self.page("classrooms:class_page", "new", "/class/", who)
        yield self.page("courses:course", "new", self.course.get_absolute_url(), who)
        yield self.page("403", "", "/desk/", who, status=403)
        yield self.page("404", "", "/desk/1/nothing/", who, status=404, core=False)
        if lesson.has_quiz:
            yield self.page("courses:quiz", "start", quiz_url(lesson.quiz), who)
        if self.course.has_end_quiz:
            yield self.page("courses:quiz", "not open yet", quiz_url(self.course.end_quiz), who)

    def reading(self):
        who, learner = self.learner("reading")
        demo.take_course(self.course, learner, 2)
        yield self.page("classrooms:class_page", "on the way", "/class/", who, picture="class")
        yield self.page("courses:course", "on the way", self.course.get_absolute_url(), who)
        yield self.page("courses:lesson", "finished", self.course.lessons[0].get_absolute_url(), who)
        yield self.page("courses:lesson_print", "", self.course.lessons[0].address("lesson_print"), who)
        for lesson in self.course.lessons:
            for number in range(1, lesson.step_count + 1):
                picture = f"lesson-step-{number}" if lesson == self.course.lessons[0] and number < 4 else ""
                yield self.page("courses:step", f"{lesson.slug} {number}", lesson.step_url(number), who,
                                core=(lesson.pk, number) in self.chosen, picture=picture)  # fmt: skip
        handed_in, learner = self.learner("read half")
        lesson = self.course.lessons[0]
        lesson.reach(learner, 1)
        demo.take_quiz(lesson.quiz, learner)
        yield self.page("courses:quiz", "steps left", quiz_url(lesson.quiz), handed_in)

    def asked(self):
        """Each kind of question: open, answered, answered in another way, sent empty."""
        waits, learner = self.learner("asked")
        found = dict(self.attempts_of_every_kind(learner, None))
        for kind, (attempt, number) in found.items():
            path = question_url(attempt, number)
            yield self.page("quizzes:question", f"{kind} open", path, waits, picture=f"quiz-{kind}",
                            core=self.one_band or kind == "single_choice")  # fmt: skip
            if kind != "put_in_order":  # whose items stand in some order from the start
                yield self.page("quizzes:question", f"{kind} empty", path, waits, way="check_nothing", status=422,
                                core=self.one_band)  # fmt: skip
        yield self.page("quizzes:question", "sent without a network", path, waits, way="answer_offline",
                        core=self.one_band)  # fmt: skip
        yield self.page("quizzes:check", "nothing answered", check_url(attempt), waits)
        yield self.page("courses:quiz", "under way", attempt.home, waits, core=False)
        for right, so in [(False, "not yet"), (True, "right")]:
            who, learner = self.learner(f"answered {so}")
            for kind, (attempt, number) in self.attempts_of_every_kind(learner, right):
                path = question_url(attempt, number)
                picture = "feedback" if kind == "single_choice" else ""
                yield self.page("quizzes:question", f"{kind} {so}", path, who,
                                core=bool(picture) or self.one_band and not right,
                                picture=picture and f"{picture}-{so.replace(' ', '-')}")  # fmt: skip
                yield self.page("quizzes:question", f"{kind} {so}, again", f"{path}?again=1", who, core=False)
            yield self.page("quizzes:check", "all answered", check_url(attempt), who, core=right)

    def attempts_of_every_kind(self, learner, right):
        """(kind, (attempt, number)) for each kind of question that the course has; answered where `right` says how."""
        met = set()
        for lesson in self.course.lessons:
            if not lesson.has_quiz or {q.slug for q in lesson.quiz.version().questions.values()} <= met:
                continue
            attempt = lesson.quiz.start(learner, home=quiz_url(lesson.quiz))
            for number, question in enumerate(attempt.questions, 1):
                if right is not None:
                    answer = question.model_answer()
                    attempt.respond(question.id, answer if right else demo.other_answer(question, answer))
                if question.slug not in met:
                    met.add(question.slug)
                    yield question.slug, (attempt, number)

    def sheet(self):
        """All questions on one page, as an editor may have it."""
        who, learner = self.learner("sheet")
        quiz = next(lesson.quiz for lesson in self.course.lessons if lesson.has_quiz)
        quiz.layout = Quiz.Layout.ALL_ON_ONE
        attempt = quiz.start(learner, home=quiz_url(quiz))
        question = attempt.questions[0]
        attempt.respond(question.id, demo.other_answer(question, question.model_answer()))
        path = reverse("quizzes:attempt", args=[attempt.pk])
        yield self.page("quizzes:attempt", "all on one page", path, who)
        yield self.page("quizzes:attempt", "saved", f"{path}?saved=1", who, core=False)

    def finished(self):
        who, learner = self.learner("finished")
        demo.take_course(self.course, learner, len(self.course.lessons), end=self.course.has_end_quiz)
        attempts = learner.attempts.order_by("pk")
        yield self.page("classrooms:class_page", "finished", "/class/", who)
        yield self.page("courses:course", "finished", self.course.get_absolute_url(), who)
        yield self.page("quizzes:result", "handed in", self.result_url(attempts.first()), who, picture="result")
        yield self.page("quizzes:result", "passed", self.result_url(attempts.last()), who, picture="result-passed")
        if certificate := award(learner, self.course):
            render_pdf(certificate.pk)
            path = certificate.get_absolute_url()
            yield self.page("certificates:certificate", "ready", path, who, picture="certificate")
            yield self.page("certificates:mine", "a pupil’s", reverse("certificates:mine"), who, core=self.one_band)
        if self.course.has_end_quiz:
            who, learner = self.learner("not passed")
            demo.take_course(self.course, learner, len(self.course.lessons))
            attempt = demo.take_quiz(self.course.end_quiz, learner, right=0.3)
            yield self.page("quizzes:result", "not yet", self.result_url(attempt), who)

    def result_url(self, attempt):
        return reverse("quizzes:result", args=[attempt.pk])

    def paused(self):
        """In a class of their own: a pause holds for everybody in it."""
        other = Class.__new__(Class)
        vars(other).update(vars(self))
        other.group = demo.make_class(
            self.group.school, f"Fewer {self.band}", "", self.band, self.group.teachers.all()
        )
        Assignment.objects.create(class_group=other.group, course_key=self.course.translation_key)
        who, _learner = other.learner("paused")
        lesson = self.course.lessons[1]
        Pause.objects.pause(other.group, lesson)
        yield self.page("courses:lesson", "paused", lesson.get_absolute_url(), who)
        yield self.page("courses:course", "one is paused", self.course.get_absolute_url(), who, core=False)
        yield self.page("courses:quiz", "paused", quiz_url(lesson.quiz), who, core=False)

    def nameless(self):
        """A certificate with a line for the name, and the page where one is typed onto it."""
        who, certificate = self.earned("nameless", name="")
        if certificate:
            render_pdf(certificate.pk)
            path, core = certificate.get_absolute_url(), self.band == AgeBand.NAVIGATORS
            yield self.page("certificates:certificate", "a line for the name", path, who, core=False)
            yield self.page("certificates:by_hand", "", f"{path}name/", who, core=core, picture="certificate-by-hand")

    @transaction.atomic
    def earned(self, who, **fields):
        """The worker, which looks every second, sees the certificate with these fields or not at all."""
        who, learner = self.learner(who)
        demo.take_course(self.course, learner, len(self.course.lessons), end=self.course.has_end_quiz)
        certificate = award(learner, self.course)
        if certificate:
            Certificate.objects.filter(pk=certificate.pk).update(**fields)
        return who, certificate

    def printing(self):
        """A certificate that nobody has printed, and will not while somebody looks."""
        for state, fields in {
            "printing": {},
            "late": {"last_error": "OSError"},
            "failed": {"last_error": "OSError", "failed_at": timezone.now()},
        }.items():
            who, certificate = self.earned(state, lease_until=timezone.now() + A_YEAR, **fields)
            if not certificate:
                return  # a course without one
            path = certificate.get_absolute_url()
            yield self.page("certificates:certificate", state, path, who, core=self.one_band)
            yield Page("certificates:certificate", f"{state}, staff", path, "teacher", core=self.one_band)


def between_classes(school):
    pupil = demo.make_class(school, "Nothing yet", "", AgeBand.NAVIGATORS, []).enrol("Una").learner
    yield Page("classrooms:class_page", "nothing to do", "/class/", sign_in("pupil without a course", pupil))
    leaves = demo.make_class(school, "Home time", "", AgeBand.NAVIGATORS, []).enrol("Idris").learner
    yield Page("accounts:join", "signed out", "/class/", sign_in("pupil who signs out", leaves), way="sign_out")


# --- teaching -------------------------------------------------------------------------------------------


def staff(school, teacher, classes):
    yield Page("classrooms:desk", "classes", "/desk/", "teacher")
    newcomer = demo.make_staff(school, Role.TEACHER, "new@ashgrove.example", "Mr Lloyd")
    yield Page("classrooms:desk", "no class", "/desk/", sign_in("new teacher", newcomer))
    empty = demo.make_class(school, "10 Elm", "", AgeBand.NAVIGATORS, [teacher])
    yield Page("classrooms:class_group", "no course", reverse("classrooms:class_group", args=[empty.pk]), "teacher")
    no_pupils = demo.make_class(school, "11 Yew", "", AgeBand.NAVIGATORS, [teacher])
    Assignment.objects.create(class_group=no_pupils, course_key=classes[0].course.translation_key)
    yield Page(
        "classrooms:class_group", "no pupils", reverse("classrooms:class_group", args=[no_pupils.pk]), "teacher"
    )
    yield from reports(empty, classes[-1].group)
    lock_out(classes[-1].group.enrolments.first())
    for one in classes:
        path = reverse("classrooms:class_group", args=[one.group.pk])
        yield Page("classrooms:class_group", f"full: {one.band}", path, "teacher", core=one is classes[-1])
    yield Page("403", "", "/class/", "teacher", status=403)
    yield Page("courses:index", "finder, signed in", "/learn/", "teacher", core=False)
    yield Page("account_logout", "", "/account/logout/", "teacher")
    for band in AgeBand.values:
        yield Page("courses:styleguide", "", f"/styleguide/?band={band}", "teacher", band)
    genuine = Certificate.objects.current().exclude(done_at=None).first()
    if genuine:
        yield Page("certificates:verify", "genuine", reverse("certificates:verify", args=[genuine.code]))


def reports(empty, full):
    yield Page("classrooms:reports", "no course", reverse("classrooms:reports", args=[empty.pk]), "teacher")
    for slug in REPORTS:
        path = reverse("classrooms:report", args=[full.pk, slug])
        yield Page("classrooms:report", slug, path, "teacher", picture=f"report-{slug}")
    place = full.enrolments.first()
    path = reverse("classrooms:pupil_report", args=[full.pk, place.pk])
    yield Page("classrooms:pupil_report", "", path, "teacher", picture="report-pupil")


def lock_out(place):
    """A card that was tried too often."""
    wrong = throttle.CARDS.limits[-1].wrong
    FailedAttempt.objects.bulk_create(FailedAttempt(room="", door=place.door, at=timezone.now()) for _ in range(wrong))


def school_admin(school):
    """A school's admin: who works here, who is invited, what happened."""
    admin = demo.make_staff(school, Role.SCHOOL_ADMIN, "admin@ashgrove.example", "Mrs Rees")
    who = sign_in("school admin", admin)
    invited = Invitation.objects.send(school, Role.TEACHER, "invited@ashgrove.example", by=admin)
    colleague = school.memberships.exclude(user=admin).first().user
    yield Page("classrooms:staff", "", reverse("classrooms:staff", args=[school.pk]), who)
    yield Page("classrooms:staff", "no address", reverse("classrooms:staff", args=[school.pk]), who,
               way="send_it_empty", status=422, core=False)  # fmt: skip
    yield Page("classrooms:colleague", "", reverse("classrooms:colleague", args=[school.pk, colleague.pk]), who)
    yield Page("classrooms:colleague", "herself", reverse("classrooms:colleague", args=[school.pk, admin.pk]), who)
    yield Page("classrooms:record", "", reverse("classrooms:record", args=[school.pk]), who)
    yield Page("classrooms:logo", "", reverse("classrooms:logo", args=[school.pk]), who)
    yield with_a_logo_and_no_name()
    yield Page("classrooms:school_reports", "", reverse("classrooms:school_reports", args=[school.pk]), who)
    for slug in SCHOOL_REPORTS:
        path = reverse("classrooms:school_report", args=[school.pk, slug])
        yield Page("classrooms:school_report", slug, path, who, picture=f"report-{slug}")
    yield from copies(school, who)
    path = reverse("classrooms:evidence", args=[school.pk])
    yield Page("classrooms:evidence", "", path, who, picture="evidence")
    term = list(periods())[-1]
    EvidencePack.objects.ask(school, term, admin).keep(b"%PDF")
    yield Page("classrooms:evidence", "ready", f"{path}?term={term.slug}", who)
    yield from invitations(school, admin, invited)


def copies(school, who):
    """What an admin sees of a pupil more than a teacher does."""
    group = school.class_groups.get(name="7 Elm")  # with one who has left: see `class_pages`
    place, left = group.enrolments.here().first(), group.enrolments.left().first()
    copy = reverse("classrooms:pupil_copy", args=[group.pk, place.pk])
    yield Page("classrooms:pupil_copy", "", copy, who, picture="pupil-copy")
    yield Page("classrooms:pupil_copy", "has left", reverse("classrooms:pupil_copy", args=[group.pk, left.pk]), who,
               core=False)  # fmt: skip
    yield Page("classrooms:pupil", "admin", reverse("classrooms:pupil", args=[group.pk, place.pk]), who,
               picture="pupil-admin")  # fmt: skip
    yield Page("classrooms:pupils", "admin", reverse("classrooms:pupils", args=[group.pk]), who,
               picture="pupils-admin")  # fmt: skip


def with_a_logo_and_no_name():
    """How a school begins, and what it has added."""
    school = demo.make_school("Riverside School", Nation.SCOTLAND)
    school.on_certificates, school.logo = False, logos.keep(a_logo())
    school.save()
    who = sign_in("admin of another school", demo.make_staff(school, Role.SCHOOL_ADMIN, "admin@riverside.example", ""))
    return Page("classrooms:logo", "a logo, no name", reverse("classrooms:logo", args=[school.pk]), who)


def a_logo():
    data = io.BytesIO()
    Image.new("RGB", (300, 120), "#0c5c4f").save(data, "PNG")
    return data.getvalue()


def invitations(school, admin, invited):
    path = reverse("accounts:invitation")
    yield Page("accounts:invitation", "unknown", path)
    yield Page("accounts:invitation", "newcomer", path, visit("invited newcomer", invitation=invited.pk))
    yield Page("accounts:invitation", "nothing filled in", path, visit("hasty newcomer", invitation=invited.pk),
               way="send_it_empty", status=422, core=False)  # fmt: skip
    revoked = Invitation.objects.send(school, Role.TEACHER, "late@ashgrove.example", by=admin)
    revoked.revoke(admin)
    yield Page("accounts:invitation", "revoked", path, visit("late", invitation=revoked.pk), status=410)
    yield Page("accounts:no_school", "", reverse("accounts:no_school"), "guardian")
    start = reverse("accounts:start_school")
    yield Page("accounts:start_school", "newcomer", start)
    yield Page("accounts:start_school", "nothing filled in", start, way="send_it_empty", status=422, core=False)
    yield Page("accounts:start_school", "with an account", start, "guardian")


ACCOUNT = ["account_email", "account_change_password", "account_reauthenticate", "mfa_index"]
SECOND_STEP = [
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
]


def passkeys(school):
    yield Page("mfa_list_webauthn", "none", reverse("mfa_list_webauthn"), "teacher without a second step")
    user = demo.make_staff(school, Role.TEACHER, "passkey@ashgrove.example", "Mr Ellis")
    who = sign_in("teacher with a passkey", user)
    data = {"name": "Laptop", "credential": credential()}
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    for name in ["mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"]:
        yield Page(name, "one", reverse(name), who)
    for name in ["mfa_edit_webauthn", "mfa_remove_webauthn"]:
        yield Page(name, "", reverse(name, args=[key.pk]), who)


def account(school):
    """The account of an adult without a second step, and of one who has it."""
    plain = demo.make_staff(school, Role.TEACHER, "plain@ashgrove.example", "Mrs Pugh")
    careful = demo.make_staff(school, Role.TEACHER, "careful@ashgrove.example", "Ms Bevan")
    demo.give_second_factor(careful)
    for who, user in [("teacher without a second step", plain), ("teacher with a second step", careful)]:
        sign_in(who, user)
        for name in ACCOUNT:
            yield Page(name, "", reverse(name), who, core=user is plain)
    yield Page("mfa_activate_totp", "", reverse("mfa_activate_totp"), "teacher without a second step")
    for name in SECOND_STEP:
        yield Page(name, "", reverse(name), "teacher with a second step")
    yield from passkeys(school)
    yield Page("socialaccount_connections", "none", reverse("socialaccount_connections"), "teacher")
    linked = User.objects.create_adult("linked@ashgrove.example", "Mrs Bell")
    SocialAccount.objects.create(user=linked, provider="school", uid="bell")
    who = sign_in("teacher by a provider", linked)
    yield Page("socialaccount_connections", "one", reverse("socialaccount_connections"), who)
    yield Page("account_set_password", "", reverse("account_set_password"), who)
    yield Page("account_set_password", "nothing filled in", reverse("account_set_password"), who,
               way="send_it_empty", core=False)  # fmt: skip
    yield Page("accounts:sign_in_again", "", f"{reverse('accounts:sign_in_again')}?next=/account/email/", who)
    yield Page("socialaccount_login_cancelled", "", reverse("socialaccount_login_cancelled"))
    # To a stranger it is the sign-in: they meet this page where the provider sent them back to.
    yield Page("socialaccount_login_error", "", reverse("socialaccount_login_error"), "teacher", status=401)


# --- the whole ------------------------------------------------------------------------------------------


def every_page():
    school = demo.make_school("Ashgrove School", Nation.WALES)
    teacher = demo.make_staff(school, Role.TEACHER, "teacher@ashgrove.example", "Mrs Hughes")
    demo.give_second_factor(demo.make_staff(school, Role.TEACHER, "second-step@ashgrove.example", "Mr Price"))
    sign_in("teacher", teacher)
    sign_in("guardian", demo.make_adult("guardian@ashgrove.example", "Sam Parent"))
    yield from public()
    yield from doors()
    courses = list(Course.objects.live().order_by("path"))
    chosen = steps_to_look_at(courses)
    for course in courses:
        yield from previews(course, chosen)
    yield from previews(courses[0], chosen, "teacher")
    classes = [Class(school, teacher, course, chosen) for course in courses]
    for one in classes:
        yield from one.pages()
    yield from between_classes(school)
    yield from staff(school, teacher, classes)
    yield from class_pages(school, teacher, sign_in, visit)
    yield from letters_home(school, teacher)
    yield from live_pages(school, teacher, courses, sign_in)
    yield from account(school)
    yield from school_admin(school)


def main(path):
    pages = [asdict(page) for page in every_page()]
    Path(path).write_text(json.dumps({"pages": pages, "sessions": sessions, "errors": errors()}))


if __name__ == "__main__":
    main(sys.argv[1])
