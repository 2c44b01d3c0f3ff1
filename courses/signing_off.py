"""Sign off: two people, one of them with the safeguarding role, and never one alone.

No models here: Wagtail imports this while it makes its own.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

SAFEGUARDING = "Safeguarding reviewers"


def publish(workflow_state, user=None):
    """What all have approved goes out, under the names of those who did."""
    revision = workflow_state.content_object.get_latest_revision()
    if "checked_by" in revision.content:
        revision.content["checked_by"] = names(workflow_state)
        revision.save(update_fields=["content"])
    revision.publish(user=user, skip_permission_checks=True)


def names(workflow_state):
    """Who approved it, in order; an adult without a name is not given one, nor their e-mail shown."""
    approved = workflow_state.successful_task_states.select_related("finished_by").order_by("finished_at")
    signed = [state.finished_by.display_name for state in approved if state.finished_by]
    return ", ".join(name for name in dict.fromkeys(signed) if name)[:120]


class SignOffForm(TaskStateCommentForm):
    """Every line of the checklist is ticked, or it is not approved."""

    checked = forms.MultipleChoiceField(label=_("I have checked"), widget=forms.CheckboxSelectMultiple)
    field_order = ["checked", "comment"]
    lines = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["checked"].choices = [(line, line) for line in self.lines]

    def clean_checked(self):
        checked = self.cleaned_data["checked"]
        if not set(self.lines) <= set(checked):
            raise forms.ValidationError(_("Tick every line, or ask for changes."))
        return checked
