from django.urls import path

from .views import adding, cards, class_courses, class_settings, classes, desk, live, pupil, pupils, sessions, staff

app_name = "classrooms"
urlpatterns = [
    path("class/", pupil.class_page, name="class_page"),
    path("desk/", desk.desk, name="desk"),
    path("desk/<int:pk>/", desk.class_group, name="class_group"),
    path("desk/new/", classes.new_class, name="new_class"),
    path("desk/archive/", classes.old_classes, name="old_classes"),
    path("desk/<int:pk>/pupils/", pupils.pupils, name="pupils"),
    path("desk/<int:pk>/pupils/add/", adding.add_pupils, name="add_pupils"),
    path("desk/<int:pk>/pupils/<int:enrolment>/", pupils.pupil, name="pupil"),
    path("desk/<int:pk>/cards/", cards.cards, name="cards"),
    path("cards/<int:pk>/", cards.cards_pdf, name="cards_pdf"),
    path("desk/<int:pk>/courses/", class_courses.class_courses, name="class_courses"),
    path("desk/<int:pk>/settings/", class_settings.class_settings, name="class_settings"),
    path("desk/<int:pk>/move-up/", class_settings.move_up, name="move_up"),
    path("desk/<int:pk>/pause/<uuid:lesson_key>/", desk.pause, name="pause"),
    path("desk/<int:pk>/unlock/<int:enrolment>/", desk.unlock, name="unlock"),
    path("school/<int:pk>/", staff.staff, name="staff"),
    path("school/<int:pk>/person/<int:user>/", staff.colleague, name="colleague"),
    path("school/<int:pk>/record/", staff.record, name="record"),
    path("desk/<int:pk>/session/", sessions.choose_lesson, name="choose_lesson"),
    path("desk/<int:pk>/session/<uuid:lesson_key>/", sessions.begin, name="begin"),
    path("session/<int:pk>/", sessions.desk, name="session"),
    path("session/<int:pk>/board/", sessions.board, name="board"),
    path("session/<int:pk>/state/", sessions.state, name="state"),
    path("session/<int:pk>/do/", sessions.act, name="act"),
    path("session/<int:pk>/end/", sessions.attendance, name="attendance"),
    path("session/<int:pk>/record/", sessions.delivery_record, name="delivery_record"),
    path("live/", live.join, name="live_join"),
    path("live/over/", live.over, name="live_over"),
    path("live/poll/<str:token>/", live.poll, name="live_poll"),
    path("live/<int:pk>/", live.screen, name="live"),
]
