"""What every certificate design says of itself."""

from functools import cache

from django.template.loader import render_to_string


class Design:
    """A4 paper, a picture that is the same on each certificate of a band, and the words that are not."""

    slug = title = template = style = picture = None
    size = "A4 landscape"
    palettes = {}
    one_line = {}  # how large the name can be, largest first -> how many ems wide it may be then
    two_lines = {}

    @classmethod
    def palette(cls, band):
        """The colours of a band."""
        return cls.palettes.get(band) or next(iter(cls.palettes.values()))

    @classmethod
    @cache
    def drawing(cls, band):
        """The picture as SVG."""
        return render_to_string(cls.picture, {"palette": cls.palette(band)})

    @classmethod
    def name_size(cls, lines, width):
        """The largest size at which all the lines fit, or the smallest there is; None when a line is too long."""
        sizes = cls.one_line if len(lines) == 1 else cls.two_lines
        widest = max(map(width, lines))
        return next((size for size, most in sizes.items() if widest <= most), None)

    @classmethod
    def set_name(cls, name, width):
        """The name in one line, or in two about as long as each other, and the size for them."""
        if size := cls.name_size([name], width):
            return [name], size
        lines = halves(name, width)
        return lines, cls.name_size(lines, width) or list(cls.two_lines)[-1]


def halves(name, width):
    """Two lines, broken at the space that leaves them most alike."""
    words = name.split(" ")
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(breaks, key=lambda lines: max(map(width, lines)), default=(name, ""))
