"""Django's admin with a site of our own."""

from django.contrib.admin.apps import AdminConfig
from django.core.checks import register


class StaffAdminConfig(AdminConfig):
    """Django's admin with our site, see config/staff/admin_site.py."""

    default_site = "config.staff.admin_site.StaffAdminSite"

    def ready(self) -> None:
        """Takes away what allauth registers: an unused list of addresses, and secrets in clear.

        What other packages show in English only gets pages of ours.
        """
        super().ready()
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from django.contrib.admin import site
        from django.contrib.auth.models import Group, User
        from procrastinate.contrib.django.models import ProcrastinateJob

        from careers.models import Brand
        from config.checks import (
            check_document_storage,
            check_erasure,
            check_landlock,
            check_virus_scanner,
        )
        from config.staff.account_admin import StaffGroupAdmin, StaffUserAdmin
        from config.staff.brand_admin import BrandAdmin
        from config.staff.invitation_admin import InvitationAdmin
        from config.staff.job_admin import JobAdmin, name_jobs
        from config.staff.models import Invitation
        from config.staff.roles import name_groups
        from config.staff.second_factor_admin import SecondFactorAdmin, name_second_factors

        register(check_document_storage)
        register(check_erasure, deploy=True)
        register(check_landlock, deploy=True)
        register(check_virus_scanner, deploy=True)
        name_groups()
        name_jobs()
        name_second_factors()
        site.unregister([EmailAddress, Authenticator, Group, User, ProcrastinateJob])
        site.register(Authenticator, SecondFactorAdmin)
        site.register(Brand, BrandAdmin)
        site.register(Group, StaffGroupAdmin)
        site.register(Invitation, InvitationAdmin)
        site.register(User, StaffUserAdmin)
        site.register(ProcrastinateJob, JobAdmin)
