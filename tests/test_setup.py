"""The scripts behind `make run` and `make test`, and how the servers are told to run."""

import configparser
import gc
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from types import SimpleNamespace

import gunicorn.app.wsgiapp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from supervisor.options import ServerOptions

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]


def pins(name):
    """The lines that name a package, such as `django==5.2.19`, without their hashes."""
    return {line.removesuffix(" \\") for line in (ROOT / name).read_text().splitlines() if re.match(r"\w", line)}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_each_script_can_be_started_and_parsed(script):
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_what_serves_the_tests_serves_the_site():
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_each_package_has_a_hash_and_no_index_is_named(name):
    text = (ROOT / name).read_text()
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", text) if "==" in block)
    assert "://" not in text and "--index" not in text


def test_the_lock_is_as_new_as_the_ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    locked = {}
    for pin in map(Requirement, pins("requirements-dev.txt")):
        locked.setdefault(canonicalize_name(pin.name), []).extend(spec.version for spec in pin.specifier)
    for wanted in map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["dev"]):
        versions = locked.get(canonicalize_name(wanted.name), [])
        assert any(wanted.specifier.contains(version) for version in versions), f"run make lock: {wanted}"


def test_no_index_is_asked_when_nothing_is_missing(tmp_path):
    if not (ROOT / ".venv" / ".synced").exists():
        pytest.skip("not run from an environment that bin/setup made")
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "UV_DEFAULT_INDEX": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    done = subprocess.run([ROOT / "bin" / "setup"], env=os.environ | nowhere, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_supervisor_keeps_web_and_worker_alive(tmp_path):
    for folder in ("site", "var"):
        (tmp_path / folder).mkdir()
    conf = shutil.copy(ROOT / "site" / "supervisord.conf", tmp_path / "site")
    options = ServerOptions()
    options.realize(["-c", str(conf)])
    (group,) = options.process_group_configs
    programs = {program.name: program for program in group.process_configs}
    assert set(programs) == {"web", "worker"}
    for program in programs.values():
        assert program.killasgroup
        assert program.stdout_logfile == "/dev/stdout" and not program.stdout_logfile_maxbytes
    assert not options.server_configs, "a control socket would be litter"


def test_no_file_of_the_supervisor_is_outside_var():
    conf = configparser.RawConfigParser()
    conf.read(ROOT / "site" / "supervisord.conf")
    paths = [conf["supervisord"][key] for key in ("logfile", "pidfile")]
    assert all(path.startswith("%(here)s/../var/") for path in paths)


@pytest.fixture
def gunicorn_conf(monkeypatch):
    """Load site/gunicorn_conf.py as gunicorn does, with these variables set."""

    def load(**env):
        for name in ("BIND", "PORT", "PROXY_COUNT", "FORWARDED_ALLOW_IPS", "WEB_CONCURRENCY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["gunicorn", "config.wsgi", "-c", str(ROOT / "site" / "gunicorn_conf.py")])
        cfg = gunicorn.app.wsgiapp.WSGIApplication().cfg
        gc.enable()
        return cfg

    return load


def headers_from(cfg, peer):
    request = SimpleNamespace(
        peer_addr=(peer, 1234),
        headers=[
            ("HOST", "x"),
            ("X-FORWARDED-FOR", "6.6.6.6"),
            ("X-FORWARDED-PROTO", "https"),
            ("X-REAL-IP", "6.6.6.6"),
        ],
    )
    cfg.pre_request(None, request)
    return [name for name, _value in request.headers]


def test_the_web_server_is_for_this_machine_unless_told(gunicorn_conf):
    assert gunicorn_conf().address == [("127.0.0.1", 8000)]
    assert gunicorn_conf(PORT="9000").address == [("127.0.0.1", 9000)]
    assert gunicorn_conf(BIND="0.0.0.0:80").address == [("0.0.0.0", 80)]


@pytest.mark.parametrize(
    ("env", "peer", "believed"),
    [
        ({}, "127.0.0.1", False),
        ({"PROXY_COUNT": "1"}, "127.0.0.1", True),
        ({"PROXY_COUNT": "1"}, "10.0.0.9", False),
        ({"PROXY_COUNT": "1", "FORWARDED_ALLOW_IPS": "10.0.0.0/24"}, "10.0.0.9", True),
        ({"PROXY_COUNT": "1", "FORWARDED_ALLOW_IPS": "*"}, "192.0.2.1", True),
        ({"PROXY_COUNT": "0", "FORWARDED_ALLOW_IPS": "10.0.0.0/24"}, "10.0.1.9", False),
    ],
)
def test_forwarded_headers_are_taken_from_our_proxies_only(gunicorn_conf, env, peer, believed):
    assert ("X-FORWARDED-FOR" in headers_from(gunicorn_conf(**env), peer)) == believed


def test_postgres_is_refused_clearly_where_there_is_none(tmp_path):
    done = subprocess.run(
        [ROOT / "bin" / "with-postgres", "--check"], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}
    )
    assert done.returncode == 0 or "PostgreSQL is missing" in done.stderr
