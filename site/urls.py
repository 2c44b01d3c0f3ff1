from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtail_admin_urls

from accounts.views import passkeys, providers
from pages.errors import closed_uploads

urlpatterns = [
    # No two of these share a path; what a whole class opens at once is looked for first.
    path("", include("quizzes.urls")),
    path("", include("courses.urls")),
    path("", include("classrooms.urls")),
    # One door for adults: Wagtail's own would have neither throttle nor second factor.
    path("cms/login/", login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))),
    re_path(r"^cms/(?:images|documents)/", closed_uploads),
    path("cms/", include(wagtail_admin_urls)),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("account/oidc/<str:provider_id>/login/", providers.login, name="openid_connect_login"),
    path("account/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("pages.urls")),
    path("", include("certificates.urls")),
    path("", include("families.urls")),
    # What editors add besides courses, such as the home page.
    re_path(r"^((?:[\w\-]+/)*)$", login_not_required(wagtail_views.serve), name="wagtail_serve"),
]
