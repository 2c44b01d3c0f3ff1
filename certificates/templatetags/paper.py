from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def inset(paper, by):
    """The attributes of an SVG rectangle that keeps this distance, in millimetres, from each edge of the paper."""
    width, height = round(paper.width - 2 * by, 2), round(paper.height - 2 * by, 2)
    return SafeString(f'x="{by}" y="{by}" width="{width}" height="{height}"')
