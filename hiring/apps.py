"""The app of hiring, as Django loads it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HiringConfig(AppConfig):
    name = "hiring"
    verbose_name = _("Hiring")

    def ready(self) -> None:
        from hiring.services.bulk_runs import connect_erasure
        from hiring.services.export_files import connect_deletions
        from hiring.services.withdrawals import connect_withdrawals

        connect_deletions()
        connect_erasure()
        connect_withdrawals()
