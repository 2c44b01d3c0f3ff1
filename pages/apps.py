from django.apps import AppConfig
from django.core.checks import register


class PagesConfig(AppConfig):
    name = "pages"

    def ready(self):
        from . import checks

        register(checks.libraries)
        register(checks.no_package_named_site)
