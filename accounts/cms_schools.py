"""Schools in the CMS, for operators: which wait, and their approval. Of its people only the admins are named there."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from .models import School


class OnlyLookAndApprove(ModelPermissionPolicy):
    """A school is begun by its first teacher, and goes by the rules of retention: no button here does either."""

    def user_has_permission(self, user, action):
        return action in {"change", "view"} and super().user_has_permission(user, "change")

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class SchoolIndex(IndexView):
    default_ordering = [F("approved_at").desc(nulls_first=True), "-created_at"]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("approved_by").order_by(*self.default_ordering)

    def order_queryset(self, queryset):
        return queryset

    def get_edit_url(self, instance):
        return reverse("schools:approve", args=[instance.pk])


class ApproveSchool(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What a school has said of itself, and the button."""

    template_name = "accounts/cms/school.html"
    page_title = gettext_lazy("School")
    header_icon = "group"
    permission_required = "change"
    permission_policy = None

    @cached_property
    def school(self):
        return get_object_or_404(School.objects.select_related("approved_by"), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.school)

    def get_context_data(self, **kwargs):
        namesakes = School.objects.exclude(pk=self.school.pk).exclude(register_number="")
        admins = self.school.memberships.current().admins().select_related("user")
        return super().get_context_data(
            school=self.school,
            admins=[membership.user for membership in admins],
            same_number=namesakes.filter(register_number=self.school.register_number),
            **kwargs,
        )

    def post(self, request, **kwargs):
        self.school.approve(request.user)
        messages.success(request, _("%(school)s is approved. Its admins get a mail.") % {"school": self.school})
        return redirect("schools:index")


class SchoolViewSet(ModelViewSet):
    model = School
    icon = "group"
    menu_label = gettext_lazy("Schools")
    menu_order = 250
    add_to_admin_menu = True
    url_prefix = "schools"
    url_namespace = "schools"
    index_view_class = SchoolIndex
    exclude_form_fields = []
    permission_policy = OnlyLookAndApprove(School)
    search_fields = ["name", "register_number"]
    add_to_reference_index = False
    list_display = [
        TitleColumn("name", label=gettext_lazy("School"), get_url=lambda s: reverse("schools:approve", args=[s.pk])),
        Column("get_nation_display", label=gettext_lazy("Nation")),
        Column("register_number", label=gettext_lazy("URN or SEED")),
        DateColumn("created_at", label=gettext_lazy("Started")),
        DateColumn("approved_at", label=gettext_lazy("Approved")),
        Column("approved_by", label=gettext_lazy("By")),
    ]

    def get_urlpatterns(self):
        approve = ApproveSchool.as_view(permission_policy=self.permission_policy)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", approve, name="approve"),
        ]


schools = SchoolViewSet("schools")
