"""Departments, locations and contacts in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from careers.admin.keep_used import KeptWhileUsed
from careers.admin.side_by_side import SideBySide, texts_in_each_language
from careers.languages import localized_columns
from careers.models import Contact, Department, Location, Posting
from careers.text.email_addresses import to_readable_address


@admin.register(Department)
class DepartmentAdmin(SideBySide, KeptWhileUsed, TranslationAdmin[Department]):
    list_display = ("names", "slug")
    list_display_links = ("names",)
    search_fields = ("slug",)
    autocomplete_fields = ("about",)
    fieldsets = ((None, {"fields": ("name", "slug", "funder", "funding_notice", "about")}),)

    @admin.display(description=_("name"), ordering="slug")
    def names(self, department: Department) -> SafeString:
        return texts_in_each_language(department, "name") or SafeString(department.slug)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["slug", *localized_columns("name")]

    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        return Posting.objects.filter(department__in=objects)


@admin.register(Location)
class LocationAdmin(SideBySide, KeptWhileUsed, TranslationAdmin[Location]):
    list_display = ("names", "locality", "country")
    list_display_links = ("names",)
    search_fields = ("slug", "locality")
    fieldsets = (
        (None, {"fields": ("name", "slug")}),
        (_("Address"), {"fields": ("street", ("postal_code", "locality"), ("region", "country"))}),
    )

    @admin.display(description=_("name"), ordering="slug")
    def names(self, location: Location) -> SafeString:
        return texts_in_each_language(location, "name") or SafeString(location.slug)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return ["slug", "locality", *localized_columns("name")]

    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        return Posting.objects.filter(locations__in=objects)


@admin.register(Contact)
class ContactAdmin(SideBySide, KeptWhileUsed, TranslationAdmin[Contact]):
    list_display = ("name", "roles", "address", "phone")
    search_fields = ("name", "email")
    fieldsets = ((None, {"fields": ("name", "role", ("email", "phone"))}),)

    @admin.display(description=_("role"))
    def roles(self, contact: Contact) -> Any:
        return texts_in_each_language(contact, "role")

    @admin.display(description=_("email"), ordering="email")
    def address(self, contact: Contact) -> str:
        return to_readable_address(contact.email)

    def postings_with(self, objects: list[Any]) -> QuerySet[Posting]:
        return Posting.objects.filter(contacts__in=objects)
