from wagtail.models import Page


class HomePage(Page):
    """The root of the site: three doors. Courses stand below it."""

    max_count = 1
    template = "pages/home.html"
