"""The demo's mailbox: mails that Django wrote to files."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NEWEST = 50
SEPARATOR = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Letter:
    subject: str
    to: str
    sent_at: datetime | None
    text: str


def letters(folder):
    """The newest mails of a folder, newest first. One file may hold several."""
    files = sorted(Path(folder).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:NEWEST]
    found = [_letter(part) for path in files for part in path.read_bytes().split(SEPARATOR) if part.strip()]
    return sorted(found, key=lambda letter: letter.sent_at.timestamp() if letter.sent_at else 0, reverse=True)[:NEWEST]


def _letter(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    return Letter(
        subject=message["Subject"] or "",
        to=message["To"] or "",
        sent_at=message["Date"].datetime if message["Date"] else None,
        text=body.get_content().strip() if body else "",
    )
