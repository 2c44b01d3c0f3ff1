"""What the course files say is right, in the words that a person sees on the page."""

from pathlib import Path

import yaml

CONTENT = Path(__file__).resolve().parent.parent / "content"
LABELS = {"true_false": ("True", "False"), "yes_no": ("Yes", "No"), "fact_myth": ("Fact", "Myth")}


def answer_key(course):
    """Question stem -> (kind, answer in words) for every question of the course's lessons."""
    files = sorted((CONTENT / course).glob("[0-9]*.yaml"))
    lessons = [yaml.safe_load(path.read_text()) for path in files]
    return {q["stem"]: (q["kind"], in_words(q)) for lesson in lessons for q in lesson["quiz"]["questions"]}


def in_words(question):
    """A list of options, or {text of a part: text of its choice}; places in an order are "1", "2", ..."""
    kind = question["kind"]
    if kind in {"single_choice", "multiple_choice"}:
        return [option["text"] for option in question["options"] if option.get("correct")]
    if kind == "true_false":
        return [LABELS[question.get("labels", "true_false")][0 if question["answer"] else 1]]
    if kind == "put_in_order":
        return {item["text"]: str(place) for place, item in enumerate(question["items"], 1)}
    if kind == "matching":
        return {pair["left"]: pair["right"] for pair in question["pairs"]}
    groups = {group["id"]: group["text"] for group in question["groups"]}
    return {item["text"]: groups[item["group"]] for item in question["items"]}
