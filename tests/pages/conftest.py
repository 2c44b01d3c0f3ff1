import pytest
from django.conf import settings

from pages import help_rail
from pages.help_files import load_help_services
from pages.models import HelpService


@pytest.fixture
def help_file():
    return settings.BASE_DIR / "content" / "help-services.yaml"


@pytest.fixture
def services(db, help_file):
    if not HelpService.objects.exists():  # they come with the prepared database, but for who begins without
        load_help_services(help_file)
    return HelpService.objects.in_bulk(field_name="key")


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test asks the database for the help box, and leaves nothing for the next."""
    help_rail.forget()
    yield
    help_rail.forget()
