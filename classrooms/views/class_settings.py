"""What concerns the class as a whole: its name, who teaches it, the end of the year, its end."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import recently_shown, school_staff_only
from accounts.models import ClassGroup
from courses.models import Lesson

from .. import years
from ..class_forms import ClassForm, ColleagueForm
from ..models import Cover
from ..preflight import courses_for
from ..purging import what_goes_with
from . import cover, letters
from .desk import visible_class
from .of_class import act, page


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def class_settings(request, pk):
    group = visible_class(request, pk)
    if request.method == "POST":
        allowed = ACTIONS if not group.is_archived else {name: ACTIONS[name] for name in IN_ARCHIVE}
        return act(allowed, request, group)
    return settings_page(request, group)


def settings_page(request, group, status=200, **forms):
    context = {
        "form": ClassForm(instance=ClassGroup.objects.get(pk=group.pk)),
        "add_form": ColleagueForm(group, auto_id="id_add_%s"),
        "over_form": ColleagueForm(group, auto_id="id_over_%s"),
        "copy_form": ClassForm(
            initial={"name": "", "year_group": group.year_group, "band": group.band}, auto_id="id_copy_%s"
        ),
        "teachers": group.teachers.order_by("display_name"),
        "running": group.sessions.live().first(),
        "next": ClassGroup.objects.visible_to(request.user).filter(came_from=group).first(),
        "goes": what_goes_with(group),
        "lessons": cover.covered_lessons(courses_for(group)),
        "covers": covers_of(group),
    } | letters.told(request, group)
    return page(request, "settings", group, "settings", status=status, **(context | forms))


def covers_of(group):
    """What is out, each with its lesson."""
    found = list(Cover.objects.open().filter(class_group=group))
    titles = dict(
        Lesson.objects.filter(translation_key__in=[one.lesson_key for one in found]).values_list(
            "translation_key", "title"
        )
    )
    return [(one, titles.get(one.lesson_key, "")) for one in found]


def back(request, group, sentence):
    messages.success(request, sentence)
    return redirect("classrooms:class_settings", group.pk)


def beside(request, group):
    """The classes that stand on one desk with this one."""
    return ClassGroup.objects.visible_to(request.user).current().filter(school=group.school)


def save(request, group):
    others = beside(request, group).exclude(pk=group.pk)
    form = ClassForm(request.POST, instance=ClassGroup.objects.get(pk=group.pk), beside=others)
    if not form.is_valid():
        return settings_page(request, group, status=422, form=form)
    form.save()
    return back(request, group, _("Saved."))


# --- teachers -----------------------------------------------------------------------------------------------


def add_teacher(request, group):
    form = ColleagueForm(group, request.POST, auto_id="id_add_%s")
    if not form.is_valid():
        return settings_page(request, group, status=422, add_form=form)
    colleague = form.cleaned_data["colleague"]
    group.add_teacher(colleague, request.user)
    return back(request, group, _("%(name)s teaches this class, too.") % {"name": colleague})


def remove_teacher(request, group):
    number = request.POST.get("teacher", "")
    teacher = get_object_or_404(group.teachers, pk=number if number.isdecimal() else 0)
    try:
        group.remove_teacher(teacher, request.user)
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("classrooms:class_settings", group.pk)
    return after_teachers(request, group, _("%(name)s no longer teaches this class.") % {"name": teacher})


def hand_over(request, group):
    form = ColleagueForm(group, request.POST, auto_id="id_over_%s")
    if not form.is_valid():
        return settings_page(request, group, status=422, over_form=form)
    colleague = form.cleaned_data["colleague"]
    group.hand_over(colleague, request.user)
    return after_teachers(request, group, _("The class is %(name)s’s now.") % {"name": colleague})


def after_teachers(request, group, sentence):
    """Whoever gave the class away does not see it any more."""
    messages.success(request, sentence)
    still_here = ClassGroup.objects.visible_to(request.user).filter(pk=group.pk).exists()
    return redirect("classrooms:class_settings", group.pk) if still_here else redirect("classrooms:desk")


# --- cover --------------------------------------------------------------------------------------------------


def give_cover(request, group):
    """The link is shown once, in the answer: only its fingerprint is kept."""
    try:
        lesson = cover.wanted(request, courses_for(group))
    except ValueError as error:
        return settings_page(request, group, status=422, cover_error=str(error))
    _given, token = Cover.objects.give(group, lesson.translation_key, request.user)
    link = settings.BASE_URL + reverse("classrooms:open_cover", args=[token])
    return settings_page(request, group, cover_link=link, cover_lesson=lesson)


def end_cover(request, group):
    cover.asked_for(request, group).end()
    return back(request, group, _("The link opens nothing any more."))


# --- copies, years, the end ---------------------------------------------------------------------------------


def duplicate(request, group):
    form = ClassForm(request.POST, beside=beside(request, group), auto_id="id_copy_%s")
    if not form.is_valid():
        return settings_page(request, group, status=422, copy_form=form)
    new = years.duplicate(group, **form.cleaned_data)
    messages.success(request, _("%(name)s has the same courses and teachers. Now add its pupils.") % {"name": new})
    return redirect("classrooms:pupils", new.pk)


def not_while_live(action):
    def guarded(request, group, **fields):
        if group.sessions.live().exists():
            messages.error(request, _("A session of this class is open. End it first."))
            return redirect("classrooms:class_settings", group.pk)
        return action(request, group, **fields)

    return guarded


@not_while_live
def archive(request, group):
    group.archive(request.user)
    return back(request, group, _("The class is in the archive. Its cards open nothing until you take it out."))


def unarchive(request, group):
    group.unarchive(request.user)
    return back(request, group, _("The class is out of the archive. Its cards open the door again."))


@not_while_live
@recently_shown
def delete(request, group):
    group.delete_later(request.user)
    messages.success(
        request,
        _("%(name)s is deleted. Until %(day)s you can bring it back, under Archive.")
        % {"name": group.name, "day": date_format(timezone.localtime(group.gone_for_good_at), "j F")},
    )
    return redirect("classrooms:old_classes")


ACTIONS = {
    "save": save,
    "add_teacher": add_teacher,
    "remove_teacher": remove_teacher,
    "hand_over": hand_over,
    "letters": letters.choose,
    "give_cover": give_cover,
    "end_cover": end_cover,
    "duplicate": duplicate,
    "archive": archive,
    "unarchive": unarchive,
    "delete": delete,
}
IN_ARCHIVE = ["unarchive", "delete", "hand_over", "duplicate"]
