"""Users in the CMS: adults with a role. No child is listed there, found there, or opened by number."""

from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import get_list_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.usage import UsageView
from wagtail.users import forms
from wagtail.users.views import bulk_actions, users

from .forms import NameField
from .models import User

FIELDS = ["email", "display_name", "is_superuser", "groups"]


class UserCreationForm(forms.UserCreationForm):
    """No password: who is added sets one by "forgotten password"."""

    first_name = last_name = None
    display_name = NameField(label=_("Name"))

    class Meta:
        model = User
        fields = FIELDS
        widgets = {"groups": CheckboxSelectMultiple}

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class UserEditForm(forms.UserEditForm):
    first_name = last_name = None
    display_name = NameField(label=_("Name"))

    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = {"groups": CheckboxSelectMultiple}


class WithARole:
    def get_object(self, *args):
        user = super().get_object(*args)
        if not User.objects.with_a_role().filter(pk=user.pk).exists():
            raise Http404
        return user


class IndexView(users.IndexView):
    search_fields = ["email", "display_name"]

    def get_base_queryset(self):
        return super().get_base_queryset().with_a_role()


class EditView(WithARole, users.EditView):
    pass


class DeleteView(WithARole, users.DeleteView):
    pass


class HistoryView(WithARole, users.HistoryView):
    pass


class UserUsageView(WithARole, UsageView):
    pass


class UserViewSet(users.UserViewSet):
    index_view_class = IndexView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UserUsageView
    copy_view_enabled = False
    create_template_name = "accounts/cms/user_create.html"
    edit_template_name = "accounts/cms/user_edit.html"

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm


class OnTheListed:
    """A bulk action finds only those whom the list shows."""

    @classmethod
    def get_queryset(cls, model, object_ids):
        return get_list_or_404(model.objects.with_a_role(), pk__in=object_ids)


class AssignRole(OnTheListed, bulk_actions.AssignRoleBulkAction):
    pass


class Delete(OnTheListed, bulk_actions.DeleteBulkAction):
    pass


class SetActiveState(OnTheListed, bulk_actions.SetActiveStateBulkAction):
    pass
