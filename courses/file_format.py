"""What a course file may say: `content/<course>/course.yaml` and `content/<course>/<nn>-<lesson>.yaml`.

Ids in a file are for ever: block, question and option ids become the UUIDs that answers are stored under.
Text marked Markdown is CommonMark without raw HTML.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from pages import pictures

from . import markdown
from .blocks.help_matcher import MOST as MOST_HELPERS


def known_picture(name):
    if name not in pictures.NAMES:
        raise ValueError(f"templates/pictures/ has no {name}.svg")
    return name


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Markdown = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=6000),
    AfterValidator(markdown.Markdown.checked),
]
Picture = Annotated[Id, AfterValidator(known_picture)]
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


class Pictured(Taught):
    picture: Picture | None = Field(None, description="Drawn beside the words")


# --- blocks of a step -------------------------------------------------------------------------------------


class Text(Pictured):
    kind: Literal["text"]
    look_up: Annotated[Line, StringConstraints(max_length=80)] | None = Field(
        None, description="Folds the text under this line: to be looked up, and not read through"
    )
    body: Markdown


class KeyMessage(Pictured):
    kind: Literal["key_message"]
    text: Line


class Definition(Pictured):
    kind: Literal["definition"]
    term: Line
    text: Line


class Story(Pictured):
    kind: Literal["story"]
    title: Line
    body: Markdown


class Discussion(Pictured):
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


# The activities. What a pupil does in one is never sent anywhere and never kept.


class Practice(Taught):
    """What every activity has: a title, what to do in a sentence or two, and a last word."""

    title: Line
    body: Markdown
    closing: Line | None = None


class Bin(Strict):
    text: Annotated[Line, StringConstraints(max_length=60)]
    picture: Picture | None = None


class SortCard(Strict):
    text: Line
    picture: Picture | None = None
    bin: Line = Field(description="The text of the bin that fits")
    why: Line = Field(description="Said when it is there")
    elsewhere: Line = Field(description="Said when it is put into another bin")


class SortCards(Practice):
    """ACT1: tap and sort."""

    kind: Literal["sort_cards"]
    bins: list[Bin] = Field(min_length=2, max_length=3)
    cards: list[SortCard] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def known_bins(self):
        known = {bin.text for bin in self.bins}
        for number, card in enumerate(self.cards):
            if card.bin not in known:
                raise Elsewhere(("cards", number, "bin"), f"no such bin: {card.bin}")
        return self


class StoryChoice(Strict):
    text: Line
    picture: Picture | None = None
    response: Line = Field(description="What comes of it, kindly; it ends on a next step where that helps")
    leads_to: Id | None = Field(None, description="The scene that follows; none: choose again")


class Scene(Strict):
    name: Id
    picture: Picture | None = None
    text: Markdown
    question: Line | None = None
    choices: list[StoryChoice] = Field(default=[], max_length=4, description="None: the story ends here")

    @model_validator(mode="after")
    def asked(self):
        if bool(self.choices) != bool(self.question):
            raise ValueError("a scene has a question and choices, or neither")
        return self


class StoryChoices(Practice):
    """ACT2 and ACT7: a story that stops and asks what a character or their friend does next."""

    kind: Literal["story_choices"]
    scenes: list[Scene] = Field(min_length=2, max_length=12)

    @model_validator(mode="after")
    def leads_on(self):
        names = [scene.name for scene in self.scenes]
        if len(set(names)) < len(names):
            raise ValueError("two scenes have the same name")
        ways = {scene.name: {choice.leads_to for choice in scene.choices if choice.leads_to} for scene in self.scenes}
        for number, scene in enumerate(self.scenes):
            if unknown := ways[scene.name] - set(names):
                raise Elsewhere(("scenes", number, "choices"), f"no such scene: {', '.join(sorted(unknown))}")
            if scene.choices and not ways[scene.name]:
                raise Elsewhere(("scenes", number, "choices"), "no choice leads on from here")
        reached, ahead = set(), [names[0]]
        while ahead:
            if (name := ahead.pop()) not in reached:
                reached.add(name)
                ahead += ways[name]
        if lost := [name for name in names if name not in reached]:
            raise ValueError(f"nothing leads to: {', '.join(lost)}")
        return self


class RoomAnswer(Strict):
    action: Literal["leave", "move", "cover", "close", "turn"]
    reply: Line


class RoomObject(Strict):
    """Something in the drawn room; each action has an answer of its own, since more than one may do."""

    thing: Id = Field(description="One of the scene's things: courses/blocks/room_check.py lists them")
    text: Line = Field(description="What the camera sees of it")
    best: list[Literal["leave", "move", "cover", "close", "turn"]] = Field(min_length=1)
    answers: list[RoomAnswer] = Field(min_length=2, max_length=4)


class RoomCheck(Practice):
    """ACT3: find what a camera sees in a drawn room, then move, cover, close, turn or leave it."""

    kind: Literal["room_check"]
    scene: Literal["playroom", "bedroom", "desk"]
    objects: list[RoomObject] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def answered(self):
        for number, thing in enumerate(self.objects):
            if not set(thing.best) <= {answer.action for answer in thing.answers}:
                raise Elsewhere(("objects", number, "best"), "a best action has no answer")
        return self


class OrderCard(Strict):
    text: Line
    picture: Picture | None = None
    reason: Line


class OrderCards(Practice):
    """ACT4: put in order. `cards` stand in a good order; `also_good` has others, by places, and `also` says why."""

    kind: Literal["order_cards"]
    cards: list[OrderCard] = Field(min_length=3, max_length=8)
    also: Line | None = None
    also_good: list[Annotated[str, StringConstraints(pattern=r"^[1-8]( [1-8])+$")]] = []

    @model_validator(mode="after")
    def whole_orders(self):
        for number, order in enumerate(self.also_good):
            if sorted(map(int, order.split())) != list(range(1, len(self.cards) + 1)):
                raise Elsewhere(("also_good", number), "an order names each place once, such as: 2 1 3")
        return self


class ChatLine(Strict):
    who: Annotated[Line, StringConstraints(max_length=30)] = Field(description="A character, or: The account")
    text: Line
    sign: Literal["fast_friendship", "flattery", "switching_app", "unasked_picture", "hurry", "secrecy"] | None = None
    why: Line = Field(description="Said when somebody stops here: what the sign is, or why this line is ordinary")


class Chat(Strict):
    app: Literal["Blockhop", "ChatBox", "SideChat", "PicPond"]
    about: Line = Field(description="Who is talking to whom, in half a sentence")
    lines: list[ChatLine] = Field(min_length=1, max_length=4)
    summing_up: Line


class ChatSpotter(Practice):
    """ACT5: short exchanges from unrelated invented chats, half of them ordinary; where would you stop and tell?"""

    kind: Literal["chat_spotter"]
    chats: list[Chat] = Field(min_length=2, max_length=6)

    @model_validator(mode="after")
    def no_script(self):
        """Never a run of an approach: at most eight lines in all, and half of the chats have no sign."""
        if sum(len(chat.lines) for chat in self.chats) > 8:
            raise ValueError("at most eight lines in all")
        with_signs = [chat for chat in self.chats if any(line.sign for line in chat.lines)]
        if 2 * len(with_signs) > len(self.chats):
            raise ValueError("half of the chats must be ordinary")
        for number, chat in enumerate(self.chats):
            if sum(bool(line.sign) for line in chat.lines) > 1:
                raise Elsewhere(("chats", number), "one sign a chat is enough")
        return self


class SettingOption(Strict):
    text: Annotated[Line, StringConstraints(max_length=60)]
    seen_by: list[Line] = Field(description="Which of the viewers then can")
    limits: bool = Field(False, description="Nobody else sees anything at all, whatever the other settings say")


class Setting(Strict):
    name: Annotated[Line, StringConstraints(max_length=60)]
    thing: Annotated[Line, StringConstraints(max_length=60)] = Field(
        description="What is seen or done: Your friends list"
    )
    why: Line
    options: list[SettingOption] = Field(min_length=2, max_length=4)
    start: int = Field(1, ge=1, description="The option that is on at first: 1, 2, ...")
    good: int = Field(ge=1, description="A good choice: 1, 2, ...")


class PrivacySettings(Practice):
    """ACT6: an invented app; "who can see this now?" is computed for four viewers as settings change."""

    kind: Literal["privacy_settings"]
    app: Literal["Blockhop", "ChatBox", "SideChat", "PicPond"]
    viewers: list[Annotated[Line, StringConstraints(max_length=40)]] = Field(min_length=4, max_length=4)
    settings: list[Setting] = Field(min_length=6, max_length=10)

    @model_validator(mode="after")
    def known(self):
        for number, setting in enumerate(self.settings):
            for option in setting.options:
                if unknown := set(option.seen_by) - set(self.viewers):
                    raise Elsewhere(("settings", number, "options"), f"no such viewer: {', '.join(sorted(unknown))}")
            if max(setting.start, setting.good) > len(setting.options):
                raise Elsewhere(("settings", number), "start or good names an option that is not there")
        return self


class LinePart(Strict):
    label: Annotated[Line, StringConstraints(max_length=60)]
    lines: list[Line] = Field(min_length=2, max_length=6)


class ExitLines(Practice):
    """ACT8: build a line to leave with from ready-made parts; nobody types."""

    kind: Literal["exit_lines"]
    parts: list[LinePart] = Field(min_length=2, max_length=3)


class HelpSituation(Strict):
    text: Line
    fits: list[Id] = Field(min_length=1, description="Keys of help services that fit, or: trusted-adult, school-lead")
    also_offered: list[Id] = Field(min_length=1, description="Keys that are offered and fit less")
    why: Line
    not_yet: Line

    @model_validator(mode="after")
    def few_enough(self):
        if len(self.fits) + len(self.also_offered) > MOST_HELPERS:
            raise ValueError(f"at most {MOST_HELPERS} helpers in all")
        return self


class HelpMatcher(Practice):
    """ACT9: who can help? Names and numbers come from the HelpService snippets, by age and nation."""

    kind: Literal["help_matcher"]
    situations: list[HelpSituation] = Field(min_length=3, max_length=6)


class FactCard(Strict):
    text: Line
    answer: Literal["fact", "myth"]
    why: Line


class FactOrMyth(Practice):
    """ACT10."""

    kind: Literal["fact_or_myth"]
    cards: list[FactCard] = Field(min_length=3, max_length=8)


class ConfidenceCheck(Practice):
    """ACT11: three faces for each "I can"; stays on the page and is gone with it."""

    kind: Literal["confidence_check"]
    statements: list[Line] = Field(min_length=1, max_length=4)
    sure: Line
    nearly: Line
    not_yet: Line


class AgreementPart(Strict):
    title: Line
    lines: list[Line] = Field(min_length=2, max_length=8)


class Agreement(Practice):
    """ACT12: tick lines, print, sign on paper; nothing is kept."""

    kind: Literal["agreement"]
    parts: list[AgreementPart] = Field(min_length=2, max_length=8)


class PrintCard(Strict):
    title: Annotated[Line, StringConstraints(max_length=80)]
    text: Line | None = None
    picture: Picture | None = None
    back: Line | None = Field(None, description="For the back of the card, or the answer strip")


class CardsToPrint(Practice):
    """ACT13: cards to cut out, or a sheet to colour and fill in with a pencil."""

    kind: Literal["cards_to_print"]
    cards: list[PrintCard] = Field(min_length=2, max_length=12)
    layout: Literal["cards", "sheet"] = "cards"


class HelpReminder(Pictured):
    """The words above the help routes; the routes themselves come from the HelpService snippets."""

    kind: Literal["help_reminder"]
    body: Markdown


class Closing(Pictured):
    kind: Literal["closing"]
    title: Line
    body: Markdown


Block = Annotated[
    Text
    | KeyMessage
    | Definition
    | Story
    | Discussion
    | OrderedSteps
    | HelpReminder
    | Closing
    | SortCards
    | StoryChoices
    | RoomCheck
    | OrderCards
    | ChatSpotter
    | PrivacySettings
    | ExitLines
    | HelpMatcher
    | FactOrMyth
    | ConfidenceCheck
    | Agreement
    | CardsToPrint,
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
    picture: Picture | None = None
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
    picture: Picture | None = None
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
    picture: Picture | None = None
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
    checked_by: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    review_by: datetime.date | None = None


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
    pictures: list[Picture] = Field(min_length=1, max_length=3, description="What its drawing shows")
    minutes: int = Field(ge=5, le=60)
    flags: list[Literal["leave_page", "sensitive", "staff_prep"]] = []
    objectives: Annotated[list[Objective], Distinct] = Field(min_length=2, max_length=4)
    steps: Annotated[list[Step], Distinct] = Field(min_length=3, max_length=8)
    teacher_notes: TeacherNotes | None = None
    handout: list[CardsToPrint] = Field(default=[], max_length=2)
    quiz: QuizFile
    efacw: list[Literal["OR", "PS", "SI", "RE", "MI"]] = []
    dfe_skills: list[int] = []
    curriculum: list[CurriculumCode] = []
    sources: list[Source] = Field(min_length=1)
    review_by: datetime.date

    @model_validator(mode="after")
    def whole(self):
        """A lesson for pupils comes with all that its teacher needs; a part for adults needs less."""
        needed = ["teacher_notes", "handout", "efacw", "dfe_skills", "curriculum"] if self.code[0] in "ABCD" else []
        for name in needed:
            if not getattr(self, name):
                raise Elsewhere((name,), "a lesson for pupils needs this")
        return self

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
    baseline: Title = Field("Before we begin", description="The title of the baseline, which asks for the same")


class CourseFile(Strict):
    slug: Annotated[Id, AfterValidator(not_an_address)]
    title: Title
    band: Literal["sparks", "explorers", "navigators", "pathfinders", "family", "staff"]
    ages: Annotated[Line, StringConstraints(max_length=40)]
    summary: Line
    pictures: list[Picture] = Field(min_length=1, max_length=3, description="What its drawing shows")
    introduction: Markdown
    end_quiz: EndQuiz | None = None
    certificate_title: Title = Field(description="Course name only; no word of the topic")
