"""Probes for load balancers and orchestrators.

/healthz: the process answers. /readyz: it can serve pages; if not, 503 and the failing parts. What
others do for it, and would not be better without this process, stands there as degraded, with 200.
They are answered before the host name is checked, because a probe addresses a machine, not a site.
They say nothing that a stranger must not know.
"""

from collections.abc import Callable
from functools import cache
from http import HTTPStatus

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from applications.documents.key_rotation import is_master_key_missing
from applications.documents.scanner_faults import find_scanner_faults
from applications.documents.storage_faults import find_storage_faults
from careers.background_jobs.faults import find_faults
from config.backup.closing import is_closed
from config.backup.schedule import is_backup_overdue


class NotReadyError(Exception):
    """A part does not work."""


def answer_probes(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path_info)
        return probe() if probe else get_response(request)

    return middleware


def answer_healthz() -> HttpResponse:
    return HttpResponse(
        "ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def answer_readyz() -> HttpResponse:
    failing = list_failing()
    degraded = [] if {*failing} & NOTHING_ELSE_IS_KNOWN else list_degraded()
    return JsonResponse(
        {"ready": not failing, "failing": failing, "degraded": degraded},
        status=HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK,
        headers={"Cache-Control": "no-store"},
    )


def list_failing() -> list[str]:
    """Without a database, migrations are not asked about, nor a restore: a probe waits for it once."""
    failing: list[str] = []
    for name, check in CHECKS.items():
        if name == "restore" and "database" in failing:
            continue
        if (name == "migrations" and "database" in failing) or not passes_check(check):
            failing.append(name)
    return failing


def passes_check(check: Callable[[], object]) -> bool:
    try:
        check()
    except (DatabaseError, NotReadyError, OSError):
        return False
    return True


def list_degraded() -> list[str]:
    now = timezone.now()
    documents = [str(fault) for fault in (*find_storage_faults(), *find_scanner_faults(now))]
    try:
        others = ["keys"] if is_master_key_missing() else []
        others += ["backup"] if is_backup_overdue(now) else []
        return [*(str(fault) for fault in find_faults(now)), *documents, *others]
    except DatabaseError:
        return documents  # it went away this moment; the next probe says so


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def check_migrations() -> None:
    """Reading all migrations is slow; once applied they stay applied, so success is remembered."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError


def check_static_files() -> None:
    """Without the list that collectstatic writes, STATIC_ROOT is the wrong folder and every page is a 500."""
    listed = getattr(staticfiles_storage, "hashed_files", None)
    if listed is not None and not listed:  # None where files are served from where they are
        raise NotReadyError


def check_no_restore() -> None:
    if is_closed():
        raise NotReadyError


CHECKS: dict[str, Callable[[], object]] = {
    "database": check_database,
    "migrations": check_migrations,
    "static": check_static_files,
    "restore": check_no_restore,
}
NOTHING_ELSE_IS_KNOWN = {"database", "migrations", "restore"}
PROBES = {"/healthz": answer_healthz, "/readyz": answer_readyz}
