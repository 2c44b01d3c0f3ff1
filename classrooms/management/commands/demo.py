import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from classrooms import demo
from classrooms.demo_sign_ins import DemoCards, sign_ins

STATIC_STAMP = settings.STATIC_ROOT / ".state"


class Command(BaseCommand):
    help = "Prepare the demo: database, courses, two invented schools. With --serve, run it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--serve", action="store_true", help="start the web server and the worker")

    def handle(self, *, serve, **options):
        if not settings.DEMO:
            raise CommandError("The demo is for localhost only: unset BASE_URL, or set it to http://localhost:8000.")
        if serve:
            refuse_taken_port(settings.PORT)
        self.prepare()
        if serve:
            self.serve()

    def prepare(self):
        quiet = {"verbosity": 0}
        static = self.begin_static()
        self.say("Preparing the database")
        call_command("migrate", interactive=False, **quiet)
        call_command("createcachetable", **quiet)
        self.say("Loading the courses")
        call_command("load_content", **quiet)
        self.say("Making the demo schools")
        demo.build()
        told = sign_ins(settings.BASE_URL, DemoCards(settings.SECRET_KEY).issue())
        path = settings.VAR_DIR / "demo.json"
        path.write_text(json.dumps(told, indent=2))
        path.chmod(0o600)
        self.end_static(static)
        self.tell(told)

    def begin_static(self):
        """Compressing the CMS's files takes as long as all the rest: beside it, and only when something changed."""
        if STATIC_STAMP.exists() and STATIC_STAMP.read_text() == static_state():
            return None
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        return subprocess.Popen(command, cwd=settings.BASE_DIR)  # noqa: S603

    def end_static(self, static):
        if static is None:
            return
        if static.wait():
            raise CommandError("The static files could not be prepared. The lines above say why.")
        STATIC_STAMP.write_text(static_state())

    def say(self, line):
        self.stdout.write(f"{line} ...")
        self.stdout.flush()

    def tell(self, told):
        class_group = told["classes"][0]
        pupil = class_group["pupils"][0]
        lines = ["", f"Waymark is at {told['base_url']}", ""]
        lines += [f"  {adult['role']:18} {adult['email']}" for adult in told["adults"]]
        lines += [
            f"  {'password of all':18} {demo.PASSWORD}",
            f"  {'pupil':18} code {class_group['code']}, card {pupil['number']}, words: {pupil['words']}",
            "",
            f"  All sign-ins: {settings.VAR_DIR / 'demo.json'}     Mail: {told['base_url']}/mail/     Stop: Ctrl-C",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def serve(self):
        """Become the supervisor: it starts the web server and the worker, and starts again what dies."""
        supervisord = Path(sys.executable).with_name("supervisord")
        os.chdir(settings.BASE_DIR)
        os.execv(supervisord, [str(supervisord), "-n", "-s", "-c", "site/supervisord.conf"])  # noqa: S606


def static_state():
    """Names the state of all static files: the packages' by the lock file, our own by their content."""
    ours = sorted(path for path in (settings.BASE_DIR / "site" / "static").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in [settings.BASE_DIR / "requirements.txt", *ours]:
        digest.update(f"{path}:{hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


def refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(
                f"Port {port} is in use. Stop what uses it, or choose another: make run PORT=8001"
            ) from None
