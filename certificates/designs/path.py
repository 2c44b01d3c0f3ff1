from django.utils.translation import gettext_lazy as _


class PathDesign:
    """A way through hills with waymarks, for Navigators and older."""

    slug = "path"
    title = _("The path")
    template = "certificates/designs/path.html"
