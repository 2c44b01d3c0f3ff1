"""Users in the CMS: adults with a role. No child is listed there, found there, or opened by number."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import get_list_or_404, redirect
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.usage import UsageView
from wagtail.users import forms
from wagtail.users.views import bulk_actions, users

from .forms import NameField
from .models import School, User

FIELDS = ["email", "display_name", "is_superuser", "groups"]


def needed_by_schools(users):
    """Why these users cannot go: a sentence, or nothing. A school keeps somebody who can let others in and out."""
    schools = list(School.objects.left_without_admin(users))
    if not schools:
        return ""
    names = get_text_list([str(school) for school in schools], gettext("and"))
    return gettext("Not done: %(schools)s would have no school admin. First let them name another.") % {
        "schools": names
    }


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

    def clean_is_active(self):
        if not self.cleaned_data["is_active"] and (why := needed_by_schools([self.instance])):
            raise ValidationError(why)
        return self.cleaned_data["is_active"]


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
    def post(self, request, *args, **kwargs):
        if why := needed_by_schools([self.object]):
            messages.error(request, why)
            return redirect("wagtailusers_users:edit", self.object.pk)
        return super().post(request, *args, **kwargs)


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


class NotTheLastAdmins(OnTheListed):
    """All or nothing: where a school would be left without an admin, nobody goes."""

    def lets_go(self):
        return True

    def prepare_action(self, objects, objects_without_access):
        if self.lets_go() and (why := needed_by_schools(objects)):
            messages.error(self.request, why)
            return redirect(self.next_url)
        return super().prepare_action(objects, objects_without_access)


class AssignRole(OnTheListed, bulk_actions.AssignRoleBulkAction):
    pass


class Delete(NotTheLastAdmins, bulk_actions.DeleteBulkAction):
    pass


class SetActiveState(NotTheLastAdmins, bulk_actions.SetActiveStateBulkAction):
    def lets_go(self):
        return not self.cleaned_form.cleaned_data["mark_as_active"]
