"""The people of a school, as its admin sees them: roles, staff preparation, second step, invitations."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Role
from accounts.models import Invitation, Membership, User
from courses.models import LessonCompletion
from courses.preparation import preparation_keys

MOST_INVITATIONS = {True: 100, False: 10}  # a day, by whether the school is approved: a stranger may have begun it


@dataclass(frozen=True)
class Colleague:
    user: User
    memberships: list
    parts: int
    all_parts: int
    has_second_step: bool

    @property
    def is_prepared(self):
        return self.parts >= self.all_parts > 0


class StaffRoom:
    """Everybody with a current role at a school."""

    def __init__(self, school):
        self.school = school

    @cached_property
    def memberships(self):
        found = self.school.memberships.current().select_related("user", "school").order_by("started_at", "pk")
        by_user = defaultdict(list)
        for membership in found:
            by_user[membership.user].append(membership)
        return by_user

    @cached_property
    def finished(self):
        """How many parts of staff preparation each has finished."""
        facts = LessonCompletion.objects.filter(learner__in=self.memberships, lesson_key__in=self.parts)
        return Counter(facts.values_list("learner", flat=True))

    parts = cached_property(lambda self: preparation_keys())

    @cached_property
    def with_second_step(self):
        factors = Authenticator.objects.filter(user__in=self.memberships)
        return set(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list("user", flat=True))

    @property
    def colleagues(self):
        everybody = [self.colleague(user) for user in self.memberships]
        return sorted(everybody, key=lambda colleague: str(colleague.user).casefold())

    def colleague(self, user):
        return Colleague(
            user, self.memberships[user], self.finished[user.pk], len(self.parts), user.pk in self.with_second_step
        )

    @property
    def invitations(self):
        waiting = Invitation.objects.unanswered().filter(school=self.school)
        for invitation in waiting:
            invitation.school = self.school
        return waiting


def role_choices(school):
    return [(role.value, school.role_label(role)) for role in Role]


class InviteForm(forms.Form):
    """Says the same whether or not the address has an account; what is refused, an admin sees in the list of staff."""

    email = forms.EmailField(label=gettext_lazy("School e-mail address"), widget=forms.EmailInput)
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, school, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school
        self.fields["role"].choices = role_choices(school)
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        here = Membership.objects.current().filter(school=self.school, role=self.cleaned_data.get("role"))
        if here.filter(user__email__iexact=self.cleaned_data.get("email", "")).exists():
            raise ValidationError(_("This person is here already, with that role."))
        today = self.school.invitations.filter(sent_at__gt=timezone.now() - timedelta(days=1)).count()
        if today >= MOST_INVITATIONS[self.school.is_approved]:
            raise ValidationError(_("That’s as many invitations as a day allows. Please go on tomorrow."))


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a role at least, or let them leave the school below.")},
    )

    def __init__(self, school, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(school)
