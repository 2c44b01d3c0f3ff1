"""The embedded broker hands over whole messages only, however quick the reader is."""

import threading
from json import JSONDecodeError

import pytest
from config.broker import Transport
from kombu import Connection
from kombu.transport import filesystem

MESSAGES = 400


def connect(folder, transport):
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder / "control"),
    }
    return Connection("filesystem://localhost/", transport=transport, transport_options=options)


def hand_over(folder, transport):
    """Write from one thread while another reads as fast as it can; gives what was read."""
    read, stop = [], threading.Event()

    def write():
        with connect(folder, transport) as connection:
            queue = connection.SimpleQueue("work")
            for number in range(MESSAGES):
                queue.put({"number": number, "padding": "x" * 20_000})
        stop.set()

    writer = threading.Thread(target=write)
    with connect(folder, transport) as connection:
        queue = connection.SimpleQueue("work")
        writer.start()
        while len(read) < MESSAGES:
            try:
                read.append(queue.get(block=False).payload["number"])
            except queue.Empty:
                if stop.is_set() and not list(folder.glob("*.msg")):
                    break
    writer.join()
    return read


def test_every_message_arrives_whole(tmp_path):
    assert sorted(hand_over(tmp_path, Transport)) == list(range(MESSAGES))


def test_control_kombus_own_writer_is_overtaken(tmp_path):
    with pytest.raises((JSONDecodeError, AssertionError)):
        for attempt in range(20):
            folder = tmp_path / str(attempt)
            folder.mkdir()
            assert sorted(hand_over(folder, filesystem.Transport)) == list(range(MESSAGES))
