"""What a course file may say: `content/<course>/course.yaml` and `content/<course>/<nn>-<lesson>.yaml`.

Ids in a file are for ever: block, question and option ids become the UUIDs that answers are stored under.
Text marked Markdown is CommonMark without raw HTML.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from . import markdown

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Markdown = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=6000),
    AfterValidator(markdown.Markdown.checked),
]
AdviceId = Annotated[str, StringConstraints(pattern=r"^[DAWRX]\d{2}$")]


class Elsewhere(ValueError):
    """A mistake that shows only in the whole, and the place of the part that has to change."""

    def __init__(self, place, sentence):
        super().__init__(sentence)
        self.place = place


def refuse_twins(parts):
    """No id twice among `parts`: (place, part) in the order of the file."""
    seen = set()
    for place, part in parts:
        if part.id in seen:
            raise Elsewhere((*place, "id"), f"the same id twice: {part.id}")
        seen.add(part.id)


def distinct(parts):
    refuse_twins(((number,), part) for number, part in enumerate(parts))
    return parts


Distinct = AfterValidator(distinct)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Taught(Strict):
    """A block or question that may teach advice; an id stands only where its sentence stands."""

    id: Id
    teaches: list[AdviceId] = []
    lint_exception: str = Field("", description="Why this block may break a text rule")


# --- blocks of a step -------------------------------------------------------------------------------------


class Text(Taught):
    kind: Literal["text"]
    body: Markdown


class KeyMessage(Taught):
    kind: Literal["key_message"]
    text: Line


class Definition(Taught):
    kind: Literal["definition"]
    term: Line
    text: Line


class Story(Taught):
    kind: Literal["story"]
    title: Line
    body: Markdown


class Discussion(Taught):
    kind: Literal["discussion"]
    prompts: list[Line] = Field(min_length=1, max_length=5)
    hint: Markdown | None = Field(None, description="For the adult who leads; pupils do not see it")


class OrderedStep(Strict):
    text: Line
    reason: Line


class OrderedSteps(Taught):
    kind: Literal["ordered_steps"]
    title: Line
    items: list[OrderedStep] = Field(min_length=2, max_length=9)


class ActivityItem(Strict):
    prompt: Line
    reveal: Line = Field(description="Shown when the pupil opens the card")


class Activity(Taught):
    kind: Literal["activity"]
    act: Annotated[str, StringConstraints(pattern=r"^ACT\d{1,2}$")]
    title: Line
    body: Markdown
    items: list[ActivityItem] = Field(default=[], max_length=12)
    closing: Line | None = None


class HelpReminder(Taught):
    """The words above the help routes; the routes themselves come from the HelpService snippets."""

    kind: Literal["help_reminder"]
    body: Markdown


class Closing(Taught):
    kind: Literal["closing"]
    title: Line
    body: Markdown


Block = Annotated[
    Text | KeyMessage | Definition | Story | Discussion | OrderedSteps | Activity | HelpReminder | Closing,
    Field(discriminator="kind"),
]


class Step(Strict):
    id: Id
    title: Line
    minutes: int = Field(ge=1, le=30)
    blocks: list[Block] = Field(min_length=1)


# --- questions --------------------------------------------------------------------------------------------


class Option(Strict):
    id: Id
    text: Line
    correct: bool = False
    feedback: Line | None = None


class QuestionBase(Taught):
    objective: Id
    stem: Line
    misconception: Line | None = Field(None, description="What a wrong answer here usually means, for reports")
    right: Line = Field(description="Feedback when right")
    not_yet: Line = Field(description="Feedback when not yet, for each option without its own")


class SingleChoice(QuestionBase):
    kind: Literal["single_choice"]
    options: Annotated[list[Option], Distinct] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def one_right(self):
        if sum(option.correct for option in self.options) != 1:
            raise ValueError("exactly one option must be correct")
        return self


class MultipleChoice(QuestionBase):
    kind: Literal["multiple_choice"]
    options: Annotated[list[Option], Distinct] = Field(min_length=3, max_length=6)

    @model_validator(mode="after")
    def some_right(self):
        if not 1 < sum(option.correct for option in self.options) < len(self.options):
            raise ValueError("at least two options must be correct, and at least one not")
        return self


class TrueFalse(QuestionBase):
    kind: Literal["true_false"]
    answer: bool
    labels: Literal["true_false", "yes_no", "fact_myth"] = "true_false"


class OrderItem(Strict):
    id: Id
    text: Line
    feedback: Line | None = None


class PutInOrder(QuestionBase):
    """`items` stand in a right order; `also_right` lists further orders of their ids."""

    kind: Literal["put_in_order"]
    items: Annotated[list[OrderItem], Distinct] = Field(min_length=3, max_length=6)
    also_right: list[list[Id]] = []

    @model_validator(mode="after")
    def same_items(self):
        ids = sorted(item.id for item in self.items)
        for number, order in enumerate(self.also_right):
            if sorted(order) != ids:
                raise Elsewhere(("also_right", number), "an order must list every item once")
        return self


class Group(Strict):
    id: Id
    text: Annotated[Line, StringConstraints(max_length=60)]


class SortItem(Strict):
    id: Id
    text: Line
    group: Id
    feedback: Line | None = None


class SortIntoGroups(QuestionBase):
    kind: Literal["sort_into_groups"]
    groups: Annotated[list[Group], Distinct] = Field(min_length=2, max_length=3)
    items: Annotated[list[SortItem], Distinct] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def known_groups(self):
        known = {group.id for group in self.groups}
        for number, item in enumerate(self.items):
            if item.group not in known:
                raise Elsewhere(("items", number, "group"), f"no such group: {item.group}")
        return self


class Pair(Strict):
    id: Id
    left: Line
    right: Line
    feedback: Line | None = None


class Matching(QuestionBase):
    kind: Literal["matching"]
    pairs: Annotated[list[Pair], Distinct] = Field(min_length=3, max_length=6)


Question = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | PutInOrder | SortIntoGroups | Matching,
    Field(discriminator="kind"),
]


class QuizFile(Strict):
    title: Title
    layout: Literal["one_per_page", "all_on_one"] = "one_per_page"
    feedback: Literal["each", "end"] = "each"
    questions: list[Question] = Field(min_length=1, max_length=12)


# --- lesson and course ------------------------------------------------------------------------------------


class Objective(Strict):
    id: Id
    text: Line = Field(description="I can ...")


class CurriculumCode(Strict):
    nation: Literal["england", "wales", "scotland", "northern_ireland"]
    framework: Line
    code: Line
    confirmed: bool = False


class Source(Strict):
    title: Line
    url: Annotated[Line, StringConstraints(pattern=r"^https?://[^\s]+$")]
    checked_on: datetime.date


class HardQuestion(Strict):
    question: Line
    answer: Markdown


class TeacherNotes(Strict):
    preparation: Markdown
    ground_rules: list[Line] = Field(min_length=3)
    misconceptions: list[Line] = Field(min_length=1)
    hard_questions: list[HardQuestion] = Field(min_length=1)
    no_device: Markdown


class LessonFile(Strict):
    code: Annotated[str, StringConstraints(pattern=r"^[A-FT]\d$")]
    slug: Id = Field(description="Neutral: histories and filters read it")
    title: Title
    neutral_title: Title = Field(description="For the browser tab; says nothing of the topic")
    summary: Line
    minutes: int = Field(ge=5, le=60)
    flags: list[Literal["leave_page", "sensitive", "staff_prep"]] = []
    objectives: Annotated[list[Objective], Distinct] = Field(min_length=2, max_length=4)
    steps: Annotated[list[Step], Distinct] = Field(min_length=3, max_length=8)
    teacher_notes: TeacherNotes
    quiz: QuizFile
    efacw: list[Literal["OR", "PS", "SI", "RE", "MI"]] = Field(min_length=1)
    dfe_skills: list[int] = Field(min_length=1)
    curriculum: list[CurriculumCode] = Field(min_length=4)
    sources: list[Source] = Field(min_length=1)
    review_by: datetime.date

    @model_validator(mode="after")
    def consistent(self):
        objectives = {objective.id for objective in self.objectives}
        questions = [(("quiz", "questions", n), question) for n, question in enumerate(self.quiz.questions)]
        for place, question in questions:
            if question.objective not in objectives:
                raise Elsewhere((*place, "objective"), f"the lesson has no such objective: {question.objective}")
        blocks = [
            (("steps", n, "blocks", m), block)
            for n, step in enumerate(self.steps)
            for m, block in enumerate(step.blocks)
        ]
        refuse_twins([*blocks, *questions])
        return self


def not_an_address(slug):
    if slug == "quiz":
        raise ValueError("/learn/quiz/ is where quizzes are: choose another")
    return slug


class EndQuiz(Strict):
    title: Title
    questions: int = Field(ge=3, le=15)
    pass_mark: int = Field(ge=0, le=100)
    last: Id = Field(description="The help-route question it ends on")


class CourseFile(Strict):
    slug: Annotated[Id, AfterValidator(not_an_address)]
    title: Title
    band: Literal["sparks", "explorers", "navigators", "pathfinders", "family", "staff"]
    ages: Annotated[Line, StringConstraints(max_length=40)]
    summary: Line
    introduction: Markdown
    end_quiz: EndQuiz
    certificate_title: Title = Field(description="Course name only; no word of the topic")
