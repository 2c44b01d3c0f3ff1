from django.urls import path

from .views import desk, pupil, staff

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
]
