"""A small course of two lessons as files, and what tests do with it."""

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.models import Assignment, Course

NATIONS = ["england", "wales", "scotland", "northern_ireland"]


def single_choice(name, objective):
    return {
        "kind": "single_choice",
        "id": name,
        "objective": objective,
        "stem": f"What can Noor do? ({name})",
        "options": [
            {"id": "ask", "text": "Ask somebody", "correct": True},
            {"id": "wait", "text": "Wait and see", "feedback": "Noor need not wait."},
        ],
        "right": "Yes. Asking is quick.",
        "not_yet": "Not yet. Who could Noor ask?",
    }


def put_in_order(name, objective):
    return {
        "kind": "put_in_order",
        "id": name,
        "objective": objective,
        "stem": f"Put them in order ({name})",
        "items": [{"id": step, "text": step.title()} for step in ["stop", "tell", "save"]],
        "also_right": [["stop", "save", "tell"]],
        "right": "Yes.",
        "not_yet": "Not yet.",
    }


def sort_into_groups(name, objective):
    return {
        "kind": "sort_into_groups",
        "id": name,
        "objective": objective,
        "stem": f"Sort them ({name})",
        "groups": [{"id": "kind", "text": "Kind"}, {"id": "pushy", "text": "Pushy"}],
        "items": [
            {"id": "one", "text": "Whenever you like", "group": "kind"},
            {"id": "two", "text": "Now, or else", "group": "pushy"},
            {"id": "three", "text": "No rush", "group": "kind"},
        ],
        "right": "Yes.",
        "not_yet": "Not yet.",
    }


def step(code, number, blocks):
    return {"id": f"{code}-step-{number}", "title": f"Step {number} of {code}", "minutes": 5, "blocks": blocks}


def lesson_file(code, slug, flags=()):
    code = code.lower()
    text = {"kind": "text", "id": f"{code}-text", "body": f"Hello from **{code}**.\n\n- One\n- Two\n"}
    talk = {"kind": "discussion", "id": f"{code}-talk", "prompts": ["Who helps?"], "hint": f"A hint for {code}."}
    cards = {
        "kind": "fact_or_myth",
        "id": f"{code}-cards",
        "title": "Open the cards",
        "body": "Think first.",
        "cards": [
            {"text": f"Card {n}", "answer": "fact", "why": "What stands behind it"} for n in ["one", "two", "three"]
        ],
    }
    sheet = {
        "kind": "cards_to_print",
        "id": f"{code}-sheet",
        "title": "A sheet",
        "body": "Fill it in.",
        "cards": [{"title": "One"}, {"title": "Two"}],
    }
    remember = {"kind": "key_message", "id": f"{code}-key", "text": f"Remember {code}."}
    return {
        "code": code.upper(),
        "slug": slug,
        "title": f"Secret topic of {code}",
        "neutral_title": f"Lesson {code[1]}",
        "summary": "What it is about.",
        "minutes": 40,
        "flags": list(flags),
        "objectives": [{"id": f"{code}-a", "text": "I can ask."}, {"id": f"{code}-b", "text": "I can tell."}],
        "steps": [step(code, 1, [text, talk]), step(code, 2, [cards]), step(code, 3, [remember])],
        "teacher_notes": {
            "preparation": f"Read {code} first.",
            "ground_rules": ["Listen", "Pass", "Be kind"],
            "misconceptions": ["It is rare."],
            "hard_questions": [{"question": "Why?", "answer": "Because."}],
            "no_device": "Use paper.",
        },
        "quiz": {
            "title": f"Lesson {code[1]} questions",
            "questions": [
                single_choice(f"{code}-first", f"{code}-a"),
                put_in_order(f"{code}-order", f"{code}-b"),
                sort_into_groups(f"{code}-sort", f"{code}-b"),
                single_choice(f"{code}-help", f"{code}-a"),
            ],
        },
        "efacw": ["OR"],
        "dfe_skills": [5],
        "curriculum": [{"nation": nation, "framework": "A framework", "code": "1a"} for nation in NATIONS],
        "sources": [{"title": "A source", "url": "https://example.org/a", "checked_on": "2026-11-22"}],
        "review_by": "2027-02-20",
        "pictures": ["key"],
        "handout": [sheet],
    }


COURSE = {
    "slug": "walkers",
    "title": "Walkers",
    "band": "navigators",
    "ages": "11–14",
    "summary": "Two lessons.",
    "introduction": "Help comes *first*.",
    "end_quiz": {"title": "Walkers quiz", "questions": 4, "pass_mark": 80, "last": "b9-help"},
    "certificate_title": "Walkers",
    "pictures": ["key"],
}
LESSONS = {
    "01-one.yaml": lesson_file("B8", "one"),
    "02-two.yaml": lesson_file("B9", "two", ["leave_page", "sensitive", "staff_prep"]),
}


class Files:
    """The folder of the course."""

    def __init__(self, path):
        self.path = path
        path.mkdir(parents=True)
        self.write("course.yaml", COURSE)
        for name, content in LESSONS.items():
            self.write(name, content)

    def write(self, name, content):
        (self.path / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True))

    def change(self, name, old, new):
        path = self.path / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))

    def load(self, **options):
        """What the command says; its mistakes are raised."""
        from io import StringIO

        out = StringIO()
        call_command("load_content", self.path, stdout=out, **options)
        return out.getvalue()

    def mistakes(self):
        with pytest.raises(CommandError) as caught:
            self.load()
        return str(caught.value).replace(f"{self.path}/", "").splitlines()


@pytest.fixture
def files(tmp_path, db):
    return Files(tmp_path / "walkers")


@pytest.fixture
def course(files):
    with disable_reference_index_auto_update():  # which only the CMS asks, and takes a quarter of the time
        files.load()
    return Course.objects.get(slug="walkers")


@pytest.fixture
def lessons(course):
    return course.lessons


@pytest.fixture
def assigned(class_group, course):
    """The class is to do the course."""
    return Assignment.objects.assign(class_group, course)
