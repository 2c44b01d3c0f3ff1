"""Somebody who reads a lesson finds a mistake in it, and its editors hear of that."""

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

KINDS = [
    ("fact", gettext_lazy("A fact, number or link is not right")),
    ("words", gettext_lazy("A word or sentence is wrong or hard to follow")),
    ("kind", gettext_lazy("Something could upset or blame a reader")),
    ("use", gettext_lazy("Something doesn’t work on my device")),
    ("other", gettext_lazy("Something else")),
]


class MistakeForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=KINDS, widget=forms.RadioSelect)
    where = forms.CharField(
        label=gettext_lazy("Where is it?"), max_length=200, help_text=gettext_lazy("Such as: step 3")
    )
    what = forms.CharField(
        label=gettext_lazy("What should be different?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Please write nothing about a real child. If a child needs help, use the help page."),
    )

    def send(self, lesson):
        """Put a message to every editor into the outbox; it names no sender, because nobody was asked who they are."""
        said = self.cleaned_data
        body = "\n".join(
            [
                f"{lesson}",
                f"{settings.BASE_URL}{lesson.get_absolute_url()}",
                "",
                str(dict(KINDS)[said["kind"]]),
                _("Where: %(where)s") % said,
                "",
                said["what"],
            ]
        )
        subject = _("A reader found something in lesson %(code)s") % {"code": lesson.code}
        EmailMessage(subject, body, to=[settings.SUPPORT_EMAIL], bcc=editors()).send()


def editors():
    return list(
        User.objects.filter(groups__name__in=["Editors", "Moderators"]).values_list("email", flat=True).distinct()
    )
