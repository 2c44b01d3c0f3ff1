from django.db import models

from .session import ClassSession


class TallyQuerySet(models.QuerySet):
    def note(self, session, question, round, counts):
        """Note a show of hands: {option: how many}. What was counted before is counted anew."""
        self.bulk_create(
            [Tally(session=session, question=question, round=round, option=o, count=n) for o, n in counts.items()],
            update_conflicts=True,
            unique_fields=["session", "question", "round", "option"],
            update_fields=["count"],
        )


class Tally(models.Model):
    """How many chose an option in a round: hands that were counted, or answers whose guests are gone."""

    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="tallies")
    question = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    option = models.CharField(max_length=40, help_text="An option's id; for other kinds right or not_yet; or `all`")
    count = models.PositiveSmallIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "question", "round", "option"], name="one_tally_per_option")
        ]

    def __str__(self):
        return f"{self.count}"
