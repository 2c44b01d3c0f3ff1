from django.conf import settings


def site(request):
    return {
        "SITE_NAME": settings.WAGTAIL_SITE_NAME,
        "LEAVE_URL": settings.LEAVE_URL,
        "DEMO": settings.DEMO,
    }
