"""Names of pupils leave as a file: that is written down, and the school's admins hear of it."""

from django.db import transaction

from certificates.letters import write


@transaction.atomic
def note_names_taken(group, event, by, what, **detail):
    """`what` says to the admins what the file is."""
    group.note(event, by, **detail)
    for admin in group.school.admins():
        write("classrooms/mail/names_taken.txt", admin.email, by=by, group=group, school=group.school, what=what)
