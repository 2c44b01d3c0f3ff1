"""What holds when everybody comes in the same moment, on the database in use (SQLite in a file, or PostgreSQL)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What fifty people were told who tried at once; see crowd.py."""
    folder = tmp_path_factory.mktemp("crowd")
    env = {k: v for k, v in os.environ.items() if k not in {"DJANGO_SETTINGS_MODULE", "VAR_DIR", "MFA_REQUIRED"}}
    command = [sys.executable, "-m", "tests.accounts.crowd", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def test_five_of_fifty_guesses_at_a_card_are_checked(told):
    assert told["cards"] == {"422": 5, "429": 45}


def test_control_more_are_checked_when_a_guess_is_written_down_afterwards(told):
    assert told["cards, guard off"]["422"] > 5


def test_ten_of_fifty_guesses_at_a_password_are_checked(told):
    assert told["passwords"] == {"wrong": 10, "paused": 40}


def test_sixty_teachers_at_one_address_sign_in_at_once(told):
    assert told["staff room"] == {"in": 60}


def test_thirty_pupils_enrolled_at_once_have_a_number_each(told):
    assert told["numbers"] == {str(number): 1 for number in range(2, 32)}


def test_control_numbers_clash_when_they_are_not_given_one_at_a_time(told):
    assert told["numbers, guard off"]["clash"] > 0
