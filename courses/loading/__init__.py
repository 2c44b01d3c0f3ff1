"""Load course files into the CMS: `manage.py load_content`."""

from .folders import Folder
from .keeping import Report

__all__ = ["Folder", "Report"]
