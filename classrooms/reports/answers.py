"""Which answers a class gave to quizzes while their learners were in it."""

from collections import defaultdict

from quizzes.models import Response


def first_answers(class_group, quiz_keys, **more):
    """question id -> marks (0 or 1) of the class's first answers, in the order in which they became final.

    A learner counts once for each question, by the first answer whose feedback was shown: later ones were given with
    it in mind.
    """
    there = {}
    for learner, came, left in class_group.enrolments.values_list("learner_id", "started_at", "ended_at"):
        there.setdefault(learner, []).append((came, left))
    found = Response.objects.filter(
        attempt__quiz_key__in=quiz_keys, attempt__learner__in=there, shown_at__isnull=False, **more
    ).order_by("shown_at", "pk")
    marks, seen = defaultdict(list), set()
    for question, learner, mark, at in found.values_list("question", "attempt__learner_id", "mark", "shown_at"):
        if (question, learner) in seen:
            continue
        seen.add((question, learner))
        if any(came <= at and (left is None or at < left) for came, left in there[learner]):
            marks[str(question)].append(mark)
    return marks
