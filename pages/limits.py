"""What one piece of work of the worker may take, so that a hostile name costs one certificate and no more.

Python code that takes too much is stopped by an exception. A library that does not listen ends with its process: its
allocation fails, or the worker's own time limit kills it. The row is then tried again, and in the end given up.
"""

import signal
import threading
from contextlib import contextmanager, suppress
from pathlib import Path

CPU_SECONDS, MEGABYTES = 10, 512


class TooMuch(Exception):
    """It took more time than such work ever needs."""


@contextmanager
def limited(cpu_seconds=CPU_SECONDS, megabytes=MEGABYTES):
    """So much CPU time and so much more memory than now, where the system can say so."""
    with processor(cpu_seconds), memory(megabytes):
        yield


@contextmanager
def processor(seconds):
    """The timer counts this process alone; only its main thread hears of it."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal, _frame):
        raise TooMuch

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def memory(megabytes):
    status = Path("/proc/self/status")
    if not status.exists():
        yield
        return
    import resource

    used = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmData:"))
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError):  # a stricter limit of the system's own stands
        resource.setrlimit(resource.RLIMIT_DATA, (used * 1024 + megabytes * 2**20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
