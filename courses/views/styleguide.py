from types import SimpleNamespace

from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.access import staff_only
from accounts.choices import AgeBand
from pages.pictures import NAMES
from pages.templatetags.waymark import ICONS

from ..blocks import BLOCKS
from ..models import Lesson

TOKENS = ["paper", "surface", "sunk", "ink", "ink-soft", "line", "brand", "brand-soft", "mark", "good", "info", "care"]


@require_safe
@staff_only
def styleguide(request):
    """Every component in every state, in the colours of the band that the address names."""
    band = request.GET["band"] if request.GET.get("band") in AgeBand.values else AgeBand.STAFF.value
    context = {
        "band": band,
        "bands": AgeBand.choices,
        "tokens": TOKENS,
        "icons": sorted(ICONS),
        "pictures": sorted(NAMES)[:: max(1, len(NAMES) // 24)],
        "blocks": block_samples(),
        "states": ["finished", "next", "", "started", "paused", "locked"],
        "stop": SimpleNamespace(title="", url="#main"),
        "leave_page": True,
    }
    return render(request, "courses/styleguide.html", context)


def block_samples():
    """(kind, HTML) for each kind of block that a published lesson has."""
    samples = {}
    for lesson in Lesson.objects.live().order_by("path"):
        for step in lesson.steps:
            for block in step.value["body"]:
                if block.block_type not in samples:
                    html = block.render({"level": 3, "for_adults": True, "uid": f"b{block.id[:8]}"})
                    samples[block.block_type] = mark_safe(html)  # noqa: S308 - a template's own
        if len(samples) == len(BLOCKS):
            break
    return [(name, samples[name]) for name, _block in BLOCKS if name in samples]
