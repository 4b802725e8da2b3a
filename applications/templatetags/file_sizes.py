"""File sizes in templates."""

from django import template

from applications.documents.limits import file_size

register = template.Library()
register.filter("file_size", file_size)
