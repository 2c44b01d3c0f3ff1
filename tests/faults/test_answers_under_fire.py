"""Acknowledged means stored, once: with real processes, on SQLite, the database that a school starts with."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bench.server import ROOT, Server

CSRF = "a" * 32
CLASS_SIZE = 30


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A class of thirty, each with an open attempt: the folder to copy, and who is there."""
    var_dir = tmp_path_factory.mktemp("world")
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "VAR_DIR", "DATABASE_URL"}}
    command = [sys.executable, "-m", "tests.faults.world", str(var_dir), str(CLASS_SIZE)]
    told = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    return var_dir, json.loads(told)


@pytest.fixture
def world(made, tmp_path):
    """A fresh copy for one test."""
    var_dir, pupils = made
    shutil.copytree(var_dir, tmp_path / "var")
    return tmp_path / "var", pupils


def serve(var_dir, workers=3, settings="config.settings"):
    env = {"DEMO": "1", "VAR_DIR": str(var_dir), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": settings}
    return Server("config.wsgi", env, workers=workers)


def post(server, pupil, answer):
    cookies = {"sid": pupil["session"], "csrf": CSRF}
    headers = {"Accept": "application/json"}
    try:
        with httpx.Client(base_url=server.url, cookies=cookies, timeout=30) as browser:
            return browser.post(answer["path"], data=answer["data"], headers=headers).status_code
    except httpx.TransportError:
        return None


def at_once(calls):
    """Make all calls in the same moment and give back what each returned."""
    barrier = threading.Barrier(len(calls))

    def run(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def stored(var_dir):
    """(attempt, question) of every response, as often as it is stored."""
    with sqlite3.connect(var_dir / "waymark.sqlite3") as database:
        return [
            (attempt, str(uuid.UUID(question)))
            for attempt, question in database.execute("SELECT attempt_id, question FROM quizzes_response")
        ]


def class_answers(world, settings="config.settings"):
    """Each of thirty pupils answers the first question in the same moment; statuses and rows."""
    var_dir, pupils = world
    with serve(var_dir, settings=settings) as server:
        statuses = at_once([lambda p=p: post(server, p, p["answers"][0]) for p in pupils])
    return statuses, stored(var_dir)


def test_thirty_pupils_answer_in_the_same_second(world):
    statuses, rows = class_answers(world)
    assert statuses == [200] * CLASS_SIZE
    assert sorted(rows) == sorted((p["attempt"], p["answers"][0]["question"]) for p in world[1])


def test_control_without_the_settings_some_answers_fail(world):
    statuses, rows = class_answers(world, "tests.faults.weak_settings")
    assert any(status != 200 for status in statuses)
    assert len(rows) == statuses.count(200)


def eight_clicks(world):
    var_dir, (pupil, *_rest) = world
    with serve(var_dir) as server:
        statuses = at_once([lambda: post(server, pupil, pupil["answers"][0])] * 8)
    return statuses, stored(var_dir)


def test_eight_clicks_store_one_answer(world):
    statuses, rows = eight_clicks(world)
    assert statuses == [200] * 8
    assert len(rows) == 1


def test_control_without_the_constraint_clicks_are_stored_again(world):
    with sqlite3.connect(world[0] / "waymark.sqlite3") as database:
        database.execute("DROP INDEX one_response_per_round")
    _statuses, rows = eight_clicks(world)
    assert len(rows) > 1


def test_kill_9_loses_nothing_acknowledged(world):
    var_dir, pupils = world
    with serve(var_dir) as server:
        acknowledged = answer_until_killed(server, pupils)
        server.process.wait(20)
    assert acknowledged
    rows = stored(var_dir)
    assert set(acknowledged) <= set(rows)
    assert len(rows) == len(set(rows))
    with serve(var_dir) as server:
        retries = [post(server, p, answer) for p in pupils for answer in p["answers"]]
    assert set(retries) == {200}
    assert len(stored(var_dir)) == len(set(stored(var_dir))) == CLASS_SIZE * len(pupils[0]["answers"])


def answer_until_killed(server, pupils):
    """All pupils answer all questions; every process of the server is killed half way. Gives the acknowledged."""
    acknowledged, half = [], threading.Event()
    total = sum(len(p["answers"]) for p in pupils)

    def answer(pupil):
        for answer in pupil["answers"]:
            if post(server, pupil, answer) == 200:
                acknowledged.append((pupil["attempt"], answer["question"]))
            if len(acknowledged) > total // 3:
                half.set()

    threads = [threading.Thread(target=answer, args=[pupil]) for pupil in pupils]
    for thread in threads:
        thread.start()
    assert half.wait(60)
    time.sleep(0.01)
    for pid in server.pids():
        os.kill(pid, signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert len(acknowledged) < total
    return acknowledged
