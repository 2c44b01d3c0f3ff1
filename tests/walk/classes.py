"""Pages of classes: new, in use, in the archive, and in the hands of whoever covers."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.choices import AgeBand, Role
from classrooms import demo, enrolling, live
from classrooms.models import CardSheet, Cover
from courses.models import Assignment, Course

from .earned import earned_pages
from .page import Page

A_YEAR = timedelta(days=365)


def class_pages(school, teacher, sign_in, visit):
    """All pages of a class: made a moment ago, in use, archived; and what a teacher does on them."""
    colleague = demo.make_staff(school, Role.TEACHER, "co@ashgrove.example", "Mr Rowlands")
    group = demo.make_class(school, "7 Elm", "Year 7", AgeBand.NAVIGATORS, [teacher, colleague])
    course = Course.objects.live().get(slug=AgeBand.NAVIGATORS)
    new = demo.make_class(school, "7 Hazel", "Year 7", AgeBand.NAVIGATORS, [teacher])
    sparks = demo.make_class(school, "Acorns", "Reception", AgeBand.SPARKS, [teacher])
    enrolling.enrol_names(group, demo.PUPILS[:9])
    enrolling.enrol_tickets(group, 3, 9)
    first = group.enrolments.first()
    group.enrolments.last().end()
    Assignment.objects.assign(group, course, baseline=True)
    Cover.objects.give(group, course.lessons[0].translation_key, teacher)
    yield Page("classrooms:new_class", "", reverse("classrooms:new_class"), "teacher")
    yield Page("classrooms:new_class", "nothing filled in", reverse("classrooms:new_class"), "teacher",
               way="send_it_empty", status=422, core=False)  # fmt: skip
    for name in ["pupils", "add_pupils", "cards", "class_courses", "class_settings", "move_up"]:
        yield Page(f"classrooms:{name}", "in use", reverse(f"classrooms:{name}", args=[group.pk]), "teacher")
        if name != "add_pupils":
            yield Page(
                f"classrooms:{name}", "new", reverse(f"classrooms:{name}", args=[new.pk]), "teacher", core=False
            )
    adding = reverse("classrooms:add_pupils", args=[new.pk])
    yield Page("classrooms:add_pupils", "no number", adding, "teacher", way="send_it_empty", status=422, core=False)
    yield Page("classrooms:add_pupils", "looked through", adding, "teacher", way="paste_a_list")
    for name in ["pupils", "cards"]:
        yield Page(f"classrooms:{name}", "Sparks", reverse(f"classrooms:{name}", args=[sparks.pk]), "teacher")
    pupil = reverse("classrooms:pupil", args=[group.pk, first.pk])
    yield Page("classrooms:pupil", "", pupil, "teacher")
    yield Page("classrooms:pupil", "let in", pupil, "teacher", way="let_a_pupil_in")
    yield Page("classrooms:cards", "ready", reverse("classrooms:cards", args=[printed(school, teacher).pk]), "teacher")
    yield from earned_pages(school, teacher, sign_in)
    yield from old_classes(school, teacher, sign_in)
    yield from covering(group, course, teacher, sign_in, visit)


def printed(school, teacher):
    group = demo.make_class(school, "7 Ash", "Year 7", AgeBand.NAVIGATORS, [teacher])
    enrolling.enrol_tickets(group, 2, 0)
    sheet = CardSheet.objects.ask(group, teacher)
    sheet.keep(b"%PDF", 2)
    CardSheet.objects.filter(pk=sheet.pk).update(until=timezone.now() + A_YEAR)
    return group


def old_classes(school, teacher, sign_in):
    who = sign_in("tidy teacher", demo.make_staff(school, Role.TEACHER, "tidy@ashgrove.example", "Ms Wynne"))
    yield Page("classrooms:old_classes", "none", reverse("classrooms:old_classes"), who)
    for name, verb in [("6 Elm", "archive"), ("6 Oak", "delete_later")]:
        group = demo.make_class(school, name, "Year 6", AgeBand.EXPLORERS, [teacher])
        group.enrol("Amira")
        getattr(group, verb)(teacher)
        if verb == "archive":
            for page in ["class_settings", "pupils", "cards", "class_courses"]:
                path = reverse(f"classrooms:{page}", args=[group.pk])
                yield Page(f"classrooms:{page}", "archived", path, "teacher", core=page == "class_settings")
    yield Page("classrooms:old_classes", "some", reverse("classrooms:old_classes"), "teacher")


def covering(group, course, teacher, sign_in, visit):
    path = reverse("classrooms:cover")
    yield Page("classrooms:cover", "no link", path, status=410)
    cover, _token = Cover.objects.give(group, course.lessons[1].translation_key, teacher)
    yield Page("classrooms:cover", "link opened", path, visit("supply teacher", cover=cover.pk))
    who = sign_in("cover teacher", cover.open_as())
    yield Page("classrooms:cover", "let in", path, who)
    yield Page("classrooms:cover", "before the lesson", f"{path}?ready", who)
    yield covered(group.school, course, teacher)


def covered(school, course, teacher):
    """Somebody taught the class, who sees no names: the teacher says who was there."""
    group = demo.make_class(school, "7 Rowan", "Year 7", AgeBand.NAVIGATORS, [teacher])
    enrolling.enrol_names(group, demo.PUPILS[:3])
    Assignment.objects.assign(group, course)
    cover, _token = Cover.objects.give(group, course.lessons[0].translation_key, teacher)
    live.close(live.open(group, course.lessons[0], cover.open_as()), finished=True)
    return Page("classrooms:class_group", "covered", reverse("classrooms:class_group", args=[group.pk]), "teacher")
