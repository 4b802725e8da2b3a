from django import template

from careers.text.email_addresses import closest_address, readable_address

register = template.Library()
register.filter("readable_address", readable_address)
register.filter("mail_address", closest_address)
