from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "families"

    def load_content(self, folder):
        """What `manage.py load_content` loads besides the courses."""
        from .first_hour_files import load_first_hour

        return load_first_hour(folder / "first-hour.yaml")
