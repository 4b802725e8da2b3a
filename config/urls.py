"""All addresses of the project, app by app."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config import pages
from config.branding import look_files

urlpatterns = [
    path("", pages.redirect_to_list, name="front_door"),
    path("brand.css", look_files.serve_stylesheet, name="brand_stylesheet"),
    path("brand.svg", look_files.serve_icon, name="brand_icon"),
    path("brand.png", look_files.serve_touch_icon, name="brand_touch_icon"),
    path("brand.webmanifest", look_files.serve_manifest, name="brand_manifest"),
    path("brand/<str:name>", look_files.serve_picture, name="brand_picture"),
    path("staff/", include("config.staff.urls")),
    path("admin/", admin.site.urls),
    path("", include("careers.channels.urls")),
    *i18n_patterns(
        path("", include("config.page_urls")),
        path("", include("careers.urls")),
        path("", include("applications.urls")),
    ),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler429 = "config.staff.request_limits.refuse_request"  # of allauth
handler500 = "config.errors.server_error"
