from django.urls import path

from . import badge_views, hand_views, views

app_name = "certificates"
urlpatterns = [
    path("certificate/<int:pk>/", views.certificate, name="certificate"),
    path("certificate/<int:pk>/file/", views.file, name="file"),
    path("certificate/<int:pk>/name/", hand_views.by_hand, name="by_hand"),
    path("verify/", views.verify_form, name="verify_form"),
    path(".well-known/did.json", badge_views.identity, name="badge_identity"),
    path("badges/status/", badge_views.status, name="badge_status"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
