from django.urls import path

from .views import beginning, desk, ending, live, pupil, sessions, staff

app_name = "classrooms"
urlpatterns = [
    path("class/", pupil.class_page, name="class_page"),
    path("desk/", desk.desk, name="desk"),
    path("desk/<int:pk>/", desk.class_group, name="class_group"),
    path("desk/<int:pk>/pause/<uuid:lesson_key>/", desk.pause, name="pause"),
    path("desk/<int:pk>/unlock/<int:enrolment>/", desk.unlock, name="unlock"),
    path("school/<int:pk>/", staff.staff, name="staff"),
    path("school/<int:pk>/person/<int:user>/", staff.colleague, name="colleague"),
    path("school/<int:pk>/record/", staff.record, name="record"),
    path("desk/<int:pk>/session/", beginning.choose_lesson, name="choose_lesson"),
    path("desk/<int:pk>/session/<uuid:lesson_key>/", beginning.begin, name="begin"),
    path("session/<int:pk>/", sessions.desk, name="session"),
    path("session/<int:pk>/board/", sessions.board, name="board"),
    path("session/<int:pk>/state/", sessions.state, name="state"),
    path("session/<int:pk>/do/", sessions.act, name="act"),
    path("session/<int:pk>/end/", ending.attendance, name="attendance"),
    path("session/<int:pk>/record/", ending.delivery_record, name="delivery_record"),
    path("live/", live.join, name="live_join"),
    path("live/over/", live.over, name="live_over"),
    path("live/poll/<str:token>/", live.poll, name="live_poll"),
    path("live/<int:pk>/", live.screen, name="live"),
]
