"""Django's settings. What differs between installations comes from env.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from flok.project import env
from flok.project.network import network

DATA = env.data_folder()
DEMONSTRATION = env.flag("FLOK_DEMONSTRATION")
NETWORK = network(env.toml(DATA / "network.toml"))

SECRET_KEY = env.secret_key(DATA)
HOSTS = env.names("FLOK_HOSTS")
ALLOWED_HOSTS = HOSTS or ["127.0.0.1", "localhost"]
HTTPS = env.flag("FLOK_HTTPS", default=bool(HOSTS))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS] if HTTPS else []
DEBUG = False

INSTALLED_APPS = [
    "flok.apps.home",
    "flok.apps.meetings",
    "flok.apps.share",
    "flok.apps.tco",
    "flok.apps.labels",
    "flok.apps.knowledge",
    "flok.apps.purchases",
    "flok.apps.notices",
    "flok.apps.members",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "flok.project.middleware.Unavailable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "flok.project.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "flok.apps.members.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "flok.project.urls"
WSGI_APPLICATION = "flok.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "flok.apps.home.context.page",
                "flok.apps.notices.context.notices",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "flok.apps.home.templatetags.flok"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
LANGUAGE_COOKIE_NAME = "sprog"
LANGUAGE_COOKIE_SAMESITE: Literal["Lax"] = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = Path(sys.prefix) / "share" / "flok" / "static"
STATICFILES_DIRS = [Path(sys.prefix) / "share" / "flok" / "vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "network"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_TEMP_DIR = DATA / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200

AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 86_400
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:overview"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "flok.apps.members.signing_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "flok.apps.members.signing_in.OrganisationSignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified before it is written: by its invitation or its link
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a dotted name
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "flok.apps.members.sign_in_forms.SignInForm",
    "reset_password": "flok.apps.members.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "flok.apps.members.sign_in_forms.ResetPasswordKeyForm",
    "change_password": "flok.apps.members.sign_in_forms.ChangePasswordForm",
    "set_password": "flok.apps.members.sign_in_forms.SetPasswordForm",
    "reauthenticate": "flok.apps.members.sign_in_forms.ReauthenticateForm",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "apply": "30/h/ip",
    "change_address": "5/h/user",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = NETWORK.name
MFA_ADAPTER = "flok.apps.members.signing_in.SecondStepAdapter"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # a browser itself refuses it elsewhere than on this machine
MFA_FORMS = {
    "authenticate": "flok.apps.members.sign_in_forms.AuthenticateForm",
    "reauthenticate": "flok.apps.members.sign_in_forms.SecondStepAgainForm",
    "authenticate_webauthn": "flok.apps.members.sign_in_forms.PasskeyForm",
    "login_webauthn": "flok.apps.members.sign_in_forms.PasskeySignInForm",
    "reauthenticate_webauthn": "flok.apps.members.sign_in_forms.PasskeyAgainForm",
    "activate_totp": "flok.apps.members.sign_in_forms.ActivateTOTPForm",
    "add_webauthn": "flok.apps.members.sign_in_forms.AddWebAuthnForm",
    "edit_webauthn": "flok.apps.members.sign_in_forms.EditWebAuthnForm",
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action below would stop a form on its way to the provider
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = env.own_sign_in()

COMPARISON_P_PERCENT = env.closeness(SECRET_KEY)

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("FLOK_PROXY"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
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
    }
}

vars().update(env.mail(DATA))
MAIL_CARRIER = vars()["EMAIL_BACKEND"]  # what the worker sends with; pages put mails in the outbox
EMAIL_BACKEND = "flok.apps.notices.mail_backend.OutboxBackend"
ADDRESS = env.text("FLOK_ADDRESS", default=env.address(HOSTS, HTTPS)).rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("FLOK_MAIL_FROM", default="flok@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"flok": {"level": "INFO"}, "django_tasks_db": {"level": "WARNING"}},
}
