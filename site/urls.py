from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("cms/", include(wagtail_admin_urls)),
    path("account/", include("allauth.urls")),
    re_path(r"^((?:[\w\-]+/)*)$", login_not_required(wagtail_views.serve), name="wagtail_serve"),
]
