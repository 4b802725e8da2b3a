"""A column that tells spellings of one person by name and phone; see careers/text/person_keys.py."""

from typing import override

from django.db import models

from careers.models import plain_fields
from careers.text.person_keys import person_key


class PersonKeyField(plain_fields.CharField):
    """Follows the columns `name` and `phone` whenever it is saved."""

    @override
    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        fields = vars(model_instance)
        fields[self.attname] = person_key(str(fields["name"]), str(fields["phone"]))
        return str(fields[self.attname])
