"""`python -m bench.cards`: thirty pupils sign in with their cards in the same moment, and cards for a class are drawn.

Seconds depend on the machine and on what else it does, so the figure beside them is CPU: what thirty sign-ins cost
the server, in hashes, and how long that is on two cores.
"""

import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from bench import world
from bench.server import Server

CSRF = "a" * 32
PUPILS, ROUNDS, AIM, CORES = 30, 5, 5.0, 2


def make_class():
    """(the class, a way to give it new cards)"""
    from accounts.cards import issue
    from accounts.choices import Nation, Role
    from classrooms import demo, enrolling

    school = demo.make_school("Bench School", Nation.ENGLAND)
    teacher = demo.make_staff(school, Role.TEACHER, "bench@school.example", "Bench Teacher")
    group = demo.make_class(school, "8 Oak", "Year 8", "navigators", [teacher])
    enrolling.enrol_tickets(group, PUPILS, 0)
    return group, lambda: issue(list(group.enrolments.select_related("learner", "class_group")))


def sign_in(server, card, start):
    """Seconds from the start for everybody to the pupil's own page."""
    place = card.enrolment
    data = {"class_code": place.class_group.code, "number": place.number, "words": card.words}
    with httpx.Client(base_url=server.url, cookies={"csrf": CSRF}, timeout=60) as browser:
        start.wait()
        begin = time.perf_counter()
        response = browser.post("/join/", data=data | {"csrfmiddlewaretoken": CSRF})
        assert response.status_code == 302, response.status_code
        page = browser.get("/class/")
        assert page.status_code == 200, page.status_code
        return time.perf_counter() - begin


def at_once(server, cards):
    """(seconds until the last one is in, CPU seconds of the server)"""
    start, before = threading.Barrier(len(cards)), server.cpu()
    with ThreadPoolExecutor(len(cards)) as pool:
        waited = list(pool.map(lambda card: sign_in(server, card, start), cards))
    return max(waited), server.cpu() - before


def hash_seconds():
    from django.contrib.auth.hashers import check_password, make_password

    encoded, begin = make_password("lantern"), time.process_time()
    for _ in range(PUPILS):
        check_password("lantern", encoded)
    return time.process_time() - begin


def drawing(group):
    """(CPU seconds for a class's cards, the size of the PDF), when WeasyPrint is loaded."""
    from accounts import cards
    from classrooms.card_paper import print_cards

    places = list(group.enrolments.select_related("learner", "class_group"))
    print_cards(group, [cards.draw(place) for place in places[:1]])
    begin = time.process_time()
    pdf = print_cards(group, [cards.draw(place) for place in places])
    return time.process_time() - begin, len(pdf)


def main():
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as var_dir:
        world.prepare(Path(var_dir))
        group, new_cards = make_class()
        with Server("config.wsgi", {"DEMO": "1", "VAR_DIR": var_dir, "MFA_REQUIRED": "0"}) as server:
            at_once(server, new_cards())  # warm
            rounds = [at_once(server, new_cards()) for _ in range(ROUNDS)]
            megabytes = server.memory()
        wall, cpu = min(seconds for seconds, _cpu in rounds), min(cpu for _seconds, cpu in rounds)
        hashing = hash_seconds()
        verdict = "met" if cpu / CORES <= AIM else "NOT MET"
        print(f"{PUPILS} pupils sign in at once: {cpu:.2f} CPU seconds, {cpu / hashing:.1f} times their hashes alone")
        print(f"  on {CORES} cores {cpu / CORES:.2f} s   aim {AIM:.0f} s: {verdict}")
        print(f"  the last was in after {wall:.2f} s, with whatever else this machine did")
        print(f"  web server: {megabytes:.0f} MB PSS (aim 512)")
        seconds, size = drawing(group)
        print(f"{PUPILS} cards drawn: {seconds:.2f} CPU seconds, {size / 1000:.0f} KB")


if __name__ == "__main__":
    sys.exit(main())
