from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Quiz


class QuizViewSet(SnippetViewSet):
    """Quizzes in the CMS. Versions, attempts and responses are facts, and no editor's business."""

    model = Quiz
    icon = "help"
    menu_label = _("Quizzes")
    list_display = ["title", "get_band_display", "pass_mark", UpdatedAtColumn()]
    list_filter = ["band", "sensitive"]
    search_fields = ["title"]
    ordering = ["title"]


register_snippet(QuizViewSet)
