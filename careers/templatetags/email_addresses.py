"""E-mail addresses in templates: as people read them, and as mail programs take them."""

from django import template

from careers.text.email_addresses import to_mail_address, to_readable_address

register = template.Library()
register.filter("readable_address", to_readable_address)
register.filter("mail_address", to_mail_address)
