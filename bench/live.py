"""`make bench-live`: classes at once on one server, each pupil a browser that polls, reloads and answers.

python -m bench.live                               300 pupils in 10 sessions, on SQLite
bin/with-postgres python -m bench.live 2000 50     2,000 in 50, on a PostgreSQL of its own
"""

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from bench import world
from bench.server import Server

CSRF = "a" * 32
IDLE_SECONDS, EVERY = 30, 2.0


class Browser:
    """One connection that is kept, with the cookies of one person; as little work as can be, beside the server."""

    def __init__(self, port, sid):
        self.port, self.writer, self.turn = port, None, asyncio.Lock()
        self.head = f"Host: localhost:{port}\r\nCookie: sid={sid}; csrf={CSRF}\r\nAccept: application/json\r\n"

    async def ask(self, *request):
        async with self.turn:
            return await self._ask(*request)

    async def _ask(self, method, path, form=None):
        """(status, body); a connection that the server closed is opened again."""
        body = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": CSRF}) if form is not None else ""
        more = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if body else ""
        request = f"{method} {path} HTTP/1.1\r\n{self.head}{more}\r\n{body}".encode()
        for _try in range(3):
            try:
                if self.writer is None:
                    self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.writer.write(request)
                return await self.read()
            except (ConnectionError, asyncio.IncompleteReadError):
                self.writer = None
        return 0, b""

    async def read(self):
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        headers = {k.lower(): v for k, _colon, v in (line.partition(": ") for line in lines[1:])}
        body = b""
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                body += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readexactly(2)
        elif length := int(headers.get("content-length", 0)):
            body = await self.reader.readexactly(length)
        if headers.get("connection") == "close":
            self.writer.close()
            self.writer = None
        return status, body


class Pupil:
    """Polls as live.js does, fetches the page when the class has moved, and notes when."""

    def __init__(self, port, sid, session, poll):
        self.browser, self.page = Browser(port, sid), f"/live/{session}/"
        self.session, self.poll, self.version, self.key = session, poll, 1, None
        self.seen, self.statuses = {}, []

    async def follow(self, until):
        await asyncio.sleep(random.random() * EVERY)
        while time.monotonic() < until():
            await self.look()
            await asyncio.sleep(EVERY * random.uniform(0.8, 1.2))

    async def look(self):
        status, body = await self.browser.ask("GET", f"{self.poll}?v={self.version}")
        self.statuses.append(status)
        if status != 200:
            return
        told = json.loads(body)
        self.version, self.poll = told["v"], told["poll"]
        if told["key"] != self.key:
            self.key = told["key"]
            status, _body = await self.browser.ask("GET", self.page)
            self.statuses.append(status)
            self.seen[self.version] = time.monotonic()

    async def answer(self, form, pause):
        await asyncio.sleep(pause)
        begin = time.monotonic()
        status, _body = await self.browser.ask("POST", self.page, form)
        self.statuses.append(status)
        return status, time.monotonic() - begin


