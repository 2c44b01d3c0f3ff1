from django.urls import path

from . import views

app_name = "certificates"
urlpatterns = [
    path("certificate/<int:pk>/", views.certificate, name="certificate"),
    path("certificate/<int:pk>/file/", views.file, name="file"),
    path("certificate/<int:pk>/change/", views.change, name="change"),
    path("certificates/", views.mine, name="mine"),
    path("verify/", views.verify_form, name="verify_form"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
