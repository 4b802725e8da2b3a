"""How long the lists and editors of the staff take over years of rows: python -m benchmarks.admin [--applications 100000].

On a database of the tests: the applications of inbox_rows.py, the POSTINGS of pages_rows.py, and the other tables as
admin_rows.py fills them, committed, vacuumed and analysed. Measured as in inbox.py, on whose pages this builds: the whole
answer to a signed-in superuser through Django's test client, as the median of ROUNDS calls; with it the queries.
"""

import argparse
from collections.abc import Iterator

from benchmarks import inbox_rows
from benchmarks.inbox import Measured, measure_page

POSTINGS = 10_000
LISTS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "applications_application": [
        ("page 1", {}),
        ("page 900", {"page": 900}),
        ("last page, oldest first", {"page": 900, "order": "oldest"}),
        ("by name, page 900", {"page": 900, "order": "name"}),
    ],
    "careers_posting": [
        ("page 1", {}),
        ("page 200", {"p": 200}),
        ("by state", {"o": "3"}),
        ("open", {"state": "open"}),
        ("draft", {"state": "draft"}),
        ("unpublished changes", {"unpublished": "yes"}),
        ("ends soon", {"upkeep": "ending"}),
        ("stale", {"upkeep": "stale"}),
        ("German complete", {"language_de": "complete"}),
        ("English missing", {"language_en": "missing"}),
        ("English outdated", {"language_en": "outdated"}),
        ("remote", {"workplace_type__exact": "remote_or_on_site"}),
        ("search, a word", {"q": "Leitung"}),
        ("search, a number", {"q": "105000"}),
        ("search, nothing", {"q": "zzyzx"}),
    ],
    "careers_edition": [("page 1", {}), ("page 100", {"p": 100})],
    "careers_textblock": [
        ("page 1", {}),
        ("search", {"q": "block-7"}),
        ("about", {"kind__exact": "about"}),
    ],
    "careers_department": [("page 1", {})],
    "careers_location": [("page 1", {})],
    "careers_contact": [("page 1", {}), ("search", {"q": "Ada"})],
    "hiring_outgoingmail": [
        ("not sent", {}),
        ("all", {"state": "all"}),
        ("all, page 400", {"state": "all", "p": 400}),
        ("sent", {"state": "sent"}),
        ("rejections", {"state": "all", "occasion__exact": "rejection"}),
        ("search", {"state": "all", "q": "Schmidt"}),
        ("by applicant", {"state": "all", "o": "1"}),
    ],
    "hiring_decision": [
        ("waiting", {}),
        ("all", {"state": "all"}),
        ("all, page 400", {"state": "all", "p": 400}),
        ("rejections", {"state": "all", "to_stage__exact": "rejected"}),
        ("search", {"state": "all", "q": "Schmidt"}),
    ],
    "applications_maildelivery": [
        ("page 1", {}),
        ("page 100", {"p": 100}),
        ("search", {"q": "Schmidt"}),
    ],
    "applications_copyrequest": [
        ("page 1", {}),
        ("page 40", {"p": 40}),
        ("search", {"q": "Schmidt"}),
    ],
    "procrastinate_procrastinatejob": [
        ("page 1", {}),
        ("page 500", {"p": 500}),
        ("failed", {"status__exact": "failed"}),
        ("one kind", {"task_name": "applications.task_3"}),
        ("today", {"scheduled_at__isnull": "True"}),
    ],
    "auth_user": [
        ("page 1", {}),
        ("page 3", {"p": 3}),
        ("search", {"q": "account7"}),
        ("staff", {"is_staff__exact": "1"}),
    ],
    "auth_group": [("page 1", {})],
    "staff_invitation": [("page 1", {}), ("page 3", {"p": 3})],
    "mfa_authenticator": [("page 1", {})],
    "hiring_mailtemplate": [("page 1", {})],
    "hiring_rejectionreason": [("page 1", {})],
    "hiring_ownstage": [("page 1", {})],
    "hiring_tag": [("page 1", {})],
}


def measure_admin(client: object) -> Iterator[Measured]:
    """Every list in every way, then pages of one row."""
    from django.urls import reverse

    yield measure_page("start page", client, reverse("admin:index"), {})
    for name, ways in LISTS.items():
        for way, parameters in ways:
            path = reverse(f"admin:{name}_changelist")
            yield measure_page(f"{name}: {way}", client, path, parameters)
    for name, path in single_pages().items():
        yield measure_page(name, client, path, {})


def single_pages() -> dict[str, str]:
    from django.urls import reverse

    from applications.models import Application
    from careers.models import Posting, TextBlock

    posting = Posting.objects.exclude(current_edition=None).order_by("-pk")[1000]
    block = TextBlock.objects.order_by("pk").first()
    return {
        "editor of a posting": reverse("admin:careers_posting_change", args=[posting.pk]),
        "history of a posting": reverse("admin:careers_posting_history", args=[posting.pk]),
        "new posting": reverse("admin:careers_posting_add"),
        "editor of a text block of 500 ads": reverse(
            "admin:careers_textblock_change", args=[block.pk]
        ),
        "an application": reverse(
            "admin:applications_application_change",
            args=[Application.objects.order_by("-pk")[5].pk],
        ),
    }


def main() -> None:
    """Fill a database of its own, ask for each page, and print."""
    import pytest

    parser = argparse.ArgumentParser()
    parser.add_argument("--applications", type=int, default=inbox_rows.APPLICATIONS)
    inbox_rows.APPLICATIONS = parser.parse_args().applications
    raise SystemExit(pytest.main(["-q", "-s", "-n", "0", "tests/hiring/admin/speed.py"]))


if __name__ == "__main__":
    main()
