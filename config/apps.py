from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with our site, see config/admin_site.py."""

    default_site = "config.admin_site.StaffAdminSite"
