from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with our site, see config/staff/admin_site.py."""

    default_site = "config.staff.admin_site.StaffAdminSite"

    def ready(self) -> None:
        """Takes away what allauth registers: an unused list of addresses, and secrets in clear."""
        super().ready()
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from django.contrib.admin import site

        from config.staff.second_factor_admin import SecondFactorAdmin

        site.unregister([EmailAddress, Authenticator])
        site.register(Authenticator, SecondFactorAdmin)
