"""Every setting, read from the environment, safe by default.

A missing or wrong value stops the start with a sentence that says what to set. `DEMO` (set only by
`make run` and `manage.py demo`) supplies values for one machine, on plain http to localhost.
"""

from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import get_language_info, to_language
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)


def required(name, hint, demo_value=None):
    value = env.str(name, "") or (demo_value if DEMO or DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


def demo_key(name, new):
    """One key per checkout, so that what the demo made of it outlives a restart."""
    path = VAR_DIR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new())
        path.chmod(0o600)
    return path.read_text()


# --- address and secret ---------------------------------------------------------------------------------

PORT = env.int("PORT", 8000)
BASE_URL = required(
    "BASE_URL",
    "Set it to the address that people type, such as https://waymark.example.org.",
    f"http://localhost:{PORT}",
).rstrip("/")
_address = urlsplit(BASE_URL)
HTTPS = _address.scheme == "https"
LOCAL = _address.hostname in {"localhost", "127.0.0.1"}
if not _address.hostname or _address.scheme not in {"http", "https"}:
    raise ImproperlyConfigured("BASE_URL must be a whole address, such as https://waymark.example.org.")
if not HTTPS and not (LOCAL and (DEMO or DEBUG)):
    raise ImproperlyConfigured("BASE_URL must begin with https://. Plain http is for the demo on localhost only.")
if DEMO and not LOCAL:
    raise ImproperlyConfigured("DEMO is for localhost only. Unset DEMO, or set BASE_URL to http://localhost:8000.")

SECRET_KEY = env.str("SECRET_KEY", "") or (demo_key("secret-key", get_random_secret_key) if DEMO or DEBUG else "")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set, or shorter than 50 characters. Set it to a long random text and keep it secret."
    )

ALLOWED_HOSTS = [_address.hostname, *(["localhost", "127.0.0.1"] if LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
LEAVE_URL = env.str("LEAVE_URL", "https://www.bbc.co.uk/weather")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", f"help@{_address.hostname}")

# --- what is installed ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "accounts",
    "pages",
    "quizzes",
    "courses",
    "certificates",
    "families",
    "classrooms",
    "wagtail.snippets",
    "wagtail.sites",
    "accounts.apps.CmsUsersConfig",  # wagtail.users
    "wagtail.images",  # the admin asks for these two; uploads are closed (pages.errors)
    "wagtail.documents",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "classrooms.polls.nothing_new",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pages.middleware.CompressPages",
    "pages.middleware.ContentPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "pages.middleware.privacy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.session_limits",
    "accounts.middleware.SignInFirst",
    "accounts.middleware.preview",
    "accounts.middleware.at_home",
    "accounts.middleware.areas",
    "accounts.middleware.second_factor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.site",
            ],
            "builtins": ["pages.templatetags.waymark"],
        },
    }
]

# --- data -------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'waymark.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL)}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database["CONN_MAX_AGE"] = 600  # a new connection would run the PRAGMAs again at each request
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # without it, a class that answers at once meets "database is locked"
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database.setdefault("OPTIONS", {})["connect_timeout"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "pages.caches.ForgivingRedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Bodies of published lessons, named by revision: a copy can be missing, never stale.
    "bodies": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATICFILES_FINDERS = [
    "pages.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    # Never served by address: a view that knows who asks opens each file.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"base_url": None}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- mail: a request writes a row, the worker sends it ------------------------------------------------------

EMAIL_BACKEND = "pages.mail.OutboxBackend"
MAIL_DIR = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"Waymark <waymark@{_address.hostname}>")
EMAIL_SUBJECT_PREFIX = ""
if DEMO or DEBUG:
    SENDING_BACKEND, EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", MAIL_DIR
else:
    _mail = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
    SENDING_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_TIMEOUT = 10

# --- background work ------------------------------------------------------------------------------------

BROKER_DIR = VAR_DIR / "broker"
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_connect_timeout": 0.5,
        "socket_timeout": 0.5,
        "max_retries": 0,
        "visibility_timeout": 300,
    }
