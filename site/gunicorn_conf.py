"""How gunicorn serves: gunicorn config.wsgi --config site/gunicorn_conf.py

PORT, BIND, WEB_CONCURRENCY and FORWARDED_ALLOW_IPS (the proxies whose X-Forwarded-* are believed) change it.
"""

import ctypes
import gc
import os
import signal
import sys
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import gunicorn.http.wsgi

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
worker_class = "gthread"
threads = 2
preload_app = True
keepalive = 5
timeout = 30
graceful_timeout = 10
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")
accesslog = None  # addresses of pages say who learns what; errors are logged by Django
control_socket_disable = True
# The heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
gunicorn.http.wsgi.SERVER = "Waymark"

# Without a proxy nobody's X-Forwarded-* is believed; behind one (PROXY_COUNT), that of this machine unless told.
_behind_proxy = os.environ.get("PROXY_COUNT", "0") != "0"
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or ("127.0.0.1,::1" if _behind_proxy else "")
_proxies = [
    ip_network(address.strip()) for address in forwarded_allow_ips.split(",") if address.strip() not in {"", "*"}
]


def _is_proxy(address):
    return forwarded_allow_ips == "*" or any(ip_address(address) in network for network in _proxies)


def pre_request(worker, request):
    if isinstance(request.peer_addr, tuple) and not _is_proxy(request.peer_addr[0]):
        request.headers = [
            header
            for header in request.headers
            if not header[0].startswith(("X-FORWARDED-", "FORWARDED", "X-REAL-IP"))
        ]


# --- memory: what is loaded before the fork is shared by all processes, as long as nobody writes to it -----------

gc.disable()  # until the fork: it would only walk through what stays

if hasattr(ctypes.CDLL(None), "mallopt"):
    # A hash takes 19 MB, which glibc keeps for the next: once a process, and not once for each of its threads.
    m_arena_max = -8
    ctypes.CDLL(None).mallopt(m_arena_max, 1)

# Wagtail's libraries load what they find installed. Nobody can upload a HEIF picture, or asks a PostgreSQL that is not
# there: without the two, the server is 12 MB smaller. The other two are there for the tests alone.
sys.modules["pillow_heif"] = sys.modules["jinja2"] = sys.modules["pygments"] = None
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    sys.modules["psycopg"] = None
# Beautiful Soup and Django REST framework load these for what nobody asks of them: 5 MB. They are there again once all
# is loaded, for whoever does ask, such as a teacher with a spreadsheet of names.
LATER = ["lxml", "yaml"]
sys.modules.update(dict.fromkeys(LATER))


def when_ready(server):
    """Show the sign-in page once to nobody: what Django loads with the first page is then loaded before the fork."""
    from django.conf import settings
    from django.urls import get_resolver

    get_resolver()._populate()
    address = urlsplit(getattr(settings, "BASE_URL", "http://localhost"))
    environ = {
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "wsgi.url_scheme": address.scheme,
        "PATH_INFO": "/join/",
    }
    setup_testing_defaults(environ)
    server.app.wsgi()(environ, lambda *response: None).close()
    gc.collect()
    if hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)  # what is free now, each process would take a copy of when it fills it


def pre_fork(server, worker):
    from django.db import connections

    connections.close_all()
    for name in LATER:
        sys.modules.pop(name, None)
    gc.freeze()


# --- nobody outlives a parent that was killed, to hold the port or the database ----------------------------------


def _end_with_parent(by):
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, by)


def on_starting(server):
    if "SUPERVISOR_ENABLED" in os.environ:
        _end_with_parent(signal.SIGTERM)


def post_fork(server, worker):
    gc.enable()
    _end_with_parent(signal.SIGKILL)
