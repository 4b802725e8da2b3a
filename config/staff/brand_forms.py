"""The form of a brand: words, colours, and pictures that are written anew before anything is kept."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from applications.documents.site_picture_check import (
    Patience,
    RefusedPicture,
    TooLargePicture,
    read_site_picture,
)
from careers.branding.picture_roles import UPLOADED, NewPicture, Role
from careers.models import Brand

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: dict[Role, tuple["_StrPromise", "_StrPromise"]] = {
    Role.LOGO: (_("Logo"), _("For light grounds, wide rather than high.")),
    Role.LOGO_DARK: (
        _("Logo for dark screens"),
        _("Without it the other one stands on a white plate there."),
    ),
    Role.ICON: (
        _("Icon"),
        _("Square, at least 512 pixels wide; for tabs of browsers and home screens."),
    ),
    Role.HERO: (
        _("Large picture"),
        _("At the head of the list on wide screens, 1200 pixels wide or more, 3 : 2."),
    ),
}
REFUSED = _(
    "We could not read this picture. Save it as PNG, JPG or WebP of at most 10 MB and choose it again."
    " SVG is not taken here, as it may hold scripts."
)


TOO_LARGE = _(
    "This picture has too many pixels. Save it smaller, with at most 4000 pixels on each side, and choose it again."
)


AGAIN = _(
    "This picture is fine, but not kept while something else has to be corrected. Choose it again, please."
)


def remove_name(role: Role) -> str:
    return f"remove_{role}"


class BrandForm(forms.ModelForm[Brand]):
    logo = forms.FileField(required=False)
    logo_dark = forms.FileField(required=False)
    icon = forms.FileField(required=False)
    hero = forms.FileField(required=False)
    remove_logo = forms.BooleanField(required=False)
    remove_logo_dark = forms.BooleanField(required=False)
    remove_icon = forms.BooleanField(required=False)
    remove_hero = forms.BooleanField(required=False)

    class Meta:
        model = Brand
        fields = ("name", "colour", "second_colour", "links")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_pictures: dict[Role, list[NewPicture]] = {}
        for name, used in (("name", settings.BRAND_NAME), ("colour", settings.BRAND_COLOUR)):
            self.fields[name].widget.attrs["placeholder"] = used
        for role in UPLOADED:
            field, remove = self.fields[role], self.fields[remove_name(role)]
            field.label, field.help_text = LABELS[role]
            field.widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})
            remove.label = _("Remove the picture")
            if self.instance.find_picture(role) is None:
                remove.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Reads what was uploaded, in a process that has nothing else."""
        found = super().clean() or self.cleaned_data
        patience = Patience()
        for role in UPLOADED:
            if not found.get(role):
                continue
            try:
                self.new_pictures[role] = read_site_picture(role, found[role], patience)
            except TooLargePicture:
                self.add_error(role, ValidationError(TOO_LARGE))
            except RefusedPicture:
                self.add_error(role, ValidationError(REFUSED))
        return found

    def full_clean(self) -> None:
        """Says of good pictures, too, when something else keeps them from being kept."""
        super().full_clean()
        if self.errors:
            for role in self.new_pictures:
                self.add_error(role, ValidationError(AGAIN))

    @property
    def pictures(self) -> list[NewPicture]:
        return [one for several in self.new_pictures.values() for one in several]

    @property
    def removed(self) -> set[Role]:
        """What was replaced counts as well: nothing of the former picture stays."""
        ticked = {role for role in UPLOADED if self.cleaned_data.get(remove_name(role))}
        return ticked | {*self.new_pictures}
