"""Remind: advice that nobody has looked at for ninety days is brought to its owner, by e-mail once and in the CMS."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.models import HelpService

from .mistakes import editors
from .models import Lesson, Reminder


def due():
    """Lessons and help services that a person has to look at again, the oldest first."""
    lessons = Lesson.objects.live().only("title", "code", "sources", "review_by", "translation_key").order_by("path")
    things = [*lessons, *HelpService.objects.filter(live=True)]
    return sorted((thing for thing in things if thing.is_due), key=lambda thing: str(thing.due_on or ""))


def key_of(thing):
    """The same until somebody checks it again."""
    key = thing.key if isinstance(thing, HelpService) else thing.translation_key
    return f"{thing._meta.label_lower}:{key}:{thing.checked_on}"


def edit_path(thing):
    if isinstance(thing, HelpService):
        return reverse("wagtailsnippets_pages_helpservice:edit", args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def remind_due():
    """One letter about all that came due since the last. Reminders and letter are stored together, or not at all."""
    if settings.DEMO:
        return
    with transaction.atomic():
        news = [thing for thing in due() if Reminder.objects.get_or_create(about=key_of(thing))[1]]
        if news:
            letter(news).send()


def letter(things):
    lines = [f"{thing} ({due_words(thing)})\n{settings.BASE_URL}{edit_path(thing)}" for thing in things]
    body = [
        _("Nobody has looked at these for ninety days. Compare each with the live page, and set the new dates."),
        _("After 180 days no new class session can begin with a lesson that nobody has looked at."),
        *lines,
    ]
    return EmailMessage(_("Advice to look at again"), "\n\n".join(body), to=[settings.SUPPORT_EMAIL], bcc=editors())


def due_words(thing):
    return _("due since %(day)s") % {"day": thing.due_on} if thing.due_on else _("never checked")
