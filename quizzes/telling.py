"""Tell what is kept of somebody's answers, in words: for whoever takes away all that is theirs."""

from .models import Attempt


def answers_of(learner, belongs_to):
    """`belongs_to`: key of a quiz -> the title of what it is a part of."""
    mine = Attempt.objects.filter(learner=learner).select_related("version").prefetch_related("responses")
    return [set_of_answers(attempt, belongs_to.get(attempt.quiz_key, "")) for attempt in mine.order_by("pk")]


def set_of_answers(attempt, belongs_to):
    return {
        "title": attempt.content["title"],
        "belongs_to": belongs_to,
        "started": attempt.started_at,
        "handed_in": attempt.finished_at,
        "mark": attempt.mark,
        "out_of": attempt.out_of,
        "passed": attempt.passed if attempt.has_pass_mark else None,
        "answers": [
            answer(question, response)
            for question in attempt.questions
            for response in sorted(attempt.responses.all(), key=lambda one: one.round)
            if str(response.question) == question.id
        ],
    }


def answer(question, response):
    return {
        "question": question.stem,
        "round": response.round,
        "answer": list(question.in_words(response.answer)),
        "mark": response.mark,
        "on": response.answered_at,
        "feedback_shown": response.shown_at,
    }
