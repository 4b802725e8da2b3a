"""The app of the staff's accounts: it holds the table of invitations and the jobs that mail links."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "config.staff"
    label = "staff"
    verbose_name = _("Staff")
