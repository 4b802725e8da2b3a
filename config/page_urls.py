"""The addresses of imprint, privacy notice, accessibility statement and tour, in each language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from config import pages, tour

urlpatterns = [
    path("", pages.redirect_home, name="home"),
    path(_("imprint/"), pages.imprint, name="imprint"),
    path(_("privacy/"), pages.privacy, name="privacy"),
    path(_("accessibility/"), pages.accessibility, name="accessibility"),
    path("tour/", tour.show_tour, name="tour"),
]
