"""A browser without JavaScript, over Django's test client: follows links and fills in forms by what they say."""

from bs4 import BeautifulSoup
from django.test import Client


def text_of(element):
    return " ".join(element.get_text(" ").split())


class PlainBrowser:
    """Where one person is on the site, and what they can do from there."""

    def __init__(self):
        self.client = Client(enforce_csrf_checks=True)

    def open(self, path):
        return self._show(self.client.get(path, follow=True))

    def follow(self, text):
        """Follow the link whose words contain this."""
        links = [a for a in self.soup.find_all("a", href=True) if text.lower() in text_of(a).lower()]
        assert links, f"no link says {text!r} on {self.path}: {self.links()}"
        return self.open(links[0]["href"])

    def press(self, text, fields=None):
        """Fill in these fields and press the button whose words contain this."""
        buttons = [b for b in self.soup.find_all("button") if text.lower() in text_of(b).lower()]
        assert buttons, f"no button says {text!r} on {self.path}"
        button = buttons[0]
        form = button.find_parent("form")
        data = self.form_data(form) | (fields or {})
        if button.get("name"):
            data[button["name"]] = button.get("value", "")
        path = form.get("action") or self.path
        if form.get("method", "get").lower() == "get":
            return self._show(self.client.get(path, data, follow=True))
        return self._show(self.client.post(path, data, follow=True))

    def can_press(self, text):
        return any(text.lower() in text_of(b).lower() for b in self.soup.find_all("button"))

    def form_data(self, form):
        """What a browser would send of a form that nobody touched."""
        data = {}
        for field in form.find_all(["input", "select", "textarea"]):
            name, kind = field.get("name"), field.get("type", "text")
            if not name or kind in {"submit", "button"}:
                continue
            if field.name == "select":
                chosen = field.find("option", selected=True) or field.find("option")
                data[name] = chosen.get("value", text_of(chosen)) if chosen else ""
            elif kind in {"radio", "checkbox"}:
                if field.has_attr("checked"):
                    data[name] = field.get("value", "on")
            else:
                data[name] = field.get("value", "")
        return data

    def links(self):
        return [text_of(a) for a in self.soup.find_all("a", href=True)]

    @property
    def text(self):
        return text_of(self.soup.find("main") or self.soup)

    @property
    def title(self):
        return text_of(self.soup.title)

    def _show(self, response):
        self.response = response
        self.status = response.status_code
        self.path = response.request["PATH_INFO"]
        self.soup = BeautifulSoup(response.content, "html.parser") if "html" in response["Content-Type"] else None
        return self
