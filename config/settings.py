"""All settings, fed by the environment; .env.example and docs/operations.md list the variables.

ENVIRONMENT is "production" unless something else is said: a start without configuration is refused,
never insecure. "local" is what `make run` uses, "test" what the tests use.
"""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured

from careers.branding import colour
from careers.text.email_addresses import to_mail_address
from config import env
from config.backup_settings import *
from config.branding import logo
from config.browser_settings import *
from config.database_address import read_database
from config.document_keys import read_keys
from config.operations_settings import *
from config.pool_check import check_connection
from config.sign_in_settings import *
from config.storage_settings import build_storages

# Lets classes such as ModelForm[Posting] name their model outside of type checks, too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.read_text("VAR_DIR", str(BASE_DIR / "var")))

ENVIRONMENT = env.read_text("ENVIRONMENT", "production")
if ENVIRONMENT not in {"production", "local", "test"}:
    raise ImproperlyConfigured("ENVIRONMENT is unknown. Set it to production, local or test.")
PRODUCTION, TESTING = ENVIRONMENT == "production", ENVIRONMENT == "test"

DEBUG = env.read_flag("DEBUG", False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("DEBUG is on in production. Remove the variable DEBUG.")

SECRET_KEY = "only-for-tests-" * 5 if TESTING else env.read_secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.read_secrets("SECRET_KEY_FALLBACKS")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.read_words("ALLOWED_HOSTS", None if PRODUCTION else LOCAL_HOSTS)
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS admits every host. Set it to the site's own names.")
SITE_URL = env.read_text(
    "SITE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000"
).rstrip("/")

# The organisation, its look and its duties (DDG § 5, GDPR Art. 13)
ORGANISATION = {
    "name": env.read_text("ORGANISATION_NAME", "Verein Musterwolke e. V."),
    "url": env.read_text("ORGANISATION_URL", SITE_URL),
    "street": env.read_text("ORGANISATION_STREET", "Musterstraße 1"),
    "town": env.read_text("ORGANISATION_TOWN", "10115 Berlin"),
    "country": env.read_text("ORGANISATION_COUNTRY", "DE"),
    "represented_by": env.read_text("ORGANISATION_REPRESENTED_BY", ""),
    "register": env.read_text("ORGANISATION_REGISTER", ""),
    "vat_id": env.read_text("ORGANISATION_VAT_ID", ""),
    "email": env.read_address("ORGANISATION_EMAIL", "post@example.org"),
    "phone": env.read_text("ORGANISATION_PHONE", ""),
    "privacy_email": env.read_address("PRIVACY_EMAIL", "datenschutz@example.org"),
}
BRAND_NAME = env.read_text("BRAND_NAME", ORGANISATION["name"])
LOGO, LOGO_DARK = logo.read_logos(site_url=SITE_URL, static=BASE_DIR / "static")
BRAND_LOGO, BRAND_LOGO_DARK = LOGO.url, LOGO_DARK.url
BRAND_COLOUR = colour.check_colour("BRAND_COLOUR", env.read_text("BRAND_COLOUR", "#0b6b5d"))
PREVIEW_DAYS = env.read_integer("PREVIEW_DAYS", 7, minimum=1, maximum=90)
DRAFT_DAYS = env.read_integer("DRAFT_DAYS", 14, minimum=1, maximum=90)
EXPORT_DAYS = env.read_integer("EXPORT_DAYS", 2, minimum=1, maximum=14)
FULL_COPY_DAYS = env.read_integer("FULL_COPY_DAYS", 30, minimum=1, maximum=180)
RETENTION_MONTHS = env.read_integer("RETENTION_MONTHS", 6, minimum=1, maximum=36)
NOT_DECIDED_MONTHS = env.read_integer("NOT_DECIDED_MONTHS", 9, minimum=1, maximum=36)
TALENT_POOL_MONTHS = env.read_integer("TALENT_POOL_MONTHS", 12, minimum=1, maximum=36)
# Whether applicants are asked before an application goes to another posting, or only told, and for how long.
TRANSFER_ASKS = env.read_flag("TRANSFER_ASKS", default=True)
TRANSFER_DAYS = env.read_integer("TRANSFER_DAYS", 14, minimum=1, maximum=90)
APPLICATION_LINK_DAYS = env.read_integer("APPLICATION_LINK_DAYS", 180, minimum=1, maximum=730)
# Which notice an applicant saw; change it with the text of templates/pages/privacy.html (tests/config/test_notice_versions.py).
PRIVACY_NOTICE_VERSION = env.read_text("PRIVACY_NOTICE_VERSION", "2026-12")
# Which words somebody agreed to; change it with templates/applications/_pool_words.html.
POOL_NOTICE_VERSION = env.read_text("POOL_NOTICE_VERSION", "2026-12")
DEMO_PASSWORD = "offene-stelle-demo"  # public, and refused in production

INSTALLED_APPS = [
    "modeltranslation",
    "hiring",
    "applications",
    "careers",
    "config.apps.StaffAdminConfig",
    "config.staff.apps.StaffConfig",
    "config.backup.apps.BackupConfig",
    "config.operations.apps.OperationsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    *MIDDLEWARE_OF_METRICS,
    "django.middleware.csp.ContentSecurityPolicyMiddleware",  # first, so that no answer is without
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.limit_browser_features",
    "config.health.answer_probes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.refuse_control_characters",
    "config.middleware.refuse_large_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "careers.web.redirects.follow_redirects",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.staff.auth.require_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.template_context.portal_context",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "plain"
CRISPY_FAIL_SILENTLY = False

# Database: a pool per process, because persistent connections leak under a threaded server.
# Tests use none, and conftest tells them where their server is.
POOL = {
    "min_size": 1,
    "max_size": env.read_integer("DATABASE_POOL_SIZE", 8, minimum=1, maximum=200),
    # In seconds: a page without a database soon says so, and one that is back is found by the next page.
    # A lost connection is tried again once, at the end of its time; after that the next page begins anew.
    # So the time must be shorter than a page waits, or a page just after the return would see an error.
    "timeout": 0.8,
    "reconnect_timeout": 0.4,
    "check": check_connection,
}
# What careers/models/prepared_reads.py reads is prepared; not behind a pooler that shares connections.
# 5 is psycopg's own number of times after which it prepares other queries, as those of the job queue.
PREPARE = {"prepare_threshold": 5} if env.read_flag("DATABASE_PREPARES", default=True) else {}
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres"}
    if TESTING
    else read_database({"pool": POOL} | PREPARE)
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "KEY_FUNCTION": "config.cache_keys.build_cache_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the 300 by default would let limits be flushed out
    }
}
# Public pages in the memory of each web process (config/page_cache); 0: none.
PAGE_CACHE_BYTES = env.read_integer("PAGE_CACHE_MIB", 0 if TESTING else 16, maximum=4096) * 2**20
PAGE_CACHE_AWAY_SECONDS = env.read_integer("PAGE_CACHE_AWAY_SECONDS", 60, minimum=15, maximum=3600)
# As deploy/entrypoint.sh starts them; some are left for pages (search_load.py, check_line.py).
WEB_THREADS = env.read_integer("WEB_THREADS", 4, minimum=1, maximum=1000)
# Of one network, in each web process; 0: any number.
SEARCHES_A_MINUTE = env.read_integer("SEARCHES_A_MINUTE", 240, maximum=100_000)

