"""Reports as pictures: where each mark stands, in the units of an SVG. Shapes and words say what colours say.

The numbers stand in the report's table, below the picture.
"""

from functools import cached_property
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses.progress import EndQuiz, State

CELL, ROW, NAMES, HEAD = 26, 20, 132, 24  # of the grid
LONGEST = 18  # letters of a name that fit in NAMES
DONE, BEGUN, OPEN, PAUSED = "done", "begun", "open", "paused"
SHAPES = {
    State.FINISHED: DONE,
    EndQuiz.PASSED: DONE,
    State.STARTED: BEGUN,
    EndQuiz.NOT_YET: BEGUN,
    State.NOT_STARTED: OPEN,
    State.NOT_FINISHED: OPEN,
    EndQuiz.NONE: OPEN,
    State.PAUSED: PAUSED,
}


class Grid:
    """Pupils by lessons: a shape for each state. A row of shapes is drawn once, and used by all who stand there."""

    template = "classrooms/pictures/grid.html"

    def __init__(self, heads, rows):
        self.heads, self.rows = heads, rows

    @property
    def width(self):
        return NAMES + CELL * len(self.heads) + 2

    @property
    def height(self):
        return HEAD + ROW * (len(self.rows) + 1)

    @property
    def columns(self):
        """(x, what stands over the column, how many have done it)"""
        done = [sum(SHAPES.get(row[at]) == DONE for row in self.rows) for at in range(1, len(self.heads) + 1)]
        return [(NAMES + CELL * at + CELL // 2, *both) for at, both in enumerate(zip(self.heads, done, strict=True))]

    @property
    def foot(self):
        return self.height - 6

    @cached_property
    def patterns(self):
        """The different rows of shapes: {shapes: number}"""
        size = len(self.heads) + 1
        found = {}
        for row in self.rows:
            found.setdefault(tuple(SHAPES[state] for state in row[1:size]), len(found))
        return found

    @property
    def defined(self):
        """[(number, [(x, shape), ...]), ...]"""
        return [
            (number, [(NAMES + CELL * at, shape) for at, shape in enumerate(shapes)])
            for shapes, number in self.patterns.items()
        ]

    @property
    def body(self):
        """The rows as SVG: a class may have 300."""
        size, lines = len(self.heads) + 1, []
        for place, row in enumerate(self.rows):
            y, name = HEAD + ROW * place, str(row[0])
            name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
            number = self.patterns[tuple(SHAPES[state] for state in row[1:size])]
            lines.append(f'<text x="0" y="{y + 14}">{escape(name)}</text><use href="#row-{number}" y="{y}"/>')
        return SafeString("".join(lines))

    @property
    def legend(self):
        """(shape, what it means) of the shapes that are there."""
        words = {
            DONE: _("Finished"),
            BEGUN: _("Started, or not passed yet"),
            OPEN: _("Not started, or not finished"),
            PAUSED: _("Paused"),
        }
        there = {shape for shapes in self.patterns for shape in shapes}
        return [(shape, text) for shape, text in words.items() if shape in there]


LEFT, SCALE = 8, 2  # of a scale from 0 to 100: where it begins, and units for a per cent


def place(percent):
    return LEFT + SCALE * percent


class Scale:
    """Something that has a line for each row, on a scale from 0 to 100."""

    width = place(100) + LEFT
    ticks = [place(percent) for percent in (0, 25, 50, 75, 100)]


class BeforeAfter(Scale):
    """A ring where the class was, a diamond where it is, for each objective."""

    template = "classrooms/pictures/before_after.html"

    def __init__(self, rows):
        self.lines = [
            {
                "text": text,
                "before": before,
                "after": after,
                "change": change,
                "from": before and place(before.percent),
                "to": after and place(after.percent),
            }
            for text, _lesson, before, after, change in rows
        ]


class Answers(Scale):
    """A bar for each question: right at first, and the rest."""

    template = "classrooms/pictures/answers.html"

    def __init__(self, rows):
        self.rows = rows

    @property
    def body(self):
        """The lines as HTML: a course may have sixty."""
        return SafeString(
            "".join(self.line(question, share) for question, _lesson, _counted, share, *_more in self.rows)
        )

    def line(self, question, share):
        border, rest = place(share.percent), SCALE * (100 - share.percent)
        bars = (
            f'<rect class="scale__right" x="{LEFT}" y="5" width="{SCALE * share.percent}" height="14"/>'
            f'<rect class="scale__rest" x="{border}" y="5" width="{rest}" height="14"/>'
            f'<rect fill="url(#hatch)" x="{border}" y="5" width="{rest}" height="14"/>'
        )
        return (
            f'<li class="scales__line"><span class="scales__text">{escape(question)}</span>'
            f'<svg class="scale" viewBox="0 0 {self.width} 24" aria-hidden="true">{bars}</svg>'
            f'<span class="scales__said">{escape(str(share))}</span></li>'
        )


class Options(Scale):
    """For each question a bar for each answer, as long as the fives that chose it; a tick at the right one."""

    template = "classrooms/pictures/options.html"

    def __init__(self, rows):
        lines = {}
        for row in rows:
            lines.setdefault(row[0], []).append(self.line(row))
        self.questions = lines.items()

    def line(self, row):
        _question, answer, right, chosen, counted = row
        return {"text": answer, "right": right, "chosen": chosen, "bar": SCALE * 100 * (chosen or 0) // counted}
