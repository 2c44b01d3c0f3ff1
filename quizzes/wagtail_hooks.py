from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Quiz


class QuizViewSet(SnippetViewSet):
    """Quizzes in the CMS. Versions, attempts and responses are facts, and no editor's business."""

    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    add_to_admin_menu = True
    list_display = [
        "title",
        Column("get_band_display", label=_("Band"), sort_key="band"),
        Column("pass_mark", label=_("Pass mark"), sort_key="pass_mark"),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter = ["band", "sensitive"]
    search_fields = ["title"]
    ordering = ["title"]


register_snippet(QuizViewSet)
