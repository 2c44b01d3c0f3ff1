from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from .people import User


def new_token():
    return get_random_string(32)


class HomeQuerySet(models.QuerySet):
    def of(self, guardian):
        return self.get_or_create(guardian=guardian)[0]


class Home(models.Model):
    """What a guardian has chosen for their family: a PIN that leads back from a child, letters, and warnings sent."""

    guardian = models.OneToOneField(User, models.CASCADE, related_name="home")
    pin = models.CharField(max_length=128, blank=True, help_text=_("A hash"))
    warned_at = models.DateTimeField(null=True, blank=True)
    warned_again_at = models.DateTimeField(null=True, blank=True)
    letters_from = models.DateTimeField(null=True, blank=True, help_text=_("When the two letters were asked for"))
    two_weeks_sent_at = models.DateTimeField(null=True, blank=True)
    term_sent_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, help_text=_("Stops the letters"))

    objects = HomeQuerySet.as_manager()

    def __str__(self):
        return f"home of user {self.guardian_id}"

    def set_pin(self, pin):
        self.pin = make_password(pin)
        self.save(update_fields=["pin"])

    def check_pin(self, pin):
        return bool(self.pin) and check_password(pin, self.pin)
