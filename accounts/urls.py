from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("go/", views.go, name="go"),
]
