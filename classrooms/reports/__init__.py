"""What staff may know of a class or a school, asked of the facts and never stored. A new report is a file, and a line
here."""

from .attendance import Attendance
from .class_progress import ClassProgress
from .curriculum import Curriculum
from .families_reached import FamiliesReached
from .lessons_run import LessonsRun
from .objectives import Objectives
from .options import OptionsChosen
from .pupil_report import PupilReport
from .questions import Questions
from .school_overview import SchoolOverview
from .staff_preparation import StaffPreparation
from .year_groups import YearGroups

REPORTS = {report.slug: report for report in [ClassProgress, Objectives, Questions, OptionsChosen, Attendance]}
SCHOOL_REPORTS = {
    report.slug: report
    for report in [SchoolOverview, LessonsRun, YearGroups, Curriculum, StaffPreparation, FamiliesReached]
}

__all__ = ["REPORTS", "SCHOOL_REPORTS", "PupilReport"]
