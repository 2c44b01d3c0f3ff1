"""Pupils in class sessions, each a browser that polls, reloads and answers: as little work as can be, beside the
server that is measured."""

import asyncio
import json
import random
import time
import urllib.parse
from contextlib import suppress

CSRF = "a" * 32
EVERY = 2.0  # seconds between two polls
PATIENCE = 60  # seconds until somebody gives up


class Browser:
    """One connection that is kept, with the cookies of one person."""

    def __init__(self, port, sid):
        self.port, self.writer, self.turn = port, None, asyncio.Lock()
        self.head = f"Host: localhost:{port}\r\nCookie: sid={sid}; csrf={CSRF}\r\nAccept: application/json\r\n"

    async def ask(self, *request):
        """(status, body); 0 where no reply has come."""
        with suppress(TimeoutError):
            async with self.turn, asyncio.timeout(PATIENCE):
                return await self._ask(*request)
        self.writer = None
        return 0, b""

    async def _ask(self, method, path, form=None):
        """A connection that the server closed is opened again."""
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
        self.moved_at, self.statuses = 0, []

    async def follow(self):
        await asyncio.sleep(random.random() * EVERY)
        while True:
            await self.look()
            await asyncio.sleep(EVERY * random.uniform(0.8, 1.2))

    async def look(self):
        status, body = await self.ask("GET", f"{self.poll}?v={self.version}")
        if status != 200:
            return
        told = json.loads(body)
        self.version, self.poll = told["v"], told["poll"]
        if told["key"] != self.key:
            self.key = told["key"]
            await self.ask("GET", self.page)
            self.moved_at = time.monotonic()

    async def answer(self, form):
        """(status, seconds), some time within the second in which all do."""
        await asyncio.sleep(random.random())
        begin = time.monotonic()
        status, _body = await self.ask("POST", self.page, form)
        return status, time.monotonic() - begin

    async def ask(self, *request):
        status, body = await self.browser.ask(*request)
        self.statuses.append(status)
        return status, body


class Crowd:
    """All of them, in their sessions: [(session, [(cookie, poll address)])]"""

    def __init__(self, port, rooms):
        self.sessions = [session for session, _people in rooms]
        self.pupils = [Pupil(port, sid, session, poll) for session, people in rooms for sid, poll in people]

    async def __aenter__(self):
        self.following = [asyncio.create_task(pupil.follow()) for pupil in self.pupils]
        return self

    async def __aexit__(self, *error):
        for task in self.following:
            task.cancel()
        await asyncio.gather(*self.following, return_exceptions=True)

    def __len__(self):
        return len(self.pupils)

    @property
    def statuses(self):
        return [status for pupil in self.pupils for status in pupil.statuses]

    async def delays(self, pressed):
        """Seconds from the press for a session to each of its screens; without those that did not move."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and any(pupil.moved_at < pressed[pupil.session] for pupil in self.pupils):
            await asyncio.sleep(0.1)
        waits = [pupil.moved_at - pressed[pupil.session] for pupil in self.pupils]
        return [wait for wait in waits if wait >= 0]
