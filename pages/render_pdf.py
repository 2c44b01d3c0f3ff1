"""HTML to PDF with our own fonts and pictures alone. For the worker only: WeasyPrint takes a second to load."""

from functools import cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse


class OwnAssets(URLFetcher):
    """Hands out what it was given, by name. Everything else, near or far, is refused and stops the printing."""

    def __init__(self, assets):
        super().__init__(fail_on_errors=True)
        self.assets = assets

    def fetch(self, url, headers=None):
        if url not in self.assets:
            raise ValueError("refused")
        kind, body = self.assets[url]
        return URLFetcherResponse(url, body, {"Content-Type": kind})


@cache
def fonts():
    return FontConfiguration()


def faces(files):
    """The stylesheet of these fonts: {name: path of a WOFF2 file}."""
    assets = {f"waymark:{name}": ("font/woff2", path.read_bytes()) for name, path in files.items()}
    rules = "".join(f'@font-face {{ font-family: "{name}"; src: url("waymark:{name}") }}\n' for name in files)
    return CSS(string=rules, font_config=fonts(), url_fetcher=OwnAssets(assets))


def render_pdf(html, stylesheets=(), assets=()):
    """A tagged PDF (PDF/UA-1) of a page that asks for nothing but these: {name: (kind, bytes)}."""
    page = HTML(string=html, base_url="about:blank", url_fetcher=OwnAssets(dict(assets)))
    return page.write_pdf(stylesheets=list(stylesheets), font_config=fonts(), pdf_variant="pdf/ua-1")
