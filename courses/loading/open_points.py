"""What has still to be settled, from a file into the CMS; what is there is the editors'."""

import yaml

from ..models import OpenPoint


def load_open_points(path):
    """Make the points that are missing, and return their keys."""
    points = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = [
        OpenPoint.objects.get_or_create(key=point["key"], defaults={**point, "order": number})
        for number, point in enumerate(points, 1)
    ]
    return [point.key for point, is_new in made if is_new]
