"""What a course file may say: `content/<course>/course.yaml` and `content/<course>/<nn>-<lesson>.yaml`.

Ids in a file are for ever: block, question and option ids become the UUIDs that answers are stored under.
Text marked Markdown is CommonMark without raw HTML.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
AdviceId = Annotated[str, StringConstraints(pattern=r"^[DAWRX]\d{2}$")]


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
    options: list[Option] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def one_right(self):
        if sum(option.correct for option in self.options) != 1:
            raise ValueError("exactly one option must be correct")
        return self


class MultipleChoice(QuestionBase):
    kind: Literal["multiple_choice"]
    options: list[Option] = Field(min_length=3, max_length=6)

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
    items: list[OrderItem] = Field(min_length=3, max_length=6)
    also_right: list[list[Id]] = []

    @model_validator(mode="after")
    def same_items(self):
        ids = sorted(item.id for item in self.items)
        if any(sorted(order) != ids for order in self.also_right):
            raise ValueError("also_right must list every item once")
        return self


class Group(Strict):
    id: Id
    text: Line


class SortItem(Strict):
    id: Id
    text: Line
    group: Id
    feedback: Line | None = None


class SortIntoGroups(QuestionBase):
    kind: Literal["sort_into_groups"]
    groups: list[Group] = Field(min_length=2, max_length=3)
    items: list[SortItem] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def known_groups(self):
        known = {group.id for group in self.groups}
        if unknown := {item.group for item in self.items} - known:
            raise ValueError(f"no such group: {', '.join(sorted(unknown))}")
        return self


class Pair(Strict):
    id: Id
    left: Line
    right: Line
    feedback: Line | None = None


class Matching(QuestionBase):
    kind: Literal["matching"]
    pairs: list[Pair] = Field(min_length=3, max_length=6)


Question = Annotated[
    SingleChoice | MultipleChoice | TrueFalse | PutInOrder | SortIntoGroups | Matching,
    Field(discriminator="kind"),
]


class QuizFile(Strict):
    title: Line
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
    url: Line
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
    title: Line
    neutral_title: Line = Field(description="For the browser tab; says nothing of the topic")
    summary: Line
    minutes: int = Field(ge=5, le=60)
    flags: list[Literal["leave_page", "sensitive", "staff_prep"]] = []
    objectives: list[Objective] = Field(min_length=2, max_length=4)
    steps: list[Step] = Field(min_length=3, max_length=8)
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
        for question in self.quiz.questions:
            if question.objective not in objectives:
                raise ValueError(
                    f"question {question.id} names an objective this lesson does not have: {question.objective}"
                )
        ids = [block.id for step in self.steps for block in step.blocks] + [q.id for q in self.quiz.questions]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"the same id twice: {', '.join(sorted(twice))}")
        return self


class EndQuiz(Strict):
    title: Line
    questions: int = Field(ge=3, le=15)
    pass_mark: int = Field(ge=0, le=100)
    last: Id = Field(description="The help-route question it ends on")


class CourseFile(Strict):
    slug: Id
    title: Line
    band: Literal["sparks", "explorers", "navigators", "pathfinders", "family", "staff"]
    ages: Line
    summary: Line
    introduction: Markdown
    end_quiz: EndQuiz
    certificate_title: Line = Field(description="Course name only; no word of the topic")
