"""Which letters a teacher wants about a class: a part of its settings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ..models import LetterWish


def teaches(request, group):
    return group.teachers.filter(pk=request.user.pk).exists()


def told(request, group):
    """For the page of the settings."""
    return {"teaches": teaches(request, group), "letters": LetterWish.objects.of(group, request.user)}


def choose(request, group):
    """The letters go to whoever asks for them, and to nobody else."""
    if not teaches(request, group):
        raise PermissionDenied
    wanted = {name: request.POST.get(name) == "1" for name in ("weekly", "all_finished")}
    LetterWish.objects.choose(group, request.user, **wanted)
    messages.success(request, _("Saved."))
    return redirect("classrooms:class_settings", group.pk)
