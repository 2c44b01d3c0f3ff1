"""What every certificate design says of itself."""

from functools import cache

from django.template.loader import render_to_string

from ..paper import Paper


class Design:
    """A picture that is the same on each certificate of a band and a size of paper, and the words that are not.

    Its three templates are named for it: `<slug>.html` has the words, `<slug>.css` places them, `<slug>.svg` is the
    picture, in millimetres. Sizes are names for the style to use, largest first, each with how many ems wide a line
    of that size may be.
    """

    slug = title = None
    bands = ()  # the age bands that have it unless their course chooses another
    palettes = {}
    name_sizes = {}
    two_line_sizes = {}
    title_sizes = {}
    school_sizes = {}

    @classmethod
    def template(cls, kind):
        """The name of its template: html, css or svg."""
        return f"certificates/designs/{cls.slug}.{kind}"

    @classmethod
    def palette(cls, band):
        """The colours of a band."""
        return cls.palettes.get(band) or next(iter(cls.palettes.values()))

    @classmethod
    @cache
    def drawing(cls, band, paper=Paper.A4):
        """The picture as SVG."""
        return render_to_string(cls.template("svg"), {"palette": cls.palette(band), "paper": Paper(paper)})

    @classmethod
    @cache
    def style(cls, band, paper=Paper.A4):
        """Where the words stand, as CSS."""
        return render_to_string(cls.template("css"), {"palette": cls.palette(band), "paper": Paper(paper)})

    @classmethod
    def set_name(cls, name, width):
        """The name in one line, or in two about as long as each other, and the size for them."""
        if width(name) <= max(cls.name_sizes.values()):
            return [name], fitting(cls.name_sizes, width(name))
        lines = halves(name, width)
        return lines, fitting(cls.two_line_sizes, max(map(width, lines)))


def fitting(sizes, ems):
    """The largest size at which a line of this width fits; the smallest there is where none does."""
    return next((size for size, most in sizes.items() if ems <= most), list(sizes)[-1])


def halves(name, width):
    """Two lines, broken at the space that leaves them most alike."""
    words = name.split(" ")
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(breaks, key=lambda lines: max(map(width, lines)), default=(name, ""))
