"""What staff may know of a class or a school, asked of the facts and never stored. A new report is a file, and a line
here."""

from .attendance import Attendance
from .class_progress import ClassProgress
from .objectives import Objectives
from .questions import Questions
from .school_overview import SchoolOverview
from .staff_preparation import StaffPreparation

REPORTS = {report.slug: report for report in [ClassProgress, Objectives, Questions, Attendance]}
SCHOOL_REPORTS = {report.slug: report for report in [SchoolOverview, StaffPreparation]}

__all__ = ["REPORTS", "SCHOOL_REPORTS"]
