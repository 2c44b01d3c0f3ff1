"""What happens when many do a thing at the same moment, on a database of its own; tells it as JSON.

    python -m tests.accounts.crowd FOLDER

Run as a program, because the tests that ask for it have a Django with another database.
"""

import json
import os
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.prepared import copy_in_postgres, copy_to

TRIES = 50
AT_ONCE = 30  # a PostgreSQL has a place for so many
STAFF_ROOM = [f"teacher{n}@hillside.example" for n in range(60)]


def set_up(folder):
    # DEBUG: there are no static files to collect
    os.environ.update(DEMO="1", DEBUG="1", VAR_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings")
    os.environ["LOG_LEVEL"] = "CRITICAL"
    if "DATABASE_URL" in os.environ:
        os.environ["DATABASE_URL"] = copy_in_postgres(os.environ["DATABASE_URL"], f"crowd_{os.getpid()}")
    else:
        copy_to(Path(folder) / "waymark.sqlite3")
    import django

    django.setup()


def make_card():
    from accounts import cards
    from accounts.choices import Nation, Role
    from classrooms import demo

    school = demo.make_school("School", Nation.WALES)
    for email in STAFF_ROOM:
        demo.make_staff(school, Role.TEACHER, email, "A Teacher")
    class_group = demo.make_class(school, "8 Oak", "Year 8", "navigators", [])
    return cards.issue([class_group.enrol("Amira")])[0]


def at_once(do, things):
    """What `do` gave for each of these things, done together; how often each answer came."""
    from django.db import connections

    barrier = threading.Barrier(AT_ONCE)

    def run(thing):
        try:
            return do(thing)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE, initializer=barrier.wait) as pool:
        return Counter(pool.map(run, things))


def join(form):
    from django.test import Client

    return Client(SERVER_NAME="localhost").post("/join/", form).status_code


def log_in(form):
    from django.test import Client

    response = Client(SERVER_NAME="localhost").post("/account/login/", form)
    if response.status_code == 302:
        return "in"
    return "paused" if "Too many tries" in response.content.decode() else "wrong"


def enrol(class_group):
    return class_group.enrol("A Pupil").number


def enrol_unguarded(class_group):
    """The first free number, looked up and taken in two steps."""
    from django.db import IntegrityError

    from accounts.models import User

    taken = set(class_group.enrolments.values_list("number", flat=True))
    number = next(n for n in range(1, 41) if n not in taken)
    try:
        class_group.enrolments.create(learner=User.objects.create_pupil("A Pupil", class_group.school), number=number)
    except IntegrityError:
        return "clash"
    return number


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


def main(folder):
    set_up(folder)
    from accounts.models import FailedAttempt

    card = make_card()
    class_group = card.enrolment.class_group
    guesses = [{"class_code": class_group.code, "number": 1, "words": "a b c"}] * TRIES
    wrong = [{"login": STAFF_ROOM[0], "password": "wrong"}] * TRIES
    right = [{"login": email, "password": demo_password()} for email in STAFF_ROOM]
    told = {"cards": at_once(join, guesses), "passwords": at_once(log_in, wrong)}
    FailedAttempt.objects.all().delete()
    told["staff room"] = at_once(log_in, right)
    told["numbers"] = at_once(enrol, [class_group] * AT_ONCE)
    class_group.enrolments.all().delete()
    told["numbers, guard off"] = at_once(enrol_unguarded, [class_group] * AT_ONCE)
    take_guard_off()
    told["cards, guard off"] = at_once(join, guesses)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
