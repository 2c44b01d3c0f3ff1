"""The embedded broker: kombu's folder of messages, with whole messages only."""

from pathlib import Path
from time import monotonic
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Write beside, then rename: kombu's own writer can be overtaken by a reader, which then ends on half a
        message and takes the worker with it."""
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        unfinished = Path(self.data_folder_out, f"{name}.part")
        unfinished.write_text(dumps(payload))
        unfinished.rename(unfinished.with_name(name))


class Transport(filesystem.Transport):
    Channel = Channel
