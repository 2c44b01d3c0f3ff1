"""What a teacher may know of a class, asked of the facts and never stored. A new report is a file, and a line here."""

from .attendance import Attendance
from .class_progress import ClassProgress
from .objectives import Objectives
from .questions import Questions

REPORTS = {report.slug: report for report in [ClassProgress, Objectives, Questions, Attendance]}

__all__ = ["REPORTS"]
