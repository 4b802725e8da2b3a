"""The key in a link to a new password."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from config.staff.accounts import is_resettable


class StaffTokenGenerator(PasswordResetTokenGenerator):
    """Django's own, by a clock that is not put forward and back: its hour is an hour in March and October, too.

    Bound to the account, its password, address and last sign-in, so that a change of each ends the
    link. It opens nothing for those who have left or are no staff.
    """

    def check_token(self, user: Any, token: str | None) -> bool:
        may_reset = isinstance(user, User) and is_resettable(user)
        return may_reset and super().check_token(user, token)

    def _now(self) -> datetime:
        return datetime.now(UTC).replace(tzinfo=None)
