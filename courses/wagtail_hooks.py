from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import OpenPoint
from .reminding import due, due_words, edit_path


class OpenPointViewSet(SnippetViewSet):
    """What has to be settled before a school uses the lessons."""

    model = OpenPoint
    icon = "tasks"
    menu_label = _("Open points")
    add_to_admin_menu = True
    list_display = ["text", "who", "done"]
    list_filter = ["done"]
    panels = [FieldPanel("text"), FieldPanel("who"), FieldPanel("outcome"), FieldPanel("done")]


register_snippet(OpenPointViewSet)


class DuePanel(Component):
    """What a person has to look at again."""

    name, order = "due", 410
    template_name = "courses/cms/due.html"

    def get_context_data(self, parent_context):
        things = [(thing, due_words(thing), edit_path(thing)) for thing in due()]
        return {"things": things}


class OpenPointsPanel(Component):
    name, order = "open_points", 420
    template_name = "courses/cms/open_points.html"

    def get_context_data(self, parent_context):
        may = parent_context["request"].user.has_perm("courses.change_openpoint")
        url = reverse(OpenPoint.snippet_viewset.get_url_name("list")) if may else ""
        return {"points": OpenPoint.objects.open(), "url": url}


@hooks.register("construct_homepage_panels")
def show_what_is_to_be_done(request, panels):
    panels += [DuePanel(), OpenPointsPanel()]
