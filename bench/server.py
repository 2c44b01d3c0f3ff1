"""A gunicorn of one's own on a free port of this machine, and what its processes have cost."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`with Server("config.wsgi", env) as server:` runs it; workers are gthread, two threads each."""

    def __init__(self, app, env, workers=2, port=None):
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        env = {**os.environ, **env, "PORT": str(self.port), "WEB_CONCURRENCY": str(workers)}
        # With bytecode, as it is installed: to compile at the start takes memory that is never given back.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "var" / "bytecode"))
        command = [sys.executable, "-m", "gunicorn", app, "-c", "site/gunicorn_conf.py"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)

    def __enter__(self):
        for _ in range(900):
            try:
                httpx.get(self.url + "/", timeout=5)
                return self
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, *error):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)

    def pids(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu(self):
        """Seconds of processor time of all its processes so far, user and system."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self):
        """Megabytes of proportional set size of all its processes."""
        rollups = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.pids()]
        lines = [line for text in rollups for line in text.splitlines() if line.startswith("Pss:")]
        return sum(int(line.split()[1]) for line in lines) / 1024


def cost(server, requests):
    """CPU milliseconds a request, over callables that each make one and return its response."""
    before, count = server.cpu(), 0
    for request in requests:
        response = request()
        assert response.status_code < 400, (response.status_code, response.url, response.text[:300])
        count += 1
    return (server.cpu() - before) / count * 1000
