"""`python -m bench.certificates`: CPU milliseconds a certificate, beside plain WeasyPrint in the same run."""

import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS, OURS_A_ROUND, PLAIN_A_ROUND = 10, 30, 4
AIM = 35


def cpu_ms(work, times):
    begin = time.process_time()
    for number in range(times):
        work(number)
    return (time.process_time() - begin) / times * 1000


def in_turns():
    """Medians of both, measured by turns, so that whatever else the machine does falls on both."""
    rounds = [(cpu_ms(as_we_do, OURS_A_ROUND), cpu_ms(plain, PLAIN_A_ROUND)) for _ in range(ROUNDS)]
    return map(statistics.median, zip(*rounds, strict=True))


def certificate(number):
    from certificates.models import Certificate

    return Certificate(
        pk=number + 1,
        name=f"Łucja Ŵyn {number}",
        title="Navigators: Online Safety",
        band="navigators",
        school="Hillside School",
        design="path",
    )


def as_we_do(number):
    from certificates.printing import print_certificate

    pdf, _by_hand = print_certificate(certificate(number))
    return pdf


def plain(number):
    """The same paper as WeasyPrint's manual would have it: fonts, style and drawing read again for each."""
    from django.template.loader import render_to_string
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from certificates import printing
    from certificates.designs import design_of
    from certificates.faces import DISPLAY, FACES, FONTS, TEXT

    row, fonts = certificate(number), FontConfiguration()
    design = design_of(row.design)
    faces = "".join(
        f'@font-face {{ font-family: "{face}"; src: url("{(FONTS / FACES[face]).as_uri()}") }}'
        for face in (DISPLAY, TEXT)
    )
    behind = "body > svg { position: absolute; left: 0; top: 0 }"
    css = CSS(string=faces + design.style(row.band, row.paper) + behind, font_config=fonts)
    context = printing.words(row, design)
    html = render_to_string(design.template("html"), context).replace(
        "<body>", "<body>" + design.drawing(row.band, row.paper)
    )
    own = printing.OwnAssets({printing.QR: ("image/png", printing.qr(context["address"]))})
    return HTML(string=html, url_fetcher=own).write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")


def memory():
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main():
    os.environ.setdefault("DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    begin = time.process_time()
    size = len(as_we_do(0))
    first = (time.process_time() - begin) * 1000
    plain(0)
    cpu_ms(as_we_do, 20)
    before = memory()
    ours, theirs = in_turns()
    verdict = "met" if ours <= AIM else "NOT MET"
    print(f"{'certificate, warm':32} {ours:8.1f} ms   aim {AIM} ms: {verdict}")
    print(f"{'plain WeasyPrint, one by one':32} {theirs:8.1f} ms   {theirs / ours:.1f} times as much")
    print(f"{'first of a process':32} {first:8.1f} ms   with the loading of WeasyPrint and the fonts")
    print(f"{'file':32} {size / 1000:8.1f} KB")
    print(f"{'memory after 340 more':32} {memory():8.1f} MB   {memory() - before:+.1f} MB")


if __name__ == "__main__":
    sys.exit(main())
