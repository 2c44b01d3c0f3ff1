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
        buttons = self.buttons(text)
        assert buttons, f"no button says {text!r} on {self.path}"
        button = buttons[0]
        form = button.find_parent("form")
        data = self.form_data(form) | (fields or {})
        if button.get("name"):
            data[button["name"]] = button.get("value", "")
        path = button.get("formaction") or form.get("action") or self.path
        if form.get("method", "get").lower() == "get":
            return self._show(self.client.get(path, data, follow=True))
        return self._show(self.client.post(path, data, follow=True))

    def choices(self, answer):
        """The form fields that say this answer: options by their labels, or parts by theirs."""
        if isinstance(answer, list):
            fields = [self.field(text) for text in answer]
            return {fields[0]["name"]: [field["value"] for field in fields]}
        return dict(self.part(text, choice) for text, choice in answer.items())

    def field(self, text, within=None):
        labels = [label for label in (within or self.soup).find_all("label") if text_of(label) == text]
        assert labels, f"nothing is labelled {text!r} on {self.path}"
        return labels[0].find("input") or self.soup.find(id=labels[0]["for"])

    def part(self, text, choice):
        """One part of an answer: a select with this label, or radios in a group with this legend."""
        legends = [legend for legend in self.soup.find_all("legend") if text_of(legend) == text]
        if legends:
            field = self.field(choice, within=legends[0].parent)
            return field["name"], field["value"]
        select = self.field(text)
        return select["name"], next(o["value"] for o in select.find_all("option") if text_of(o) == choice)

    def can_press(self, text):
        return bool(self.buttons(text))

    def buttons(self, text):
        """Those that send something: the others wait for a script."""
        buttons = self.soup.find_all("button", type=lambda kind: kind != "button")
        return [button for button in buttons if text.lower() in text_of(button).lower()]

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