else:
    (BROKER_DIR / "messages").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost/"
    CELERY_BROKER_TRANSPORT = "config.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.05,  # seconds; the worker also waits so long between two tasks that are there
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 45, 60
CELERY_ACCEPT_CONTENT = CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "send mail": {"task": "pages.tasks.send_mail_due", "schedule": 2, "options": {"expires": 5}},
    "award and render": {"task": "certificates.tasks.sweep", "schedule": 2, "options": {"expires": 5}},
    "award others": {"task": "certificates.tasks.award_others", "schedule": 15, "options": {"expires": 15}},
    "mail certificates": {"task": "certificates.tasks.write_letters", "schedule": 5, "options": {"expires": 5}},
    "tell of certificates": {
        "task": "classrooms.tasks.tell_of_certificates",
        "schedule": 300,
        "options": {"expires": 60},
    },
    "tidy": {"task": "certificates.tasks.tidy", "schedule": 3600, "options": {"expires": 600}},
    "remind": {"task": "courses.tasks.remind", "schedule": 3600, "options": {"expires": 600}},
    "print records": {"task": "classrooms.tasks.print_records", "schedule": 5, "options": {"expires": 5}},
    "draw cards": {"task": "classrooms.tasks.draw_cards", "schedule": 2, "options": {"expires": 5}},
    "make evidence": {"task": "classrooms.tasks.make_evidence", "schedule": 5, "options": {"expires": 5}},
    "write letters": {"task": "classrooms.tasks.write_letters", "schedule": 900, "options": {"expires": 600}},
    "purge classes": {"task": "classrooms.tasks.purge_classes", "schedule": 3600, "options": {"expires": 600}},
    "end forgotten sessions": {
        "task": "classrooms.tasks.tidy_sessions",
        "schedule": 900,
        "options": {"expires": 600},
    },
    "forget": {"task": "accounts.tasks.forget", "schedule": 3600, "options": {"expires": 600}},
    "come back": {"task": "families.tasks.write_letters", "schedule": 3600, "options": {"expires": 600}},
    "print letters home": {"task": "families.tasks.print_letters", "schedule": 5, "options": {"expires": 5}},
    "keep fives": {"task": "classrooms.tasks.keep_fives", "schedule": 3600, "options": {"expires": 600}},
    "forget terms": {"task": "classrooms.tasks.forget", "schedule": 3600, "options": {"expires": 600}},
}

# --- what adults' certificates are signed with: nothing until configured ------------------------------------

SIGNING_FILE, SIGNING_PASSWORD = env.str("SIGNING_FILE", ""), env.str("SIGNING_PASSWORD", "")
if SIGNING_FILE and not Path(SIGNING_FILE).is_file():
    raise ImproperlyConfigured("SIGNING_FILE is not a file. Set it to the PKCS #12 file of your document-signing key.")
BADGE_KEYS = [key.strip() for key in env.list("BADGE_KEYS", [])] or (
    [demo_key("badge-key", lambda: token_hex(32))] if DEMO else []
)
if not all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in BADGE_KEYS):
    raise ImproperlyConfigured("BADGE_KEYS must be keys of 64 digits 0 to 9 and a to f, such as: openssl rand -hex 32")

# --- who is here ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.cards.CardBackend",
    "accounts.adults.AdultBackend",
]
PASSWORD_HASHERS = [
    "accounts.hashers.SchoolArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "display_name"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    ]
] + [{"NAME": "accounts.passwords.SchoolWordsValidator"}]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/go/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
LEARNER_HOME = "/class/"
STAFF_HOME = "/desk/"
COVER_HOME = "/cover/"
FAMILY_HOME = "/family/"
ACCOUNT_ADAPTER = "families.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpName"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a code is bound to the browser that asked; a link is not
# A school is one address, so limits by address must hold a staff room. Wrong passwords are counted by
# accounts.adapter, in the database; here `login_failed` limits the codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/300s/key",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "report_mistake": "20/h/ip",
    "begin_at_home": "120/h/ip",
}
PROXY_COUNT = env.int("PROXY_COUNT", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_REQUIRED = env.bool("MFA_REQUIRED", not DEMO)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}  # a staff room is one address, and a passkey is not guessed
MFA_FORMS = {
    "login_webauthn": "accounts.passkeys.SignInForm",
    "authenticate_webauthn": "accounts.passkeys.SecondStepForm",
    "reauthenticate_webauthn": "accounts.passkeys.AskAgainForm",
}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Waymark"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute out

# --- sign-in by a school's own provider: off until configured ---------------------------------------------

# Microsoft's addresses for accounts of any tenant: what they issue names no issuer that could be checked.
OPEN_TO_ALL_TENANTS = [["common"], ["organizations"], ["consumers"]]


