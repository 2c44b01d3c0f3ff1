"""What happens when fifty people try at the same moment, on a database of its own; tells it as JSON.

    python -m tests.accounts.guessing FOLDER

Run as a program, because the tests that ask for it have a Django with another database.
"""

import json
import os
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

TRIES = 50
AT_ONCE = 30  # a PostgreSQL has a place for so many
STAFF_ROOM = [f"teacher{n}@hillside.example" for n in range(60)]


def set_up(folder):
    # DEBUG: there are no static files to collect
    os.environ.update(DEMO="1", DEBUG="1", VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings")
    os.environ["LOG_LEVEL"] = "CRITICAL"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def make_card():
    from accounts import cards
    from accounts.choices import Nation, Role
    from classrooms import demo

    school = demo.make_school("School", Nation.WALES)
    for email in STAFF_ROOM:
        demo.make_staff(school, Role.TEACHER, email, "A Teacher")
    class_group = demo.make_class(school, "8 Oak", "Year 8", "navigators", [])
    return cards.issue([class_group.enrol("Amira")])[0]


def at_once(path, forms, say=lambda response: str(response.status_code)):
    """Post these forms together, each from its own browser; what was said how often."""
    from django.db import connections
    from django.test import Client

    barrier = threading.Barrier(AT_ONCE)

    def post(form):
        browser = Client(SERVER_NAME="localhost")
        try:
            return say(browser.post(path, form))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE, initializer=barrier.wait) as pool:
        return Counter(pool.map(post, forms))


def take_guard_off():
    """A guess is written down after it was checked, as limits are usually made."""
    from django.utils import timezone

    from accounts import joining, throttle
    from accounts.models import FailedAttempt

    def reserve(door):
        if throttle.wait(door) > 0:
            raise throttle.Paused(30)

    def authenticate(request, class_code, number, words):
        check(request, class_code=class_code, number=number, words=words)
        name = joining.door_name("card", class_code, number)
        FailedAttempt.objects.create(door=name, at=timezone.now())

    check, joining.authenticate, throttle.reserve = joining.authenticate, authenticate, reserve


def demo_password():
    from classrooms import demo

    return demo.PASSWORD


def sign_in_said(response):
    if response.status_code == 302:
        return "in"
    return "paused" if "Too many failed" in response.content.decode() else "wrong"


def main(folder):
    set_up(folder)
    from accounts.models import FailedAttempt

    card = make_card()
    guesses = [{"class_code": card.enrolment.class_group.code, "number": 1, "words": "a b c"}] * TRIES
    wrong = [{"login": STAFF_ROOM[0], "password": "wrong"}] * TRIES
    right = [{"login": email, "password": demo_password()} for email in STAFF_ROOM]
    told = {"cards": at_once("/join/", guesses), "passwords": at_once("/account/login/", wrong, sign_in_said)}
    FailedAttempt.objects.all().delete()
    told["staff room"] = at_once("/account/login/", right, sign_in_said)
    take_guard_off()
    told["cards, guard off"] = at_once("/join/", guesses)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
