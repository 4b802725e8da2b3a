from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest


class SecondFactorAdmin(admin.ModelAdmin[Authenticator]):
    """For a lost phone: delete the person's second factors; secrets are never shown."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    list_filter = ("type",)
    search_fields = ("user__username",)
    fields = list_display
    readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Authenticator | None = None) -> bool:
        return False
