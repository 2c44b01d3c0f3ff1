"""The site does not start half configured: it says in a sentence what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {"SECRET_KEY": "s" * 60, "BASE_URL": "https://waymark.example.org"}
LGFL = (
    '[{"id": "lgfl", "name": "LGfL", "server_url": "https://id.example.org", "client_id": "a", "client_secret": "b"}]'
)
OURS = {"SECRET_KEY", "BASE_URL", "DEMO", "DEBUG", "MFA_REQUIRED", "VAR_DIR", "DJANGO_SETTINGS_MODULE", "DATABASE_URL"}


def start(tmp_path, *command, **env):
    """Run Python with only these settings; gives (exit code, all that it printed)."""
    clean = {k: v for k, v in os.environ.items() if k not in OURS}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=clean | env | {"VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({}, "BASE_URL is not set. Set it to the address that people type"),
        ({"BASE_URL": "https://waymark.example.org"}, "SECRET_KEY is not set, or shorter than 50 characters"),
        ({**GOOD, "SECRET_KEY": "short"}, "SECRET_KEY is not set, or shorter than 50 characters"),
        ({**GOOD, "BASE_URL": "http://waymark.example.org"}, "BASE_URL must begin with https://"),
        ({**GOOD, "BASE_URL": "waymark.example.org"}, "BASE_URL must be a whole address"),
        ({**GOOD, "DEMO": "1"}, "DEMO is for localhost only"),
        ({**GOOD, "BASE_URL": "http://localhost:8000"}, "BASE_URL must begin with https://"),
        ({**GOOD, "GOOGLE_CLIENT_ID": "a"}, "GOOGLE_CLIENT_SECRET is not set"),
        ({**GOOD, "MICROSOFT_CLIENT_ID": "a", "MICROSOFT_CLIENT_SECRET": "b"}, "MICROSOFT_TENANT is not set"),
        (
            {**GOOD, "MICROSOFT_CLIENT_ID": "a", "MICROSOFT_CLIENT_SECRET": "b", "MICROSOFT_TENANT": "common"},
            "needs your own tenant: set MICROSOFT_TENANT",
        ),
        ({**GOOD, "OIDC_PROVIDERS": '[{"id": "lgfl"}]'}, "a provider lacks client_id, client_secret"),
        ({**GOOD, "OIDC_PROVIDERS": LGFL.replace("https", "http")}, "server_url of lgfl must begin with https://"),
    ],
)
def test_a_missing_or_wrong_setting_stops_the_start(tmp_path, env, sentence):
    code, said = start(tmp_path, "-c", "import config.settings", **env)
    assert code != 0
    assert sentence in said


def test_production_settings_are_safe(tmp_path):
    names = "DEBUG DEMO MFA_REQUIRED SESSION_COOKIE_NAME ALLOWED_HOSTS"
    print_them = f"from config import settings; print(*[getattr(settings, n) for n in '{names}'.split()])"
    code, said = start(tmp_path, "-c", print_them, **GOOD)
    assert code == 0, said
    assert said.strip() == "False False True __Host-sid ['waymark.example.org']"


def test_providers_come_from_the_environment_and_forms_may_lead_to_them(tmp_path):
    print_them = """from config import settings
print(*[(p["id"], p["client_id"]) for p in settings.SIGN_IN_PROVIDERS])
print(*settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"])"""
    google = {"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "s"}
    microsoft = {"MICROSOFT_CLIENT_ID": "m", "MICROSOFT_CLIENT_SECRET": "s", "MICROSOFT_TENANT": "t"}
    code, said = start(tmp_path, "-c", print_them, **GOOD, **google, **microsoft, OIDC_PROVIDERS=LGFL)
    assert code == 0, said
    assert said.splitlines() == [
        "('lgfl', 'a') ('google', 'g') ('microsoft', 'm')",
        "'self' https://accounts.google.com https://id.example.org https://login.microsoftonline.com",
    ]
    code, said = start(tmp_path, "-c", print_them, **GOOD)
    assert said.splitlines() == ["", "'self'"], "off when not configured"


def test_the_demo_refuses_a_real_address(tmp_path):
    code, said = start(tmp_path, "manage.py", "demo", **GOOD)
    assert code != 0
    assert "DEMO is for localhost only" in said


@pytest.mark.parametrize("folder", [ROOT, Path("/")])
def test_the_project_is_importable_from_anywhere(tmp_path, folder):
    env = os.environ | GOOD | {"VAR_DIR": str(tmp_path), "DEMO": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, str(ROOT / "manage.py"), "version"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_site_is_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()