# Languages: real columns per language; the list here is the only place that knows them.
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_packages"]  # the first one wins
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_FALLBACK_LANGUAGES: tuple[str, ...] = ()
MODELTRANSLATION_CUSTOM_FIELDS: tuple[str, ...] = ()
GENDER_MARKERS = env.read_gender_markers({"de": "(d/w/m)", "en": "(d/f/m)"})
ADDRESS_FORM = env.read_choice("ADDRESS_FORM", "Sie", ("Sie", "du", "either"))
ADDRESS_FORMS = {} if ADDRESS_FORM == "either" else {"de": ADDRESS_FORM}  # for the ad check
# What the organisation adds to two pages, in Markdown.
PAGE_ADDITIONS = env.read_page_additions(("imprint", "privacy"), dict(LANGUAGES))
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = env.read_time_zone("TIME_ZONE", "Europe/Berlin")
USE_TZ = True

# Files: static ones hashed and inside the image, documents outside of every web root.
STATIC_URL = "/static/"
COLLECTED = Path(env.read_text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATIC_ROOT = COLLECTED if PRODUCTION else None  # elsewhere files are served from where they are
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
DOCUMENTS_ROOT = Path(env.read_text("DOCUMENTS_ROOT", str(VAR_DIR / "documents")))
# Master keys by their names: the first one wraps the keys of new files, the others open what it has not yet.
DOCUMENT_KEYS = {"test": bytes(range(32))} if TESTING else read_keys("DOCUMENT_KEYS")
STORAGES = build_storages(production=PRODUCTION)
# Another folder in their place is refused; tests begin with an empty one.
DOCUMENTS_ARE_MARKED = not TESTING
MEBIBYTE = 1024 * 1024
DOCUMENT_MAX_BYTES = env.read_integer("DOCUMENT_MAX_MIB", 10, minimum=1, maximum=100) * MEBIBYTE
DOCUMENTS_MAX_COUNT = env.read_integer("DOCUMENTS_MAX_COUNT", 10, minimum=1, maximum=50)
DOCUMENTS_MAX_BYTES = env.read_integer("DOCUMENTS_MAX_MIB", 30, minimum=1, maximum=500) * MEBIBYTE
REQUEST_MAX_BYTES = DOCUMENTS_MAX_BYTES + 2 * MEBIBYTE
# Of all drafts together whose link nobody has asked for; anybody can begin any number of them.
DRAFTS_MAX_BYTES = env.read_integer("DRAFTS_MAX_MIB", 4096, minimum=1) * MEBIBYTE
DISK_RESERVE = 0 if TESTING else env.read_integer("DISK_RESERVE_MIB", 512) * MEBIBYTE
PREVIEW_MAX_PAGES = env.read_integer("PREVIEW_MAX_PAGES", 30, minimum=1, maximum=200)
PREVIEW_SECONDS = env.read_integer("PREVIEW_SECONDS", 30, minimum=5, maximum=600)
PREVIEW_MEMORY = env.read_integer("PREVIEW_MEMORY_MIB", 256, minimum=64, maximum=4096) * MEBIBYTE
# Of the virus scanner; empty: there is none.
CLAMD_ADDRESS = env.read_socket_address("CLAMD_ADDRESS")
CLAMD_SECONDS = env.read_integer("CLAMD_SECONDS", 150, minimum=1, maximum=3600)
CLAMD_STREAM_MAX_BYTES = env.read_integer("CLAMD_STREAM_MAX_MIB", 100, minimum=1) * MEBIBYTE
CLAMD_SIGNATURE_DAYS = env.read_integer("CLAMD_SIGNATURE_DAYS", 3, minimum=1, maximum=365)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "applications.documents.upload_handler.NamelessUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = DOCUMENTS_MAX_COUNT + 90  # so that the form can say what is too many
# Background work is said to be at fault when no worker was seen, or a due job not begun, for this time.
WORKER_SILENCE, JOB_DELAY = timedelta(minutes=2), timedelta(minutes=10)

# Mail
EMAIL_FROM = env.read_address("EMAIL_FROM", "" if PRODUCTION else "bewerbung@example.org")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_FROM or to_mail_address(
    f"bewerbung@{ALLOWED_HOSTS[0].lstrip('.')}"
)
EMAIL_DOMAIN = env.read_domain("EMAIL_DOMAIN", parseaddr(DEFAULT_FROM_EMAIL)[1])  # Message-ID, EHLO
IN_FILES = "django.core.mail.backends.filebased.EmailBackend"
LOCAL_MAIL = {"BACKEND": IN_FILES, "OPTIONS": {"file_path": VAR_DIR / "mail"}}
SMTP = {
    "BACKEND": "config.smtp.EmailBackend",
    "OPTIONS": {
        "host": env.read_text("EMAIL_HOST", "localhost"),
        "port": env.read_integer("EMAIL_PORT", 25, minimum=1, maximum=65535),
        "username": env.read_text("EMAIL_HOST_USER", ""),
        "password": env.read_private("EMAIL_HOST_PASSWORD", ""),
        "use_tls": env.read_flag("EMAIL_USE_TLS", False),
        "use_ssl": env.read_flag("EMAIL_USE_SSL", False),
        "timeout": 20,
    },
}
MAILERS = {"default": LOCAL_MAIL if ENVIRONMENT == "local" else SMTP}
LETTER_DELAY_MINUTES = env.read_integer("LETTER_DELAY_MINUTES", 60, maximum=7 * 24 * 60)
REQUEST_REMINDER_DAYS = env.read_integer("REQUEST_REMINDER_DAYS", 7, maximum=90)  # 0: never
MAIL_HOURS = env.read_hours("MAIL_HOURS")  # of working days, for letters; None: at any time

# Staff sign-in
MFA_TOTP_ISSUER = BRAND_NAME
SECOND_FACTOR_REQUIRED = env.read_flag("SECOND_FACTOR_REQUIRED", PRODUCTION)
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_integer("TRUSTED_PROXY_COUNT", 1 if PRODUCTION else 0)

# Transport and browser rules
HTTPS = env.read_flag("HTTPS", PRODUCTION or TESTING)
SECURE_SSL_REDIRECT = HTTPS and not TESTING
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# Tests visit a live server without HTTPS, where browsers take no cookie with a prefix (RFC 6265bis, section 4.1.3).
HOST_COOKIE, SECURE_COOKIE = ("__Host-", "__Secure-") if SECURE_SSL_REDIRECT else ("", "")
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{HOST_COOKIE}sessionid", f"{HOST_COOKIE}csrftoken"
LANGUAGE_COOKIE_NAME = f"{HOST_COOKIE}django_language"
KNOWN_BROWSER_COOKIE_NAME = f"{SECURE_COOKIE}known_browser"  # for the pages of the sign-in alone
MESSAGE_STORAGE = "config.message_storage.HostCookieOrSession"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.staff.unsent_forms.answer_csrf_failure"
X_FRAME_OPTIONS = "DENY"
