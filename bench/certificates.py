"""`python -m bench.certificates [HOW_MANY]`: CPU milliseconds a certificate, by the pack of a class from the rows to
the stored PDF and ZIP, beside plain WeasyPrint one by one in the same run."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, OURS_A_ROUND, PLAIN_A_ROUND = 10, 30, 4
A_CLASS = 30
AIM, AIM_IN_A_PACK, AIM_OF_AN_ADULT = 35, 25, 250


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


def verdict(ms, aim):
    return f"aim {aim} ms: {'met' if ms <= aim else 'NOT MET'}"


def alone():
    """One by one, as the worker prints them when they are earned. Without a database."""
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
    print(f"{'certificate, warm':32} {ours:8.1f} ms   {verdict(ours, AIM)}")
    print(f"{'plain WeasyPrint, one by one':32} {theirs:8.1f} ms   {theirs / ours:.1f} times as much")
    print(f"{'first of a process':32} {first:8.1f} ms   with the loading of WeasyPrint and the fonts")
    print(f"{'file':32} {size / 1000:8.1f} KB")
    print(f"{'memory after 340 more':32} {memory():8.1f} MB   {memory() - before:+.1f} MB")


# --- by the pack ---------------------------------------------------------------------------------------------


class School:
    """Classes in which everybody has a certificate that nobody has printed yet."""

    def __init__(self):
        from accounts.choices import Nation, Role
        from classrooms import demo
        from courses.models import Course

        self.course = Course.objects.get(slug="navigators")
        self.school = demo.make_school("Hillside School", Nation.ENGLAND)
        self.teacher = demo.make_staff(self.school, Role.TEACHER, "bench@school.example", "Bench Teacher")

    def a_class(self, size):
        """A pack to make for a new class."""
        from certificates.models import Certificate, ClassPack
        from classrooms import demo

        group = demo.make_class(self.school, "8 Oak", "Year 8", "navigators", [self.teacher])
        for number in range(size):
            learner = group.enrol(f"Łucja Ŵyn {number}").learner
            self.give(learner, Certificate.Kind.COURSE)
        pack, _is_new = ClassPack.objects.ask(group, self.course.translation_key, self.teacher)
        return pack

    def give(self, learner, kind):
        from certificates.models import Certificate

        return Certificate.objects.create(
            learner=learner,
            kind=kind,
            course_key=self.course.translation_key,
            name=learner.display_name,
            title=self.course.certificate_title,
            band=self.course.band,
            school=self.school.name,
            design="path",
        )

    def an_adults(self, number):
        """CPU ms of one of a grown-up: signed, and with its credential."""
        from accounts.models import User
        from certificates.models import Certificate
        from certificates.rendering import render_pdf

        adult = User.objects.create_adult(f"adult-{number}@school.example", "Łucja Ŵyn")
        certificate = self.give(adult, Certificate.Kind.STAFF)
        took = cpu_ms(lambda _number: render_pdf(certificate.pk), 1)
        certificate.refresh_from_db()
        with certificate.pdf.open() as file:
            pdf = file.read()
        assert b"/ETSI.CAdES.detached" in pdf and b"/EmbeddedFile" in pdf, "not signed, or without its credential"
        return took


def made(pack):
    """CPU ms a certificate for this pack."""
    from certificates.packing import make

    took = cpu_ms(lambda _number: make(pack.pk), 1)
    pack.refresh_from_db()
    assert (pack.state, pack.missing) == ("ready", []), pack.last_error
    return took / pack.size


def by_the_pack(school, how_many):
    """(medians of both in turns, class by class; how many were printed)"""
    sizes = [min(A_CLASS, how_many - before) for before in range(0, how_many, A_CLASS)]
    rounds = [(made(school.a_class(size)), cpu_ms(plain, PLAIN_A_ROUND)) for size in sizes]
    return *map(statistics.median, zip(*rounds, strict=True)), sum(sizes)


def main():
    from bench import world
    from tests import signing_keys

    how_many = int(sys.argv[1]) if sys.argv[1:] else 1000
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as var_dir:
        key, _authority = signing_keys.make(Path(var_dir))
        os.environ.update(SIGNING_FILE=str(key), SIGNING_PASSWORD=signing_keys.PASSWORD.decode())
        world.prepare(Path(var_dir))
        school = School()
        begin = time.process_time()
        made(school.a_class(1))
        first = (time.process_time() - begin) * 1000
        plain(0)
        made(school.a_class(A_CLASS))
        before = memory()
        ours, theirs, printed = by_the_pack(school, how_many)
        after = memory()
        adults = statistics.median([school.an_adults(number) for number in range(20)])
    print(f"{printed} personal certificates by the packs of their classes, from the rows to PDF and ZIP\n")
    print(f"{'in a pack of 30':32} {ours:8.1f} ms   {verdict(ours, AIM_IN_A_PACK)}")
    print(f"{'plain WeasyPrint, one by one':32} {theirs:8.1f} ms   {theirs / ours:.1f} times as much")
    print(f"{'a grown-up’s, signed, one by one':32} {adults:8.1f} ms   {verdict(adults, AIM_OF_AN_ADULT)}")
    print(f"{'first of a process':32} {first:8.1f} ms   with the loading of WeasyPrint and the fonts")
    print(f"{'memory':32} {after:8.1f} MB   {after - before:+.1f} MB for all of these")


if __name__ == "__main__":
    sys.exit(main())
