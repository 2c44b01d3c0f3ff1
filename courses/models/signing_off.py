from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, PagePermissionTester, TaskState

from pages.signing_off import sign_off_is_required

from ..signing_off import SignOffForm


class SignOffLock(WorkflowLock):
    def get_message(self, user):
        return format_html(
            _('This stands still while it is signed off: <a href="{url}">sign it off or ask for changes</a>.'),
            url=reverse("wagtailadmin_home"),
        )

    def get_description(self, user, can_lock=False):
        return _("Nobody changes it while it is signed off")


class SignOffTask(AbstractGroupApprovalTask):
    """One of the words that a lesson or quiz needs. Nobody gives two, and each line of the checklist is ticked."""

    lock_class = SignOffLock

    checklist = models.TextField(help_text=_("What only a person can check, a line each"))

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "checklist"]

    class Meta:
        verbose_name = _("sign-off")

    @property
    def lines(self):
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]

    @classmethod
    def get_description(cls):
        return _("Members of the groups sign off a checklist; nobody twice in one workflow")

    def locked_for_user(self, obj, user):
        """Nobody changes what somebody is signing, or has signed: it goes back to its author for that."""
        return True

    def may_approve(self, obj, user):
        """In the group, not the one who signed before, and nothing in the text that blocks it."""
        return self._user_in_groups(user) and not self.has_signed(obj, user) and not self.is_blocked(obj)

    def has_signed(self, obj, user):
        states = obj.current_workflow_state.task_states if obj.current_workflow_state else TaskState.objects.none()
        return states.filter(status=TaskState.STATUS_APPROVED, finished_by=user).exists()

    def is_blocked(self, obj):
        draft = obj.get_latest_revision_as_object()
        return any(remark.blocks for remark in getattr(draft, "remarks", list)())

    def get_actions(self, obj, user):
        if not self._user_in_groups(user):
            return []
        actions = [("reject", _("Ask for changes"), True)]
        return [*actions, ("approve", _("Sign off"), True)] if self.may_approve(obj, user) else actions

    def get_form_for_action(self, action):
        if action != "approve":
            return super().get_form_for_action(action)
        return type("SignOffForm", (SignOffForm,), {"lines": self.lines})

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        checked = kwargs.pop("checked", [])
        if action_name == "approve":
            obj = task_state.workflow_state.content_object
            if not set(self.lines) <= set(checked) or not self.may_approve(obj, user):
                raise PermissionDenied
        return super().on_action(task_state, user, action_name, **kwargs)


class OnlyDrafts(PagePermissionTester):
    """Editing, without publishing alone."""

    def can_publish(self):
        return not sign_off_is_required() and super().can_publish()


class OnlyDraftsBelow(PagePermissionTester):
    """For the page above: making a page and publishing it in one go, or a published copy, is publishing alone, too."""

    def can_publish_subpage(self):
        return not sign_off_is_required() and super().can_publish_subpage()
