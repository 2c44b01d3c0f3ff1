"""Editors choose which design a course's certificates have."""

import pytest
from django.urls import reverse

from certificates.designs import DESIGNS
from certificates.models import CourseCertificate


def address(action, *args):
    return reverse(f"wagtailsnippets_certificates_coursecertificate:{action}", args=args)


@pytest.fixture
def chosen(navigators):
    return {"course": navigators.pk, "design": DESIGNS[0].slug, "paper": "a4"}


def test_an_editor_chooses_a_design_and_finds_it(sign_in, editor, chosen):
    cms = sign_in(editor)
    assert cms.post(address("add"), chosen).status_code == 302
    certificate = CourseCertificate.objects.get()
    assert "Navigators" in cms.get(address("list")).content.decode()
    assert cms.post(address("edit", certificate.pk), chosen).status_code == 302


def test_a_course_has_one(sign_in, editor, chosen):
    cms = sign_in(editor)
    cms.post(address("add"), chosen)
    assert "already exists" in cms.post(address("add"), chosen).content.decode()
    assert CourseCertificate.objects.count() == 1


def test_a_teacher_does_not_see_them(sign_in, teacher):
    assert sign_in(teacher).get(address("list")).status_code in {302, 403}
