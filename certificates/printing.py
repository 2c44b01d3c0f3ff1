"""A certificate as a PDF, made from its row and our own fonts and pictures alone.

Only the worker imports this module: WeasyPrint takes a second to load. What is the same on every certificate of
a design is drawn once per process and then taken into each PDF as it is; that, and not loading the fonts again,
makes a certificate four times cheaper than printing each one afresh.
"""

import io
import re
import zlib
from functools import cache, lru_cache

import pikepdf
import pydyf
import segno
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from PIL import Image
from weasyprint import CSS, HTML

from accounts.names import clean_display_name
from pages.render_pdf import OwnAssets, fonts

from .archiving import finish, standard
from .designs import design_of
from .designs.base import fitting
from .faces import DISPLAY, FACES, FONTS, TEXT, face_for, width
from .paper import Paper
from .wording import check, heading, reason, short_address, verify_address

QR, LOGO = "waymark:qr", "waymark:logo"
BLACK_ON_WHITE = bytes([255, 0]) + bytes(254)


# --- once per process -------------------------------------------------------------------------------------


@cache
def stylesheet(design, band, paper):
    """A design's style for a band and paper, with the faces that it and the names may need."""
    files = {f"waymark:{face}": ("font/woff2", (FONTS / name).read_bytes()) for face, name in FACES.items()}
    rules = "".join(f'@font-face {{ font-family: "{face}"; src: url("waymark:{face}") }}\n' for face in FACES)
    return CSS(string=rules + design.style(band, paper), font_config=fonts(), url_fetcher=OwnAssets(files))


@cache
def furniture(design, band, paper):
    """What a design draws on every certificate of a band and paper, ready to be put into a PDF."""
    size = f"{Paper(paper).width}mm {Paper(paper).height}mm"
    style = f"@page {{ size: {size}; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    page = HTML(string=f"<style>{style}</style>{design.drawing(band, paper)}", url_fetcher=OwnAssets({}))
    return Furniture(page.write_pdf(font_config=fonts()))


class Furniture:
    """The first page of a PDF as a Form XObject with all that it refers to, in a shape that pydyf can write."""

    REFERENCE = re.compile(rb"\b(\d+) 0 R\b")

    def __init__(self, pdf):
        self.parts = {}
        with pikepdf.open(io.BytesIO(pdf)) as document:
            form = document.make_indirect(document.pages[0].as_form_xobject())
            self.root = form.objgen[0]
            self._collect(form)

    def _collect(self, item):
        if item.is_indirect:
            if item.objgen[0] in self.parts:
                return
            self.parts[item.objgen[0]] = self._part(item)
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            item = [value for _name, value in item.items()]
        if isinstance(item, pikepdf.Array | list):
            for child in item:
                if isinstance(child, pikepdf.Object):
                    self._collect(child)

    @staticmethod
    def _part(item):
        if isinstance(item, pikepdf.Stream):
            stream = zlib.compress(item.read_bytes(), 9)
            keys = {**dict(item.items()), "/Length": len(stream), "/Filter": pikepdf.Name.FlateDecode}
            return pikepdf.Dictionary(keys).unparse(), stream
        return item.unparse(resolved=True), None

    def put_into(self, pdf):
        """Add the objects under numbers of that PDF, and return the reference to the form."""
        added = {number: Part() for number in self.parts}
        for part in added.values():
            pdf.add_object(part)
        for number, (text, stream) in self.parts.items():
            text = self.REFERENCE.sub(lambda match: added[int(match[1])].reference, text)
            added[number].written = text if stream is None else b"%s\nstream\n%s\nendstream" % (text, stream)
        return added[self.root].reference


class Part(pydyf.Object):
    """A PDF object that is already written out."""

    compressible = False
    written = b""

    @property
    def data(self):
        return self.written


def behind(picture):
    """A WeasyPrint finisher that lays the picture behind the first page, marked as decoration."""

    def finisher(_document, pdf):
        page = pdf.objects[pdf.pages["Kids"][0]]
        resources, content = (pdf.objects[int(page[key].split()[0])] for key in ("Resources", "Contents"))
        resources["XObject"]["furniture"] = picture.put_into(pdf)
        content.stream.insert(0, b"/Artifact BMC q /furniture Do Q EMC")

    return finisher


# --- once per certificate -----------------------------------------------------------------------------------


def qr(text):
    """A QR code as a grey PNG, which WeasyPrint takes in without turning it into colours first.

    Any mask makes a good code; looking for the best of the eight takes 7 ms.
    """
    code = segno.make(text, error="m", mask=3, micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=2)]
    image = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows).translate(BLACK_ON_WHITE))
    png = io.BytesIO()
    image.resize((4 * len(rows), 4 * len(rows)), Image.Resampling.NEAREST).save(png, "PNG", compress_level=1)
    return png.getvalue()


def printable(name):
    """The name and the face that can write it; no name where it would hang the printer or print a box."""
    try:
        name = clean_display_name(name)
    except ValueError:
        return "", DISPLAY
    face = face_for(name)
    return (name, face) if face else ("", DISPLAY)


@lru_cache(maxsize=8)
def logo(name):
    """A school's logo as it is stored; None if it is lost, which is no reason to print nothing."""
    try:
        with default_storage.open(name) as file:
            return file.read()
    except OSError:
        return None


def assets(certificate):
    """The pictures of this certificate alone."""
    found = {QR: ("image/png", qr(verify_address(certificate)))}
    if certificate.logo and (png := logo(certificate.logo)):
        found[LOGO] = ("image/png", png)
    return found


def words(certificate, design):
    """What stands on this certificate alone."""
    name, face = printable(certificate.name)
    lines, size = design.set_name(name, lambda line: width(line, face))
    return {
        "certificate": certificate,
        "heading": heading(certificate),
        "reason": reason(certificate),
        "check": check(certificate),
        "name": "\n".join(lines),
        "face": face,
        "name_size": size,
        "title_size": fitting(design.title_sizes, width(certificate.title, DISPLAY)),
        "school": certificate.school if face_for(certificate.school) else "",
        "school_size": fitting(design.school_sizes, width(certificate.school, TEXT)),
        "address": verify_address(certificate),
        "short_address": short_address(),
        "qr": QR,
    }


def print_certificate(certificate):
    """The PDF, and whether its name is to be written by hand because there is none or no face has its letters."""
    design, band, paper = design_of(certificate.design), certificate.band, certificate.paper
    context = words(certificate, design)
    own = assets(certificate)
    context["logo"] = LOGO if LOGO in own else ""
    pdf = HTML(string=render_to_string(design.template("html"), context), url_fetcher=OwnAssets(own)).write_pdf(
        stylesheets=[stylesheet(design, band, paper)],
        font_config=fonts(),
        finisher=behind(furniture(design, band, paper)),
        **standard(certificate),
    )
    return finish(certificate, pdf), not context["name"]
