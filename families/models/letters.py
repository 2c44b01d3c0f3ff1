import secrets

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ClassGroup
from pages.models import Leased, LeasedQuerySet

ALPHABET = "BCDFGHJKMNPQRTVWXZ"  # no vowels, so no words; nothing that is easily misread on paper
LENGTH = 10
FEW = 5  # fewer families than that are not told


def new_code():
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class HomeLetterQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())

    def make(self, class_group, lesson, *, before, language=settings.LANGUAGE_CODE):
        """The letter of a class about a lesson; again prints the same one, with the words of today."""
        letter, made = self.get_or_create(
            class_group=class_group,
            lesson_key=lesson.translation_key,
            before=before,
            defaults={"language": language},
        )
        if not made:
            self.filter(pk=letter.pk).update(
                done_at=None,
                failed_at=None,
                tries=0,
                lease_until=timezone.now(),
                pdf=b"",
                made_on=timezone.localdate(),
                language=language,
            )
            letter.refresh_from_db()
        return letter


class HomeLetter(Leased):
    """A letter to the families of a class, before a lesson or after it, with a link. The worker prints it."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="home_letters")
    lesson_key = models.UUIDField(help_text=_("The lesson’s translation key"))
    before = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="en-gb", help_text=_("In which it was last printed"))
    code = models.CharField(max_length=12, unique=True, default=new_code)
    made_on = models.DateField(default=timezone.localdate)
    pdf = models.BinaryField(blank=True, default=b"")

    objects = HomeLetterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "lesson_key", "before", name="one_letter_home")]

    def __str__(self):
        return f"letter {self.pk}"

    @property
    def path(self):
        return reverse("families:letter", args=[self.code])

    @property
    def families(self):
        """How many families finished; None while they are so few that somebody could be meant."""
        total = self.days.aggregate(total=Sum("families"))["total"] or 0
        return total if total >= FEW else None

    def count_one(self):
        """Another family has finished: a number for this day, and nobody's."""
        FamilyDay.objects.bulk_create([FamilyDay(letter=self, day=timezone.localdate())], ignore_conflicts=True)
        self.days.filter(day=timezone.localdate()).update(families=models.F("families") + 1)


class FamilyDay(models.Model):
    """How many families finished what a letter asks for, on one day."""

    letter = models.ForeignKey(HomeLetter, models.CASCADE, related_name="days")
    day = models.DateField()
    families = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("letter", "day", name="one_count_a_day")]

    def __str__(self):
        return f"{self.day}: {self.families}"
