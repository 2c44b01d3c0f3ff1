"""The cast. Two schools; in each a teacher and a class; one pupil, one classmate, and those around them."""

import gc

import pytest
from django.db import connection

from accounts.choices import Nation, Role
from accounts.models import User
from classrooms import demo
from courses.models import Assignment, Course

from .prepared import copied

# Wording, editors' forms, who may open which address, what is drawn on paper, and letters to editors: nothing in it
# turns on the kind of database.
READ_ONCE = {
    "content",
    "test_badges.py",
    "test_cms.py",
    "test_designs.py",
    "test_first_hour.py",
    "test_killed.py",
    "test_linting.py",
    "test_logos.py",
    "test_matrix.py",
    "test_pages_help_files.py",
    "test_pages_help_paths.py",
    "test_pages_help_rail.py",
    "test_printing.py",
    "test_reminding.py",
    "test_rendering.py",
    "test_signing.py",
    "test_signing_off.py",
    "test_sso.py",
}


# Begun last, they would keep one process busy while the other has nothing left to do.
LONGEST = {"test_answers_under_fire.py", "test_killed.py", "test_matrix.py", "test_session.py"}


def pytest_collection_modifyitems(config, items):
    """The longest first. On PostgreSQL only what asks the database: the rest has run on SQLite by then."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
    if connection.vendor != "postgresql":
        return
    asks = [item for item in items if "db" in item.fixturenames or item.get_closest_marker("django_db")]
    asks = [item for item in asks if not READ_ONCE & set(item.path.parts)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asks])
    items[:] = asks


def pytest_collection_finish():
    """All that is loaded stays: to look through it again and again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def _fast_words(settings):
    """Argon2 at its cheapest: the tests sign in hundreds of times."""
    from accounts.hashers import SchoolArgon2

    SchoolArgon2.memory_cost, SchoolArgon2.time_cost = 8, 1


@pytest.fixture
def school(db):
    return demo.make_school("Hillside School", Nation.ENGLAND)


@pytest.fixture
def other_school(db):
    return demo.make_school("Glenview Academy", Nation.SCOTLAND)


@pytest.fixture
def teacher(school):
    return demo.make_staff(school, Role.TEACHER, "teacher@hillside.example", "Ms Okafor")


@pytest.fixture
def safeguarding_lead(school):
    return demo.make_staff(school, Role.SAFEGUARDING_LEAD, "lead@hillside.example", "Mr Evans")


@pytest.fixture
def school_admin(school):
    return demo.make_staff(school, Role.SCHOOL_ADMIN, "admin@hillside.example", "Mrs Kaur")


@pytest.fixture
def other_teacher(other_school):
    return demo.make_staff(other_school, Role.TEACHER, "teacher@glenview.example", "Mr Reid")


@pytest.fixture
def class_group(school, teacher):
    return demo.make_class(school, "8 Oak", "Year 8", "navigators", [teacher])


@pytest.fixture
def other_class(other_school, other_teacher):
    return demo.make_class(other_school, "S2 Rowan", "S2", "navigators", [other_teacher])


@pytest.fixture
def pupil(class_group):
    return class_group.enrol("Amira").learner


@pytest.fixture
def classmate(class_group, pupil):
    return class_group.enrol("Ben").learner


@pytest.fixture
def stranger(other_class):
    """A pupil of the other school."""
    return other_class.enrol("Cerys").learner


@pytest.fixture
def guardian(db):
    return User.objects.create_adult("guardian@home.example", "Jo Parent", demo.PASSWORD)


@pytest.fixture
def editor(db):
    return demo.make_editor("editor@waymark.example", "Sal Editor")


@pytest.fixture
def sign_in(client):
    """Sign anybody in, without a card or a password; staff with their second factor set up."""

    def as_user(user):
        demo.give_second_factor(user)
        backend = "accounts.cards.CardBackend" if user.is_learner else "accounts.adults.AdultBackend"
        client.force_login(user, backend=backend)
        return client

    return as_user


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The courses are there for all tests; each test works in a transaction of its own."""
    with django_db_blocker.unblock(), copied(connection):
        yield


@pytest.fixture
def navigators(db):
    return Course.objects.get(slug="navigators")


@pytest.fixture
def assign():
    def to_do(class_group, course):
        return Assignment.objects.create(class_group=class_group, course_key=course.translation_key)

    return to_do


@pytest.fixture(scope="session")
def key_file(tmp_path_factory):
    """A key that signs certificates, and who vouches for it: (PKCS #12 file, certificate of the authority)"""
    from tests.signing_keys import make

    return make(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def signing_key(settings, key_file):
    """Adults' certificates are signed with it."""
    from certificates.signing import signer

    settings.SIGNING_FILE, settings.SIGNING_PASSWORD = str(key_file[0]), "secret"
    signer.cache_clear()
    yield key_file
    signer.cache_clear()
