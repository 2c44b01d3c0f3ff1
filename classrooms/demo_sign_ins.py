"""How one signs in to the demo: adults by a password, pupils by cards whose words it can tell again."""

import hashlib
import random

from accounts import cards
from accounts.models import Card, ClassGroup, Enrolment, School

from .demo import PASSWORD, SCHOOLS

OF_NO_SCHOOL = [
    ("guardian", "guardian@home.example"),
    ("editor", "editor@waymark.example"),
    ("safeguarding_reviewer", "reviewer@waymark.example"),
]


class DemoCards:
    """Words and tokens drawn from the checkout's secret key, so that they are the same at every start."""

    def __init__(self, secret_key):
        self.secret_key = secret_key

    def draw(self, enrolment):
        seed = hashlib.sha256(f"{self.secret_key}:card:{enrolment.pk}".encode()).hexdigest()
        chance = random.Random(seed)  # noqa: S311 - the seed is the secret
        words = " ".join(chance.choice(cards.WORDS) for _ in range(3))
        return cards.Secret(enrolment, words, seed[:32])

    def issue(self):
        """Give every pupil of the demo the card that it tells; say nothing new where that card is live. Those of a
        class that somebody made to try it keep the cards that they printed."""
        places = Enrolment.objects.current().filter(class_group__in=demo_classes()).select_related("learner")
        drawn = {Card.digest(secret.token): secret for secret in map(self.draw, places)}
        missing = drawn.keys() - Card.objects.live().values_list("token", flat=True)
        Card.objects.filter(token__in=missing).delete()  # void since somebody printed new ones, or run out
        cards.issue([drawn[token].enrolment for token in missing], self.draw)
        return {secret.enrolment.pk: secret for secret in drawn.values()}


def demo_classes():
    ours = {(school.name, name) for school in SCHOOLS for name, _year_group, _size in school.classes}
    groups = ClassGroup.objects.select_related("school").order_by("pk")
    return [group for group in groups if (group.school.name, group.name) in ours]


def sign_ins(base_url, secrets):
    """What `var/demo.json` says: an address, and a sign-in for each kind of demo user."""
    return {"base_url": base_url, "adults": adults(), "classes": classes(secrets)}


def adults():
    staff = [
        {"role": member.role, "school": member.school.name, "email": member.user.email, "password": PASSWORD}
        for school in School.objects.filter(name__in=[school.name for school in SCHOOLS]).order_by("pk")
        for member in school.memberships.current().select_related("user", "school").order_by("pk")
    ]
    others = [{"role": role, "school": None, "email": email, "password": PASSWORD} for role, email in OF_NO_SCHOOL]
    return staff + others


def classes(secrets):
    return [
        {
            "name": class_group.name,
            "school": class_group.school.name,
            "band": class_group.band,
            "code": class_group.code,
            "teacher": next((teacher.email for teacher in class_group.teachers.all()), None),
            "pupils": [
                {"name": e.learner.display_name, "number": e.number, "words": secrets[e.pk].words}
                for e in class_group.enrolments.current().select_related("learner")
            ],
        }
        for class_group in demo_classes()
    ]
