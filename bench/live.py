"""`make bench-live`: classes at once on one server, each pupil a browser that polls, reloads and answers.

python -m bench.live                               300 pupils in 10 sessions, on SQLite
bin/with-postgres python -m bench.live 2000 50     2,000 in 50, on a PostgreSQL of its own
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bench import world
from bench.crowd import EVERY, Browser, Crowd
from bench.server import Server

IDLE_SECONDS, PRESSES = 30, 4
A_ROUND = 3.0  # seconds in which all teachers press


def make(pupils, sessions):
    """Who is there: the cookie of a teacher, the rooms of a Crowd, and the question that will be asked."""
    from django.db import transaction

    from accounts.choices import Nation, Role
    from classrooms import demo, live
    from courses.models import Course

    lesson = Course.objects.get(slug="navigators").lessons[0]
    with transaction.atomic():
        school = demo.make_school("Bench School", Nation.ENGLAND)
        teacher = demo.make_staff(school, Role.TEACHER, "bench@school.example", "Bench Teacher")
        rooms = []
        for number in range(sessions):
            group = demo.make_class(school, f"Class {number}", "Year 8", "navigators", [teacher])
            session = live.open(group, lesson, teacher)
            rooms.append((session.pk, fill(session, pupils // sessions)))
    return world.sign_in(teacher), rooms, session.questions[1]


def fill(session, size):
    """[(cookie, poll address)] of so many pupils, in at once"""
    from classrooms import polls
    from classrooms.models import Participation

    pupils = world.make_pupils(session.class_group, size)
    places = [Participation(session=session, learner=pupil, state=Participation.State.IN) for pupil in pupils]
    addresses = [polls.poll_url(place) for place in Participation.objects.bulk_create(places)]
    return list(zip(world.sign_in_all(pupils), addresses, strict=True))


def stored():
    """(answers, pairs of pupil and question): equal where nothing is doubled."""
    from django.db import connection

    from quizzes.models import Response

    connection.close()
    rows = list(Response.objects.values_list("attempt__learner", "question", "round"))
    return len(rows), len(set(rows))


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0


async def measure(server, sid, rooms, question):
    """{what it is: figure}"""
    teacher = Browser(server.port, sid)
    async with Crowd(server.port, rooms) as crowd:
        await asyncio.sleep(2 * EVERY + 4)
        told = await idle(server, crowd)
        told |= await move(teacher, crowd)
        told |= await answer(server, teacher, crowd, question)
        await asyncio.sleep(5)
        told["memory of the web server, MB PSS"] = server.memory()
    return told | requests_of(crowd)


async def idle(server, crowd):
    say("nothing happens")
    before, begin = server.cpu(), time.monotonic()
    await asyncio.sleep(IDLE_SECONDS)
    minutes = (time.monotonic() - begin) / 60 * len(crowd)
    return {"CPU per idle pupil-minute, ms": (server.cpu() - before) * 1000 / minutes}


async def move(teacher, crowd):
    """Each teacher presses "next", some times."""
    delays = []
    for number in range(PRESSES):
        say(f"the classes move: {number + 1} of {PRESSES}")
        pressed = {}
        for session in crowd.sessions:
            pressed[session] = time.monotonic()
            await teacher.ask("POST", f"/session/{session}/do/", {"do": "next"})
            await asyncio.sleep(A_ROUND / len(crowd.sessions))
        delays += await crowd.delays(pressed)
    return {
        "from next to the pupils' screens, p50 s": quantile(delays, 0.5),
        "from next to the pupils' screens, p95 s": quantile(delays, 0.95),
        "from next to the pupils' screens, longest s": max(delays, default=0),
        "screens that did not move": PRESSES * len(crowd) - len(delays),
    }


async def answer(server, teacher, crowd, question):
    """The question opens everywhere, and within a second each pupil answers."""
    for session in crowd.sessions:
        await teacher.ask("POST", f"/session/{session}/do/", {"do": "ask", "question": question.id})
    say("all answer within a second")
    before = server.cpu()
    form = {f"{question.id}-round": "1", f"{question.id}-answer": question.model_answer()}
    replies = await asyncio.gather(*(pupil.answer(form) for pupil in crowd.pupils))
    waits = [wait for _status, wait in replies]
    return {
        "CPU per answer, with the polls and pages of that time, ms": (server.cpu() - before) * 1000 / len(crowd),
        "answers acknowledged": sum(status == 200 for status, _wait in replies),
        "reply to an answer, p50 s": quantile(waits, 0.5),
        "reply to an answer, p95 s": quantile(waits, 0.95),
        "reply to an answer, longest s": max(waits),
    }


def requests_of(crowd):
    statuses = crowd.statuses
    return {
        "requests": len(statuses),
        "5xx or no reply": sum(status >= 500 or status == 0 for status in statuses),
        "204 among the polls, per cent": 100 * statuses.count(204) / len(statuses),
    }


def say(what):
    """To whoever waits."""
    print(f"· {what}", file=sys.stderr, flush=True)


def main(pupils=300, sessions=10):
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as var_dir:
        say("the courses are loaded")
        world.prepare(Path(var_dir))
        say(f"{pupils} pupils come in")
        sid, rooms, question = make(pupils, sessions)
        env = {"DEMO": "1", "VAR_DIR": var_dir, "MFA_REQUIRED": "0"}
        with Server("config.wsgi", env, workers=max(2, pupils // 500)) as server:  # a worker keeps 1,000 connections
            told = asyncio.run(measure(server, sid, rooms, question))
        return report(pupils, sessions, told, *stored())


def report(pupils, sessions, told, rows, different):
    """Print it; 1 if something was lost, doubled or refused."""
    lost = told["answers acknowledged"] - different
    told |= {"answers stored": rows, "acknowledged and lost": lost, "stored twice": rows - different}
    print(f"{pupils} pupils in {sessions} sessions, {os.environ.get('DATABASE_URL', 'sqlite').split(':')[0]}\n")
    for label, value in told.items():
        print(f"{label:62} {value:10.3f}" if isinstance(value, float) else f"{label:62} {value:10}")
    return int(bool(lost or rows != different or told["5xx or no reply"]))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
