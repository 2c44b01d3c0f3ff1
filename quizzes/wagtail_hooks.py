from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from pages.signing_off import sign_off_is_required

from .models import Quiz


class SignedOffPolicy(ModelPermissionPolicy):
    """Nobody publishes alone: that is for the workflow of two."""

    def user_has_permission(self, user, action):
        return not (action == "publish" and sign_off_is_required()) and super().user_has_permission(user, action)


class UnpublishQuizView(UnpublishView):
    """To take something down, one person is enough."""

    def setup(self, *args, **kwargs):
        self.permission_policy = ModelPermissionPolicy(Quiz)
        super().setup(*args, **kwargs)


class QuizViewSet(SnippetViewSet):
    """Quizzes in the CMS. Versions, attempts and responses are facts, and no editor's business."""

    model = Quiz
    permission_policy = SignedOffPolicy(Quiz)
    unpublish_view_class = UnpublishQuizView
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


@hooks.register("construct_snippet_action_menu")
def offer_no_publishing_alone(menu_items, request, context):
    """Wagtail's button asks the user's permissions, and not the policy that refuses it."""
    if context["model"] is Quiz and sign_off_is_required():
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
