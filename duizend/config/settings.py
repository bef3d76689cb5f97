"""One settings file. What differs per environment comes from environment variables.

DUIZEND_MODE is `production` (the default: everything must be given), `demo` or `test`.
The launcher (`duizend.launch`) sets the variables for the last two.
"""

import base64
import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("DUIZEND_VAR", BASE_DIR / "var"))
MODE = os.environ.get("DUIZEND_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"DUIZEND_MODE is production, demo or test, not {MODE!r}.")
IS_PRODUCTION = MODE == "production"


def from_environment(name: str, otherwise: str) -> str:
    """A value that production must be given and that demo and test may do without."""
    value = os.environ.get(name, "")
    if value:
        return value
    if IS_PRODUCTION:
        raise ImproperlyConfigured(f"Give {name} in the environment.")
    return otherwise


DEBUG = False
SECRET_KEY = from_environment("SECRET_KEY", "only-for-demo-and-test")
ALLOWED_HOSTS = from_environment("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

# 32 bytes, urlsafe base64: the Fernet key under which a BSN is stored (ADR 0022).
BSN_KEY = from_environment(
    "BSN_KEY", base64.urlsafe_b64encode(b"demo-and-test-only".ljust(32)).decode()
)

# The same shape, and another key: the vault of the meldcode (ADR 0059). Several with a comma
# between: the first one writes, all of them read.
VAULT_KEYS = from_environment(
    "VAULT_KEY", base64.urlsafe_b64encode(b"demo-and-test-vault".ljust(32)).decode()
).split(",")
if BSN_KEY in VAULT_KEYS:
    raise ImproperlyConfigured("VAULT_KEY is a key of its own, not BSN_KEY again.")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    # Ours first: their templates take the place of allauth's.
    "duizend.core",
    "duizend.access",
    "duizend.families",
    "duizend.consents",
    "duizend.visits",
    "duizend.signals",
    "duizend.flags",
    "duizend.portraits",
    "duizend.questionnaires",
    "duizend.instruments",
    "duizend.experiences",
    "duizend.beforehand",
    "duizend.directory",
    "duizend.exchange",
    "duizend.pathways",
    "duizend.route_cards",
    "duizend.referrals",
    "duizend.prenatal",
    "duizend.plans",
    "duizend.intake",
    "duizend.follow_up",
    "duizend.documents",
    "duizend.palette",
    "duizend.consultations",
    "duizend.safeguarding",
    "duizend.workspace",
    "duizend.content",
    "duizend.demo",
    "duizend.bench",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "duizend.core.middleware.NothingStaysBehindMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duizend.core.middleware.ReadableInputMiddleware",
    "duizend.core.middleware.RowSecurityMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "duizend.access.middleware.SecondFactorMiddleware",
    "duizend.access.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "duizend.config.urls"
WSGI_APPLICATION = "duizend.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "duizend.access.context.site",
            ],
            "builtins": ["duizend.core.templatetags.ui", "django.templatetags.i18n"],
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://user:password@host:port/name?host=/socket` address."""
    parts = urlsplit(url)
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "") or parts.hostname or ""),
        "PORT": str(query.pop("port", "") or parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The outer transaction of RowSecurityMiddleware carries who is asking; this
        # inner one is the savepoint that rolls back a request that failed.
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {**query, "application_name": "duizend"},
    }


# The application signs in as a role that owns no table, so that row-level security
# holds. Only migrations and preparing the database run as the owner.
AS_OWNER = os.environ.get("DUIZEND_DB_ROLE") == "owner"
DATABASES = {
    "default": database(
        from_environment(
            "DATABASE_OWNER_URL" if AS_OWNER else "DATABASE_APP_URL",
            "postgresql://duizend_app@localhost/duizend",
        )
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of failed sign-ins are shared by all web processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
    }
}
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())  # one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "duizend_session"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Signing in: e-mail, password and always a second factor.
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "duizend.access.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by sign-up
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "duizend"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
# The fixed one-time code of the demo. Production refuses to start with one.
DEMO_CODE = os.environ.get("DUIZEND_DEMO_CODE", "" if IS_PRODUCTION else "000000")
if IS_PRODUCTION and DEMO_CODE:
    raise ImproperlyConfigured("A fixed one-time code is for the demo only.")
MFA_FORMS = {
    "authenticate": "duizend.access.second_factor.AuthenticateForm",
    "reauthenticate": "duizend.access.second_factor.ReauthenticateForm",
}
if not IS_PRODUCTION:
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    MFA_FORMS = {
        "authenticate": "duizend.access.demo_code.DemoAuthenticateForm",
        "reauthenticate": "duizend.access.demo_code.DemoReauthenticateForm",
    }
DUIZEND_GALLERY = not IS_PRODUCTION

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
CONTENT_DIR = Path(os.environ.get("DUIZEND_CONTENT", BASE_DIR / "content"))

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "duizend <duizend@localhost>")
# Where "Sluit direct" leads: a page that says nothing about who came from where.
QUICK_EXIT_URL = os.environ.get(
    "QUICK_EXIT_URL", "https://www.knmi.nl/nederland-nu/weer/verwachtingen"
)
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000")
if not EMAIL_HOST and not IS_PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if IS_PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "duizend.access.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "filters": {"links": {"()": "duizend.core.logs.WithoutLinks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}
    },
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
