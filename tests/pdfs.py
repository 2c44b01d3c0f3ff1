"""Every PDF that Waymark makes, for veraPDF: who writes a new one adds a function here.

A function asks for fixtures by name, as a test does, and returns the PDFs by a name of theirs.
"""

import datetime
import io
import uuid

from certificates.designs import DESIGNS
from certificates.models import Certificate
from certificates.paper import Paper
from certificates.printing import print_certificate

PUPILS, ADULTS = "ua1", "ua1,3a"
MAKERS = {}

NAMES = {
    "english": "Amira",
    "welsh": "Ŵyn Tŷ",
    "polish": "Łucja Święcicka",
    "turkish": "Güneş Ğ İ",
    "vietnamese": "Nguyễn Thị Hằng",
    "yoruba": "Adébáyọ̀ Ṣadé",
    "arabic": "محمد عبد الرحمن",
    "punjabi": "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
    "bengali": "তাসনিম রহমান",
    "chinese": "李明",
    "long": "Maximiliana Bartholomäa Wolfeschlegelsteinhausen Bergerdorff",
    "none": "",
}


def pdfs(standard):
    """Register a function whose PDFs keep this standard."""

    def register(make):
        MAKERS[make.__name__] = standard, make
        return make

    return register


def certificate(**fields):
    """One of somebody, who need not exist."""
    fields = {
        "pk": 1,
        "name": "Amira",
        "title": "Navigators: Online Safety",
        "band": "navigators",
        "school": "Hillside School",
        "design": "path",
        "course_key": uuid.UUID(int=7),
        "awarded_on": datetime.date(2026, 11, 23),
        "minutes": 150,
        "code": "222333444555666777",
    } | fields
    return Certificate(**fields)


def printed(**fields):
    return print_certificate(certificate(**fields))[0]


@pdfs(PUPILS)
def certificates_of_names():
    return {language: printed(name=name) for language, name in NAMES.items()}


@pdfs(PUPILS)
def certificates_of_designs():
    """Every design, on both sizes of paper, for each band that has it."""
    return {
        f"{design.slug}-{paper}-{band}": printed(design=design.slug, paper=paper, band=band)
        for design in DESIGNS
        for paper in Paper.values
        for band in design.palettes
    }


@pdfs(ADULTS)
def certificates_of_adults(signing_key):
    """Signed, with a credential inside."""
    return {
        f"{design.slug}-{language}": printed(design=design.slug, kind=Certificate.Kind.STAFF, name=NAMES[language])
        for design, language in zip(DESIGNS, ["english", "arabic", "chinese", "long", "yoruba"], strict=True)
    }


@pdfs(ADULTS)
def certificates_with_a_logo(settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from accounts.logos import keep, redrawn

    settings.MEDIA_ROOT = tmp_path / "media"
    file = io.BytesIO()
    Image.new("RGBA", (200, 80), (12, 92, 79, 128)).save(file, "PNG")
    logo = keep(redrawn(SimpleUploadedFile("logo.png", file.getvalue())))
    return {design.slug: printed(design=design.slug, kind=Certificate.Kind.STAFF, logo=logo) for design in DESIGNS}


@pdfs(PUPILS)
def cards(class_group, pupil, classmate):
    from accounts.cards import draw
    from classrooms.card_paper import print_cards

    class_group.enrol("李明")
    return {"cards": print_cards(class_group, [draw(place) for place in class_group.enrolments.all()])}


@pdfs(PUPILS)
def delivery_record(class_group, navigators, teacher):
    from classrooms import delivery, live

    return {"record": delivery.pdf_of(live.open(class_group, navigators.lessons[0], teacher))}


@pdfs(PUPILS)
def class_pack(class_group):
    from certificates.batches import bind, lay_out

    rows = [certificate(pk=n, name=name, design="kites", band="explorers") for n, name in enumerate(NAMES.values())]
    return {"pack": bind(lay_out(rows))}


@pdfs(PUPILS)
def evidence_pack(class_group, navigators, teacher, pupil):
    from classrooms import evidence, live
    from classrooms.reports.periods import periods

    session = live.open(class_group, navigators.lessons[0], teacher, mode="no_device")
    live.close(session, finished=True, present=[pupil])
    return {"evidence": evidence.pdf_of(class_group.school, next(periods()))}


@pdfs(PUPILS)
def letters_home(class_group, navigators):
    from families.models import HomeLetter
    from families.printing import pdf_of

    lesson = navigators.lessons[4]
    letters = {"after": False, "before": True}
    return {
        when: pdf_of(HomeLetter.objects.make(class_group, lesson, before=before)) for when, before in letters.items()
    }
