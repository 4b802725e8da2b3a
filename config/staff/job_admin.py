"""The list of background jobs in words of the staff; procrastinate has names of its own in English only."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from config.staff.package_names import Words, name_model

MODELS: dict[type[Model], tuple[Words, Words]] = {
    ProcrastinateJob: (_("background job"), _("background jobs")),
    ProcrastinateEvent: (pgettext_lazy("job", "event"), pgettext_lazy("job", "events")),
    ProcrastinateWorker: (pgettext_lazy("job", "worker"), pgettext_lazy("job", "workers")),
    ProcrastinatePeriodicDefer: (_("recurring job"), _("recurring jobs")),
}
STATES: dict[str, Words] = {
    "todo": pgettext_lazy("job", "waiting"),
    "doing": pgettext_lazy("job", "running"),
    "succeeded": pgettext_lazy("job", "done"),
    "failed": pgettext_lazy("job", "failed"),
    "cancelled": pgettext_lazy("job", "cancelled"),
    "aborted": pgettext_lazy("job", "aborted"),
}
EVENTS: dict[str, Words] = STATES | {
    "deferred": pgettext_lazy("job", "created"),
    "started": pgettext_lazy("job", "started"),
    "deferred_for_retry": pgettext_lazy("job", "to be tried again"),
    "abort_requested": pgettext_lazy("job", "to be aborted"),
    "scheduled": pgettext_lazy("job", "scheduled"),
}
FIELDS: dict[str, Words] = {
    "id": pgettext_lazy("job", "number"),
    "queue_name": pgettext_lazy("job", "queue"),
    "task_name": pgettext_lazy("job", "task"),
    "priority": pgettext_lazy("job", "priority"),
    "lock": pgettext_lazy("job", "lock"),
    "args": pgettext_lazy("job", "arguments"),
    "status": pgettext_lazy("job", "state"),
    "scheduled_at": pgettext_lazy("job", "not before"),
    "attempts": pgettext_lazy("job", "attempts"),
    "queueing_lock": pgettext_lazy("job", "lock against duplicates"),
    "abort_requested": pgettext_lazy("job", "to be aborted"),
    "worker": pgettext_lazy("job", "worker"),
    "type": pgettext_lazy("job", "event"),
    "at": pgettext_lazy("job", "when"),
}


def name_jobs() -> None:
    """Gives procrastinate's models, their fields and states names that are translated."""
    apps.get_app_config("procrastinate").verbose_name = _("background jobs")
    for model, (one, many) in MODELS.items():
        name_model(model, one, many, FIELDS)
    ProcrastinateJob._meta.get_field("status").choices = list(STATES.items())
    ProcrastinateEvent._meta.get_field("type").choices = list(EVENTS.items())


class JobAdmin(admin.ModelAdmin[ProcrastinateJob]):
    """To look at jobs, and to try, cancel or abort them as procrastinate's own page does."""

    fields = readonly_fields = (
        *("id", "task_name", "status", "args", "attempts"),
        *("scheduled_at", "queue_name", "priority", "lock", "queueing_lock", "events"),
    )
    list_display = ("id", "task_name", "status", "args", "attempts", "scheduled_at")
    list_filter = ("status", "task_name", "scheduled_at")
    ordering = ("-id",)
    actions = ("try_again", "cancel", "abort")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_steer_permission(self, request: HttpRequest) -> bool:
        """A job's row is never edited here: the right to change one is that to say what becomes of it."""
        return request.user.has_perm("procrastinate.change_procrastinatejob")

    @admin.display(description=pgettext_lazy("job", "events"))
    def events(self, job: ProcrastinateJob) -> str:
        happened = ProcrastinateEvent.objects.filter(job=job).order_by("at", "pk")
        return "\n".join(
            f"{date_format(localtime(each.at), 'DATETIME_FORMAT')}: {each.get_type_display()}"
            for each in happened
        )

    @property
    def original(self) -> ProcrastinateJobAdmin:
        return ProcrastinateJobAdmin(self.model, self.admin_site)

    @admin.action(description=_("Try the chosen jobs again"), permissions=["steer"])
    def try_again(self, request: HttpRequest, jobs: QuerySet[ProcrastinateJob]) -> None:
        self.original.retry(request, jobs)

    @admin.action(description=_("Cancel the chosen jobs that are waiting"), permissions=["steer"])
    def cancel(self, request: HttpRequest, jobs: QuerySet[ProcrastinateJob]) -> None:
        self.original.cancel(request, jobs)

    @admin.action(description=_("Abort the chosen jobs, running ones too"), permissions=["steer"])
    def abort(self, request: HttpRequest, jobs: QuerySet[ProcrastinateJob]) -> None:
        self.original.abort(request, jobs)
