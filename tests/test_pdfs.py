"""Every PDF keeps its standard: one run of veraPDF reads them all."""

import inspect
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from bench.server import ROOT
from tests import pdfs
from tests.pdfs import MAKERS

VERAPDF = ROOT / "bin" / "verapdf"
BEGINNINGS = {"pages/render_pdf.py", "certificates/faces.py"}  # by which the others write theirs


@pytest.fixture
def made(request, tmp_path):
    """The arguments for veraPDF: each standard, and the files that are to keep it."""
    arguments = []
    for maker, (standard, make) in MAKERS.items():
        fixtures = {name: request.getfixturevalue(name) for name in inspect.signature(make).parameters}
        arguments.append(standard)
        for name, pdf in make(**fixtures).items():
            path = tmp_path / f"{maker}-{name}.pdf"
            path.write_bytes(pdf)
            arguments.append(path)
    return arguments


def test_verapdf_finds_no_fault_in_any_pdf(made):
    if subprocess.run([VERAPDF, "--check"]).returncode and "CI" not in os.environ:
        pytest.skip("veraPDF needs Java and Debian's JAXB: bin/verapdf says which")
    done = subprocess.run([VERAPDF, *made], capture_output=True, text=True)
    faults = [line for line in done.stdout.splitlines() if not line.startswith("PASS")]
    assert done.returncode == 0 and not faults, "\n".join(faults) or done.stderr[-2000:]
    assert done.stdout.count("PASS") >= len(made) - len(MAKERS)


def test_whatever_writes_a_pdf_is_among_them():
    """Else its PDFs would be read by nobody."""
    sources = [path for app in apps.get_app_configs() for path in Path(app.path).rglob("*.py") if ROOT in path.parents]
    writes = re.compile(r"\b(?:on_paper|write_pdf)\(")
    writers = {str(path.relative_to(ROOT)): path.stem for path in sources if writes.search(path.read_text())}
    assert writers.keys() > BEGINNINGS
    made = inspect.getsource(pdfs)
    for path, name in writers.items():
        assert path in BEGINNINGS or re.search(rf"\b{name}\b", made), f"{path}: add a function to tests/pdfs.py"
