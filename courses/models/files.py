from django.db import models


class LoadedFile(models.Model):
    """What `load_content` last made of a file, so that it can tell an editor's change from its own."""

    path = models.CharField(max_length=200, unique=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file's text")
    revisions = models.JSONField(default=dict, help_text="Object (app.model:translation key) -> revision that it made")

    def __str__(self):
        return self.path