def make(pupils, sessions):
    """Who is there: (sid of a teacher, [(session, [(sid, poll address)])]) and the question that will be asked."""
    from accounts.choices import Nation, Role
    from accounts.models import Enrolment, User
    from classrooms import demo, doors, live, polls
    from courses.models import Course

    course = Course.objects.get(slug="navigators")
    lesson = course.lessons[0]
    school = demo.make_school("Bench School", Nation.ENGLAND)
    teacher = demo.make_staff(school, Role.TEACHER, "bench@school.example", "Bench Teacher")
    rooms = []
    for number in range(sessions):
        group = demo.make_class(school, f"Class {number}", "Year 8", "navigators", [teacher])
        session = live.open(group, lesson, teacher)
        people = []
        for place in range(pupils // sessions):
            pupil = User.objects.create_pupil(f"Pupil {place}", school)
            Enrolment.objects.create(class_group=group, learner=pupil, number=place + 1)
            people.append((world.sign_in(pupil), polls.poll_url(doors.come_in(session, pupil))))
        rooms.append((session.pk, people))
    return world.sign_in(teacher), rooms, session.questions[1]


def stored():
    """(answers, pairs of pupil and question): equal where nothing is doubled."""
    from django.db import connection

    from quizzes.models import Response

    connection.close()
    rows = list(Response.objects.values_list("attempt__learner", "question", "round"))
    return len(rows), len(set(rows))


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0


async def measure(server, sid, rooms, question, told):
    end = [time.monotonic() + 3600]
    teacher = Browser(server.port, sid)
    pupils = [Pupil(server.port, key, session, poll) for session, people in rooms for key, poll in people]
    following = [asyncio.create_task(pupil.follow(lambda: end[0])) for pupil in pupils]
    await asyncio.sleep(2 * EVERY + 4)

    before, begin = server.cpu(), time.monotonic()
    await asyncio.sleep(IDLE_SECONDS)
    minutes = (time.monotonic() - begin) / 60 * len(pupils)
    told["CPU per idle pupil-minute, ms"] = (server.cpu() - before) * 1000 / minutes

    delays = []
    for _press in range(4):
        for session, _people in rooms:
            pressed = time.monotonic()
            await teacher.ask("POST", f"/session/{session}/do/", {"do": "next"})
            mine = [pupil for pupil in pupils if pupil.session == session]
            asyncio.get_running_loop().call_later(4.5, note, mine, pressed, delays)
            await asyncio.sleep(3.0 / len(rooms))
        await asyncio.sleep(5)
    told["from next to the pupils' screens, p50 s"] = quantile(delays, 0.5)
    told["from next to the pupils' screens, p95 s"] = quantile(delays, 0.95)
    told["screens that moved"] = len(delays)

    for session, _people in rooms:
        await teacher.ask("POST", f"/session/{session}/do/", {"do": "ask", "question": question.id})
    before = server.cpu()
    form = {f"{question.id}-round": "1", f"{question.id}-answer": question.model_answer()}
    replies = await asyncio.gather(*(pupil.answer(form, random.random()) for pupil in pupils))
    told["CPU per answer, with the polls and pages of that time, ms"] = (server.cpu() - before) * 1000 / len(pupils)
    waits = [wait for _status, wait in replies]
    told["answers acknowledged"] = sum(status == 200 for status, _wait in replies)
    told["reply to an answer, p50 s"] = quantile(waits, 0.5)
    told["reply to an answer, p95 s"] = quantile(waits, 0.95)
    told["reply to an answer, longest s"] = max(waits)
    await asyncio.sleep(5)
    told["memory of the web server, MB PSS"] = server.memory()
    end[0] = 0
    await asyncio.gather(*following)
    statuses = [status for pupil in pupils for status in pupil.statuses]
    told["requests"] = len(statuses)
    told["5xx or no reply"] = sum(status >= 500 or status == 0 for status in statuses)
    told["204 among the polls, per cent"] = 100 * statuses.count(204) / len(statuses)
    told["mean of the delays, s"] = statistics.mean(delays) if delays else 0


def note(pupils, pressed, delays):
    """What each screen took since that press, once all had time to."""
    delays.extend(when - pressed for pupil in pupils if (when := max(pupil.seen.values(), default=0)) > pressed)


def main(pupils=300, sessions=10):
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as var_dir:
        world.prepare(Path(var_dir))
        sid, rooms, question = make(pupils, sessions)
        env = {"DEMO": "1", "VAR_DIR": var_dir, "MFA_REQUIRED": "0"}
        told = {}
        with Server("config.wsgi", env, workers=max(2, pupils // 500)) as server:  # a worker keeps 1,000 connections
            asyncio.run(measure(server, sid, rooms, question, told))
        rows, different = stored()
    print(f"{pupils} pupils in {sessions} sessions, {os.environ.get('DATABASE_URL', 'sqlite').split(':')[0]}\n")
    for label, value in told.items():
        print(f"{label:62} {value:10.3f}" if isinstance(value, float) else f"{label:62} {value:10}")
    print(f"{'answers stored, and different ones':62} {rows:6} {different:6}")
    lost = told["answers acknowledged"] - different
    print(f"{'acknowledged and lost, stored twice':62} {lost:6} {rows - different:6}")
    return 0 if not lost and rows == different and not told["5xx or no reply"] else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
