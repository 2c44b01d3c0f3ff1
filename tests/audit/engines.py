"""What looks at a page besides axe. Each gives sentences about what is wrong; none is good."""

import json
import subprocess
import time
from contextlib import contextmanager

import httpx

from bench.server import ROOT, free_port

TOOLS = ROOT / "var" / "audit" / "node_modules"

# What IBM's engine holds against a page and is wrong about, and why.
IBM_LETS_PASS = {
    "aria_form_label_unique": "a form without a name is no landmark (HTML-AAM); axe looks at those that have one",
}
# What the validator says that is no mistake: a section may also be named by a label, or be a story without a title.
NU_LETS_PASS = ["Section lacks heading"]


# --- IBM Equal Access -----------------------------------------------------------------------------------


def ibm(tab):
    """Certain violations of WCAG 2.2; what a person has to judge is left out."""
    if not tab.evaluate("'ace' in window"):
        tab.evaluate((TOOLS / "accessibility-checker-engine" / "ace.js").read_text() + "\nwindow.ace = ace; 0")
    tab.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    results = tab.evaluate("new ace.Checker().check(document, ['WCAG_2_2']).then(({ results }) => results)")
    return [
        f"{result['ruleId']}: {result['path']['dom']}: {result['message']}"
        for result in results
        if result["value"] == ["VIOLATION", "FAIL"] and result["ruleId"] not in IBM_LETS_PASS
    ]


# --- the Nu HTML validator ------------------------------------------------------------------------------


class Validator:
    def __init__(self, url):
        self.url = url
        self.client = httpx.Client(base_url=url, timeout=60)

    def ready(self):
        try:
            return self.client.get("/").status_code < 500
        except httpx.TransportError:
            return False

    def __call__(self, html):
        answer = self.client.post("/?out=json", content=html, headers={"Content-Type": "text/html; charset=utf-8"})
        return [
            f"{message.get('subType', message['type'])}: line {message.get('lastLine')}: {message['message']}"
            f" {' '.join(message.get('extract', '').split())[:120]}"
            for message in answer.json()["messages"]
            if not any(passes in message["message"] for passes in NU_LETS_PASS)
        ]


@contextmanager
def running_validator():
    port = free_port()
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xmx512m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(jar),
               "nu.validator.servlet.Main", str(port)]  # fmt: skip
    quiet = dict.fromkeys(["stdin", "stdout", "stderr"], subprocess.DEVNULL)
    process = subprocess.Popen(command, start_new_session=True, **quiet)
    validator = Validator(f"http://127.0.0.1:{port}")
    try:
        for _ in range(240):
            if validator.ready():
                break
            time.sleep(0.5)
        yield validator
    finally:
        process.terminate()
        process.wait(20)


# --- Lighthouse -----------------------------------------------------------------------------------------

TRIES = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def lighthouse(url, chromium_port):
    """{category: score of 100} of a page on a middling phone, and the titles of what cost points."""
    options = [f"--port={chromium_port}", f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting"]
    report = report_of([url, "--output=json", "--quiet", *options], url)
    scores = {name: round(100 * (part["score"] or 0)) for name, part in report["categories"].items()}
    return scores, failing(report)


def report_of(arguments, url):
    """Lighthouse loses the trace or the cookies of a page now and then: ask again."""
    for _ in range(TRIES):
        command = ["node", str(TOOLS / "lighthouse" / "cli" / "index.js"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        report = json.loads(done.stdout) if not done.returncode else {}
        led_to = report.get("finalDisplayedUrl", "").split("#")[0]
        if led_to == url and not report.get("runtimeError"):
            return report
    raise RuntimeError(f"Lighthouse at {url} came to {led_to}: {report.get('runtimeError') or done.stderr[-500:]}")


def failing(report):
    weighty = {ref["id"] for part in report["categories"].values() for ref in part["auditRefs"] if ref["weight"]}
    return [
        audit["title"] for name, audit in report["audits"].items()
        if name in weighty and audit["score"] is not None and audit["score"] < 0.9
    ]  # fmt: skip
