"""Django's settings, made from the typed environment; no value of a city stands here."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from lianxin.config import environment

django_stubs_ext.monkeypatch()

ENVIRONMENT = environment.load()
HERE = Path(__file__).resolve().parent

DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
SECRET_KEY = ENVIRONMENT.keys["secret"]
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.fallback_keys)
KEYS = dict(ENVIRONMENT.keys)
HOME = ENVIRONMENT.home
ORIGIN = ENVIRONMENT.origin
PROXIES = ENVIRONMENT.proxies
WEB_PROCESSES = ENVIRONMENT.web_processes
OFFICE_PHONE = ENVIRONMENT.office_phone
SMS_GATEWAY = ENVIRONMENT.sms_gateway
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "procrastinate.contrib.django",
    "lianxin.foundation.audit",
    "lianxin.foundation.faces",
    "lianxin.foundation.parameters",
    "lianxin.foundation.clock",
    "lianxin.foundation.units",
    "lianxin.foundation.files",
    "lianxin.foundation.accounts",
    "lianxin.foundation.vault",
    "lianxin.foundation.notices",
    "lianxin.consultation.matters",
    "lianxin.config",
]

MIDDLEWARE = [
    "lianxin.config.middleware.HeadersMiddleware",
    "lianxin.config.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lianxin.foundation.faces.middleware.DisplayMiddleware",
    "lianxin.config.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lianxin.foundation.faces.middleware.FormTokenMiddleware",
    "lianxin.foundation.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "lianxin.config.urls"
WSGI_APPLICATION = "lianxin.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "lianxin.foundation.faces.context.display",
                "lianxin.config.navigation.navigation",
                "lianxin.foundation.notices.pages.header",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

NOWHERE = "postgresql://lianxin_app@/lianxin?host=/nowhere"
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.database(ENVIRONMENT.database or NOWHERE, pooled=ENVIRONMENT.pooled)
}
if ENVIRONMENT.seal:
    DATABASES["seal"] = environment.database(ENVIRONMENT.seal, pooled=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in"
PASSWORD_HASHERS = ["lianxin.foundation.accounts.adapters.Argon2Hasher"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_ENGINE = "lianxin.foundation.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.secure else "session"
SESSION_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = None
SECURE_CROSS_ORIGIN_OPENER_POLICY = None

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
FORMAT_MODULE_PATH: list[str] = []

LIMITS = "lianxin.foundation.parameters.queries.number"
"""Gives the room faces, which stands below the parameters, its numbers."""

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [HERE / "static"]
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": HASHED if ENVIRONMENT.hashed_static else PLAIN},
}
WHITENOISE_USE_FINDERS = not ENVIRONMENT.hashed_static
WHITENOISE_AUTOREFRESH = not ENVIRONMENT.hashed_static
MEDIA_ROOT = HOME / "files"

LARGEST_SKEW = timedelta(seconds=2)
"""A machine whose clock is further off the database's does not serve (SECURITY CO4)."""

BODY_LIMIT = 1024 * 1024
"""Bytes of a body without files."""
UPLOAD_LIMIT = 10 * 20 * 1024 * 1024 + BODY_LIMIT
"""Bytes of a body with files: ten of twenty MiB."""
HEADERS_LIMIT = 16 * 1024
"""Bytes of all headers together."""
DATA_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 25
"""More than a form takes, so that one photo too many is told at its field and no words go."""
FILE_UPLOAD_MAX_MEMORY_SIZE = BODY_LIMIT
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ENVIRONMENT.mail_host
EMAIL_PORT = ENVIRONMENT.mail_port
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

PROCRASTINATE_ON_APP_READY = "lianxin.config.schedule.register"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"away": {"()": "lianxin.config.logs.DatabaseAway"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["away"],
        }
    },
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
"""Django's own line for an error names the path, which under /confirm/ is a secret; faces logs."""
