from django.urls import path

from .views import doors, invitations, schools

app_name = "accounts"
urlpatterns = [
    path("join/", doors.join, name="join"),
    path("sign-out/", doors.sign_out, name="sign_out"),
    path("go/", doors.go, name="go"),
    path("school/new/", schools.start, name="start_school"),
    path("school/none/", schools.no_school, name="no_school"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/", invitations.open_invitation, name="open_invitation"),
]
