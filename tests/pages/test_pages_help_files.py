"""The help services as a file, and what editors do to them afterwards."""

import pytest

from accounts.choices import AgeBand, Nation
from pages.help_files import MistakesInFile, load_help_services
from pages.models import HelpPath, HelpService

ONE = """services:
  - id: childline
    name: Childline
    what: Listen.
    nations: [england]
    bands: [navigators]
    phone: "08001111"
    kind: listen
    level: light
"""


@pytest.fixture(autouse=True)
def _none_yet(db):
    HelpService.objects.all().delete()
    HelpPath.objects.all().delete()


def test_the_file_of_the_house_loads_and_loads_again(db, help_file):
    made = load_help_services(help_file).made
    services, paths = HelpService.objects.filter(live=True), HelpPath.objects.filter(live=True)
    assert services.count() > 40 and paths.count() > 40
    assert len(made) == services.count() + paths.count()
    again = load_help_services(help_file)
    assert not (again.made or again.changed or again.kept)


def test_every_band_in_every_nation_has_somebody_to_talk_to(services):
    for band in AgeBand.values:
        for nation in Nation.values:
            purposes = {s.purpose for s in HelpService.objects.for_reader(band, nation)}
            assert {"emergency", "listen"} <= purposes, (band, nation)


def test_a_change_in_the_file_arrives(db, tmp_path):
    path = tmp_path / "help.yaml"
    path.write_text(ONE)
    load_help_services(path)
    path.write_text(ONE.replace("Listen.", "Listen to anyone under 19."))
    assert load_help_services(path).changed == ["childline"]
    childline = HelpService.objects.get()
    assert childline.what == childline.latest_revision.as_object().what == "Listen to anyone under 19."


def test_what_an_editor_changed_is_kept(db, tmp_path, editor):
    path = tmp_path / "help.yaml"
    path.write_text(ONE)
    load_help_services(path)
    childline = HelpService.objects.get()
    childline.what = "Listen, day and night."
    childline.save_revision(user=editor).publish()
    path.write_text(ONE.replace("Listen.", "Listen to anyone under 19."))
    assert load_help_services(path).kept == ["childline"]
    assert HelpService.objects.get().what == "Listen, day and night."


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("level: light", "level: often", "9: level:"),
        ("bands: [navigators]", "bands: [grown-ups]", "6: bands:"),
        ('phone: "08001111"', "phne: 1", "7: phne: is not a field"),
        ("    what: Listen.\n", "", "2: what: is missing"),
        ("kind: listen", "kind: sing", "8: kind:"),
        ("services:", "service:", "1: services: is missing"),
        ("what: Listen.", "what: [Listen.", "help.yaml:5:"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(db, tmp_path, right, wrong, said):
    path = tmp_path / "help.yaml"
    path.write_text(ONE.replace(right, wrong))
    with pytest.raises(MistakesInFile) as caught:
        load_help_services(path)
    assert str(path) in str(caught.value) and said in str(caught.value)
    assert not HelpService.objects.filter(key="childline", name="").exists()