def sign_in_providers():
    """Google, Microsoft and others, as the environment names them: id, name, server_url, client_id, client_secret."""
    found = list(env.json("OIDC_PROVIDERS", []))
    if env.str("GOOGLE_CLIENT_ID", ""):
        found.append({"id": "google", "name": "Google", "server_url": "https://accounts.google.com"}
                     | client_of("GOOGLE"))  # fmt: skip
    if env.str("MICROSOFT_CLIENT_ID", ""):
        tenant = required("MICROSOFT_TENANT", "Set it to the tenant's id, a UUID. For several, use OIDC_PROVIDERS.")
        address = f"https://login.microsoftonline.com/{tenant}/v2.0"
        found.append({"id": "microsoft", "name": "Microsoft", "server_url": address} | client_of("MICROSOFT"))
    for provider in found:
        check_provider(provider)
    return found


def client_of(name):
    secret = required(f"{name}_CLIENT_SECRET", f"{name}_CLIENT_ID is set, so its secret is needed too.")
    return {"client_id": env.str(f"{name}_CLIENT_ID"), "client_secret": secret}


def check_provider(provider):
    missing = {"id", "name", "server_url", "client_id", "client_secret"} - set(provider)
    if missing:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: a provider lacks {', '.join(sorted(missing))}.")
    address = urlsplit(provider["server_url"])
    if address.scheme != "https" and not (LOCAL and address.hostname == "localhost"):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the server_url of {provider['id']} must begin with https://.")
    if address.hostname == "login.microsoftonline.com" and address.path.split("/")[1:2] in OPEN_TO_ALL_TENANTS:
        raise ImproperlyConfigured(
            f"Sign-in with {provider['name']} needs your own tenant: set MICROSOFT_TENANT to its id, a UUID that "
            "Entra shows as 'Directory (tenant) ID'. Under 'common' anybody's Microsoft account would do."
        )


SIGN_IN_PROVIDERS = sign_in_providers()
SOCIALACCOUNT_ADAPTER = "accounts.linking.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address is no proof: an account is known by issuer and subject
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider["id"],
                "name": provider["name"],
                "client_id": provider["client_id"],
                "secret": provider["client_secret"],
                "settings": {"server_url": provider["server_url"]},
            }
            for provider in SIGN_IN_PROVIDERS
        ],
    }
}

# --- sessions, cookies, headers -------------------------------------------------------------------------

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-sid", "__Host-csrf") if HTTPS else ("sid", "csrf")
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
PUPIL_IDLE_MINUTES = 20
FAMILY_COOKIE_AGE = 90 * 24 * 3600  # families stay signed in on their own device, and guests are kept as long
CSRF_FAILURE_VIEW = "pages.errors.csrf_failure"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W002"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

_provider_addresses = [urlsplit(provider["server_url"]) for provider in SIGN_IN_PROVIDERS]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        # The form that leads to a provider is ours; browsers hold it to this list when it is sent on.
        "form-action": [SELF, *sorted({f"{a.scheme}://{a.netloc}" for a in _provider_addresses})],
        "frame-ancestors": [NONE],
        "frame-src": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# Wagtail's own pages carry inline snippets; pupils, parents and teachers never see them.
CMS_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
PERMISSIONS_POLICY = {
    **{
        feature: []
        for feature in [
            "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
            "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
        ]
    },
    **{
        feature: ["self"]
        for feature in ["clipboard-write", "fullscreen", "publickey-credentials-create", "publickey-credentials-get",
                        "screen-wake-lock"]
    },
}  # fmt: skip

# --- Wagtail ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Waymark"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILFORMS_HELP_TEXT_ALLOW_HTML = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.signing_off.publish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True  # who signed another text has not signed this one
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link"]},
    }
}

# --- language and time --------------------------------------------------------------------------------------


def translations(folder):
    """(code, its own name) of each language whose catalogue is there and compiled: docs/translating.md."""
    codes = [to_language(path.parent.parent.name) for path in sorted(folder.glob("*/LC_MESSAGES/django.mo"))]
    return [(code, get_language_info(code)["name_local"]) for code in codes]


LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "site" / "wording"]  # the second: Django and allauth in our words
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [(LANGUAGE_CODE, "English"), *translations(LOCALE_PATHS[0])]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/London"

# --- logs: ids only, no names, codes or secrets -----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
