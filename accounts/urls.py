from django.urls import path

from .views import doors, invitations, providers, schools

app_name = "accounts"
urlpatterns = [
    path("join/", doors.join, name="join"),
    path("sign-out/", doors.sign_out, name="sign_out"),
    path("go/", doors.go, name="go"),
    path("account/sign-in-again/", providers.sign_in_again, name="sign_in_again"),
    path("school/new/", schools.start, name="start_school"),
    path("school/none/", schools.no_school, name="no_school"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/", invitations.open_invitation, name="open_invitation"),
]
