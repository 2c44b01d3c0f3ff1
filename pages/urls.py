from django.urls import path

from . import views

app_name = "pages"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("school-it/", views.school_it, name="school_it"),
    path("mail/", views.mail, name="mail"),
    path("healthz/", views.healthz, name="healthz"),
]
