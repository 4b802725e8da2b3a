from django.urls import path
from django.utils.translation import gettext_lazy as _

from applications.views.apply import apply
from applications.views.receipt import receipt

app_name = "applications"
urlpatterns = [
    path(_("jobs/<int:public_id>-<str:slug>/apply/"), apply, name="apply"),
    path(_("application/<str:token>/"), receipt, name="receipt"),
]
