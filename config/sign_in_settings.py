"""The settings of staff sign-in that ask nothing of the others; config/settings.py takes them all."""

from config import env

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["config.staff.auth.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword")
]
ACCOUNT_ADAPTER = "config.staff.auth.StaffAccountAdapter"
ACCOUNT_FORMS = {
    "login": "config.staff.password_forms.StaffLoginForm",
    "change_password": "config.staff.password_forms.StaffPasswordForm",
    "reset_password": "config.staff.password_forms.StaffResetForm",
    "reset_password_from_key": "config.staff.password_forms.StaffNewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}  # or the address: config/staff/auth.py tells them apart
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip,150/h/ip",
    "login_failed": None,  # passwords: config/staff/login_limit.py; codes: config/staff/code_forms.py
    "reauthenticate": "10/15m/user",
    "change_password": "10/15m/user",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "60/h/ip",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "config.staff.tokens.StaffTokenGenerator"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
INVITATION_DAYS = env.read_integer("INVITATION_DAYS", 7, minimum=1, maximum=30)
# HR invites; nobody can sign up under a foreign address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "config.staff.code_forms.StaffCodeForm",
    "reauthenticate": "config.staff.code_forms.StaffCodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_ENGINE = "config.staff.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # since it was last used, see config/staff/sessions.py
