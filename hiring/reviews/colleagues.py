"""Which members of the staff may see an application: the same rule as visible_to, from the other side."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from applications.models import Application, Exclusion
from applications.models.application import SEE_EVERY_APPLICATION
from hiring.rights import MAY_OPEN

BACKEND = "django.contrib.auth.backends.ModelBackend"
"""The one that knows groups; allauth's adds ways to sign in and no rights."""


def find_readers(application: Application) -> QuerySet[User]:
    """Active staff who may open the page of this application, by name; those excluded are not among them."""
    sees_all = Q(pk__in=User.objects.with_perm(SEE_EVERY_APPLICATION, backend=BACKEND))
    on_team = Q(pk__in=application.posting.hiring_team.values("pk"))
    permitted = sees_all if application.is_restricted else sees_all | on_team
    may_open = User.objects.with_perm(MAY_OPEN, backend=BACKEND)
    excluded = Exclusion.objects.filter(application=application)
    return (
        User.objects.filter(permitted, is_staff=True, pk__in=may_open)
        .exclude(pk__in=excluded.values("user"))
        .order_by("last_name", "first_name", "username")
    )


def full_name(user: User) -> str:
    return user.get_full_name() or user.get_username()
