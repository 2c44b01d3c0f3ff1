"""Questions of each kind as the CMS stores them, and what a learner does with them."""

import uuid

NAMES = uuid.UUID("00000000-0000-0000-0000-00000000cafe")
COMMON = {"objective": "c9-help", "teaches": [], "misconception": "", "lint_exception": ""}


def key(name):
    """The id of what a test calls by a name."""
    return str(uuid.uuid5(NAMES, name))


def item(name, **value):
    return {"type": "item", "value": value, "id": key(name)}


def block(kind, name, **fields):
    said = {"stem": f"{name} stem", "right": f"{name} when right", "not_yet": f"{name} when not yet"}
    return {"type": kind, "id": key(name), "value": {**COMMON, **said, **fields}}


def single_choice(name="single"):
    return block(
        "single_choice",
        name,
        options=[
            item(f"{name} no", text=f"{name} reply at once", correct=False, feedback=f"{name} secret no"),
            item(f"{name} yes", text=f"{name} tell someone", correct=True, feedback=""),
            item(f"{name} other", text=f"{name} wait alone", correct=False, feedback=""),
        ],
    )


def multiple_choice(name="multiple"):
    return block(
        "multiple_choice",
        name,
        options=[
            item(f"{name} a", text=f"{name} leave", correct=True, feedback=f"{name} secret a"),
            item(f"{name} b", text=f"{name} tell", correct=True, feedback=""),
            item(f"{name} c", text=f"{name} argue", correct=False, feedback=f"{name} secret c"),
        ],
    )


def true_false(name="truefalse", *, answer=False, labels="fact_myth"):
    return block("true_false", name, answer=answer, labels=labels)


def put_in_order(name="order", also_right=("2 1 3 4",)):
    return block(
        "put_in_order",
        name,
        items=[
            item(f"{name} {n}", text=f"{name} step {n}", feedback=f"{name} secret {n}" if n == 3 else "")
            for n in (1, 2, 3, 4)
        ],
        also_right=[item(f"{name} also {order}", x=1) | {"value": order} for order in also_right],
    )


def sort_into_groups(name="sort"):
    return block(
        "sort_into_groups",
        name,
        groups=[item(f"{name} keep", text=f"{name} keep"), item(f"{name} drop", text=f"{name} drop")],
        items=[
            item(f"{name} x", text=f"{name} card x", group=1, feedback=f"{name} secret x"),
            item(f"{name} y", text=f"{name} card y", group=2, feedback=""),
            item(f"{name} z", text=f"{name} card z", group=2, feedback=""),
        ],
    )


def matching(name="match"):
    return block(
        "matching",
        name,
        pairs=[
            item(f"{name} {n}", left=f"{name} left {n}", right=f"{name} right {n}", feedback=f"{name} secret {n}")
            for n in (1, 2, 3)
        ],
    )


EVERY_KIND = [single_choice, multiple_choice, true_false, put_in_order, sort_into_groups, matching]


def start(quiz, learner):
    return quiz.start(learner, home=f"/learn/quiz/{quiz.translation_key}/")


def other_answer(question):
    """An answer that is not yet right."""
    right = question.model_answer()
    if question.slug == "multiple_choice":
        return right[:1]
    if question.slug == "put_in_order":
        return right[::-1]
    if isinstance(right, dict):
        values = list(right.values())
        return {**right, **dict(zip(right, values[1:] + values[:1], strict=True))}
    return next(option.id for option in question.options if option.id != right)


def as_posted(question, answer, round=1):
    """What a plain form sends for this answer."""
    value = question.form_field().prepare_value(answer)
    name = f"{question.id}-answer"
    fields = {f"{name}-{part}": choice for part, choice in value.items()} if isinstance(value, dict) else {name: value}
    return {f"{question.id}-round": round, **fields}
