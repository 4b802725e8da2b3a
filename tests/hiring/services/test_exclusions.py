"""Keeping a member of the staff away from one application: it holds on every surface, from the next request."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Exclusion
from hiring.models import RecordChange
from hiring.reviews.colleagues import find_readers
from hiring.services.exclusions import ExclusionRefused, exclude_member, lift_exclusion
from tests.applications.factories import ApplicationFactory, StaffFactory, editor, hr_manager
from tests.applications.site import page, words
from tests.hiring.desk_site import action_path, colleague

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def exclude(application: Application, member, actor) -> Exclusion:
    return exclude_member(
        application=application, member=member, reason="Schwägerin", actor=actor, now=NOW
    )


def list_shown(client: Client) -> list[str]:
    tree = page(client.get(reverse("admin:applications_application_changelist"))).tree
    return [words(cell) for cell in tree.select("#result_list .field-name a")]


def test_excluded_member_sees_the_application_nowhere_until_it_is_lifted(client: Client) -> None:
    kept, other = ApplicationFactory(name="Eva"), ApplicationFactory(name="Kim")
    member = colleague(kept, "anna")
    other.posting.hiring_team.add(member)
    client.force_login(member)
    assert client.get(action_path("change", kept)).status_code == 200
    exclusion = exclude(kept, member, hr_manager())
    download = reverse("admin:applications_document_download", args=[kept.documents.get().pk])
    assert client.get(action_path("change", kept)).status_code == 404
    assert client.get(download).status_code == 404
    assert list_shown(client) == ["Kim"]
    assert member not in find_readers(kept)
    assert client.get(action_path("change", other)).status_code == 200
    lift_exclusion(exclusion=exclusion, actor=hr_manager(), now=NOW)
    assert client.get(action_path("change", kept)).status_code == 200
    assert member in find_readers(kept)


def test_exclusion_and_its_end_are_in_the_history() -> None:
    application = ApplicationFactory()
    member, hr = colleague(application, "anna"), hr_manager()
    lift_exclusion(exclusion=exclude(application, member, hr), actor=hr, now=NOW)
    told = RecordChange.objects.values_list("kind", "detail", "by")
    assert list(told) == [
        ("member_excluded", "anna", hr.pk),
        ("exclusion_lifted", "anna", hr.pk),
    ]


def test_only_hr_reads_of_an_exclusion(client: Client) -> None:
    application = ApplicationFactory()
    anna, ben = colleague(application, "anna"), colleague(application, "ben")
    hr = hr_manager()
    exclude(application, anna, hr)
    for user, is_told in ((ben, False), (hr, True)):
        client.force_login(user)
        shown = client.get(action_path("change", application)).content.decode()
        assert ("Schwägerin" in shown, "anna" in shown) == (is_told, is_told)


def test_who_does_not_see_it_is_not_excluded() -> None:
    application = ApplicationFactory()
    hr = hr_manager()
    for member in (editor(), StaffFactory(), colleague(ApplicationFactory(), "carla")):
        with pytest.raises(ExclusionRefused):
            exclude(application, member, hr)
    assert Exclusion.objects.count() == 0


def test_somebody_is_left_who_may_lift_it() -> None:
    application, hr = ApplicationFactory(), hr_manager()
    with pytest.raises(ExclusionRefused):
        exclude(application, hr, hr)
    second = hr_manager()
    exclude(application, hr, second)
    assert list(find_readers(application)) == [second]
