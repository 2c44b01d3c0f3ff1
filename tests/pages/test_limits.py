"""Work that takes too much is stopped, and the next goes on."""

import resource
import signal

import pytest

from pages.limits import TooMuch, limited


def test_memory_has_an_end():
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), limited(megabytes=64):
        bytearray(300 * 2**20)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert bytearray(300 * 2**20)


def test_time_has_an_end():
    with pytest.raises(TooMuch), limited(cpu_seconds=0.1):
        while True:
            pass


def test_what_is_quick_notices_nothing():
    before = signal.getsignal(signal.SIGPROF)
    with limited():
        sum(range(1000))
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
