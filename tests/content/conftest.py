"""All that stands in content/, read once."""

from pathlib import Path

from courses.loading.unsaved import unsaved_course

CONTENT = Path(__file__).resolve().parents[2] / "content"
COURSES = {path.parent.name: unsaved_course(path.parent) for path in sorted(CONTENT.glob("*/course.yaml"))}
LESSONS = {lesson.code: (lesson, course) for course in COURSES.values() for lesson in course.lessons}
