"""Many certificates in one go, for a class: laid out together, written one by one and all together.

For the worker only. What WeasyPrint does once a document (reading its own style, subsetting the fonts) is done once
for a batch; the papers are the same as those printed alone.
"""

from itertools import groupby
from typing import NamedTuple

from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from pages.render_pdf import OwnAssets, fonts

from .designs import design_of
from .models import Certificate
from .printing import LOGO, QR, assets, furniture, stylesheet, words

VARIANT = "pdf/ua-1"


class Sheet(NamedTuple):
    """A certificate laid out: a page of a document, and what lies behind it."""

    certificate: Certificate
    document: object
    page: object
    picture: object
    name_by_hand: bool

    def pdf(self):
        """This one alone."""
        return written(self.document, [self])


def lay_out(certificates):
    """A Sheet for each, in their order."""
    groups = groupby(certificates, key=lambda one: (design_of(one.design), one.band, one.paper, one.title))
    return [sheet for (*look, _title), group in groups for sheet in lay_out_alike(*look, list(group))]


def lay_out_alike(design, band, paper, certificates):
    pictures, texts = {}, []
    for number, certificate in enumerate(certificates):
        own, text = assets(certificate), words(certificate, design) | {"qr": f"{QR}-{number}"}
        pictures[text["qr"]] = own[QR]
        if LOGO in own:
            text["logo"] = f"{LOGO}-{certificate.logo}"  # the same for a whole school
            pictures[text["logo"]] = own[LOGO]
        texts.append(text)
    own, (first, *others) = OwnAssets(pictures), [render_to_string(design.template("html"), text) for text in texts]
    page = HTML(string=first, base_url="about:blank", url_fetcher=own)
    for other in others:
        body = HTML(string=other, base_url="about:blank", url_fetcher=own).etree_element.find("body")
        page.etree_element.append(body)
    apart = CSS(string="body { break-after: page }", font_config=fonts(), url_fetcher=OwnAssets({}))
    styles = [stylesheet(design, band, paper), apart]
    document = page.render(stylesheets=styles, font_config=fonts(), pdf_variant=VARIANT)
    pages = zip(certificates, texts, document.pages, strict=True)
    picture = furniture(design, band, paper)
    return [Sheet(one, document, page, picture, not text["name"]) for one, text, page in pages]


def bind(sheets):
    """All of them as one PDF, to print in one go."""
    return written(sheets[0].document, sheets)


def written(document, sheets):
    one = document.copy([sheet.page for sheet in sheets])
    return one.write_pdf(finisher=behind_each([sheet.picture for sheet in sheets]), pdf_variant=VARIANT)


def behind_each(pictures):
    """A WeasyPrint finisher that lays a picture behind each page, as decoration; the same one is stored once."""

    def finisher(_document, pdf):
        stored = {picture: picture.put_into(pdf) for picture in dict.fromkeys(pictures)}
        for number, picture in zip(pdf.pages["Kids"][::3], pictures, strict=True):
            page = pdf.objects[number]
            resources, content = (pdf.objects[int(page[key].split()[0])] for key in ("Resources", "Contents"))
            resources["XObject"]["furniture"] = stored[picture]
            content.stream.insert(0, b"/Artifact BMC q /furniture Do Q EMC")

    return finisher
