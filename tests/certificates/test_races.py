"""Many award and print in the same moment."""

import pytest

from certificates.awarding import award, issue, taught_in
from certificates.models import Certificate
from certificates.rendering import render_pdf
from tests import races

shared_database = races.shared_database


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_award_one_certificate_and_print_one_file(pupil, navigators, on_course, take_all, media):
    take_all(pupil)
    taught = taught_in(navigators)
    awarded = races.at_once(lambda: award(pupil, navigators).pk, times=24)
    assert len(set(awarded)) == 1
    assert set(races.at_once(lambda: issue(pupil, navigators, Certificate.Kind.COURSE, taught).pk)) == set(awarded)
    assert Certificate.objects.count() == 1

    races.at_once(lambda: render_pdf(awarded[0]), times=4)
    certificate = Certificate.objects.get()
    assert certificate.is_ready, certificate.last_error
    assert len(list(media.iterdir())) == 1

    with races.without(Certificate, "one_current_certificate"):  # the negative control
        Certificate.objects.all().delete()
        races.at_once(lambda: issue(pupil, navigators, Certificate.Kind.COURSE, taught))
        assert Certificate.objects.count() > 1
