"""What a school wants its certificates to say of it: its name, its logo, or neither."""

import base64

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import school_staff_only
from accounts.choices import Event
from accounts.logos import NotALogo, keep, redrawn
from accounts.models import AuditEntry

from .staff import PAGE_OR_ACTION, managed_school

WITH_NAME = {"name": True, "no_name": False}


class LogoForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG, JPEG or WebP, at most 1 MB. A white or see-through ground looks best."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={"required": gettext_lazy("Please choose a picture first.")},
    )

    def clean_file(self):
        try:
            return redrawn(self.cleaned_data["file"])
        except NotALogo as error:
            raise forms.ValidationError(str(error)) from error


@PAGE_OR_ACTION
@school_staff_only
def logo(request, pk):
    school = managed_school(request, pk)
    if request.method != "POST":
        return logo_page(request, school, LogoForm())
    action = request.POST.get("action")
    if action in WITH_NAME:
        sentence = (
            _("New certificates name the school.") if WITH_NAME[action] else _("New certificates name no school.")
        )
        return change(request, school, "on_certificates", WITH_NAME[action], sentence)
    if action == "remove":
        return change(request, school, "logo", "", _("New certificates have no logo."))
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return logo_page(request, school, form, status=422)
    return change(request, school, "logo", keep(form.cleaned_data["file"]), _("New certificates have this logo."))


def change(request, school, field, value, sentence):
    if value != getattr(school, field):
        setattr(school, field, value)
        said = {"has_logo": bool(school.logo), "has_name": school.on_certificates}
        with transaction.atomic():
            school.save(update_fields=[field])
            AuditEntry.objects.write(Event.LOGO_CHANGED, by=request.user, school=school, **said)
    messages.success(request, sentence)
    return redirect("classrooms:logo", school.pk)


def logo_page(request, school, form, status=200):
    context = {"school": school, "form": form, "picture": inline(school.logo)}
    return render(request, "classrooms/logo.html", context, status=status)


def inline(name):
    """The picture inside the page, as it has no address of its own."""
    if not name or not default_storage.exists(name):
        return ""
    with default_storage.open(name) as file:
        return "data:image/png;base64," + base64.b64encode(file.read()).decode()
