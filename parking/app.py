"""Wiring: create_app() puts the rooms together and registers their doors."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from apiflask import APIFlask
from flask import g, url_for
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from parking import settings as configuration
from parking.authorities.current import current_letterhead, init_hosts
from parking.desk.navigation import navigation
from parking.desk.views import pages as desk
from parking.keepers.gateway import KeeperRegister
from parking.motorist.views import pages as motorist
from parking.patrol.api import api as handheld
from parking.patrol.views import pages as patrol
from parking.payments.gateway.protocol import PayGateway
from parking.payments.views import pages as payments
from parking.people.devices import is_device
from parking.people.sign_in import has_permission, init_sign_in, is_signed_in, sign_in_url, signed_in
from parking.recovery.agents.current import AgentsOf
from parking.recovery.current import CourtOf
from parking.settings import Settings
from parking.statistics.views import pages as statistics
from parking.store.base import db
from parking.store.current import FILES, SETTINGS
from parking.store.files import FileStore
from parking.store.session import listen
from parking.tribunal.current import TribunalOf
from parking.web.access import Access, Audience, declare, guard
from parking.web.errors import init_errors
from parking.web.pages import Council
from parking.web.security import init_headers
from parking.web.templating import init_frame, init_templates
from parking.wiring import Outsiders, reach, wire_rooms

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent if (PACKAGE.parent / "templates").is_dir() else PACKAGE
SAVES_FOR_SECONDS = 8 * 3600
FALLBACK = Council(
    name="Parking", service_name="Parking penalties", phone="the number on your notice",
    email="", hours="",
)  # fmt: skip


def create_app(
    settings: Settings | None = None,
    *,
    pay: PayGateway | None = None,
    keepers: KeeperRegister | None = None,
    courts: CourtOf | None = None,
    agents: AgentsOf | None = None,
    tribunals: TribunalOf | None = None,
    testing: bool = False,
) -> APIFlask:
    """Return the application, wired; settings come from the environment when none are given."""
    settings = settings or configuration.load()
    app = APIFlask(
        "parking",
        title="Handheld API",
        version="1",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        spec_path="/api/v1/openapi.json",
        docs_path=None,
        json_errors=False,
    )
    app.config.update(_flask_config(settings, testing=testing))
    app.extensions[SETTINGS] = settings
    app.extensions[FILES] = FileStore(settings.files)
    app.extensions.update(reach(Outsiders(pay, keepers, courts, agents, tribunals), settings))
    wire_rooms(settings)
    app.logger.setLevel(settings.log_level)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    _init_database(app)
    _init_pages(app, settings, testing=testing)
    return app


def _flask_config(settings: Settings, *, testing: bool) -> dict[str, Any]:
    return {
        "TESTING": testing,
        "SECRET_KEY": settings.secret,
        "SECURITY_PASSWORD_SALT": settings.secret,
        "SQLALCHEMY_DATABASE_URI": _database(settings),
        # An error of the database must not carry a mark or a number into the log.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "MAX_CONTENT_LENGTH": settings.largest_upload_bytes,
        "MAX_FORM_PARTS": 200,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_production,
        "SESSION_COOKIE_NAME": "__Host-parking" if settings.is_production else "parking",
        "PERMANENT_SESSION_LIFETIME": SAVES_FOR_SECONDS,
        "WTF_CSRF_TIME_LIMIT": SAVES_FOR_SECONDS,
        "WTF_CSRF_SSL_STRICT": settings.is_production,
    }


def _init_database(app: APIFlask) -> None:
    db.init_app(app)
    with app.app_context():
        listen(db.engine)


def _init_pages(app: APIFlask, settings: Settings, *, testing: bool) -> None:
    init_hosts(app)  # first: even a refusal is shown as the council's page
    csrf = CSRFProtect(app)
    init_templates(app)
    init_frame(
        app,
        council=_council,
        demonstration=settings.is_demonstration,
        signed_in=signed_in,
        navigation=navigation,
    )
    init_headers(app, [_origin(settings.pay_page or settings.pay_url)], secure=settings.is_production)
    init_errors(app, council=_council_if_known, fallback=FALLBACK, demonstration=settings.is_demonstration)
    init_sign_in(app, cheap_passwords=testing)
    for blueprint in (motorist, desk, patrol, statistics, payments):
        blueprint.enable_openapi = False  # type: ignore[attr-defined]
        app.register_blueprint(blueprint)
    app.register_blueprint(handheld)
    csrf.exempt(handheld)  # devices carry a token of their own, never a cookie
    csrf.exempt(payments)  # webhooks are signed
    declare(app, "openapi.spec", Access(Audience.PUBLIC, because="the API is published; it holds no data"))
    guard(app, has_permission, is_signed_in, sign_in_url, is_device=is_device)


def _council_if_known() -> Council | None:
    return _council() if "council" in g else None


def _database(settings: Settings) -> str:
    """Return the database's address; a relative SQLite file is beside whoever runs the command."""
    head, slashes, file = settings.database.partition("sqlite:///")
    if head or not slashes or not file or Path(file).is_absolute():
        return settings.database
    return f"sqlite:///{Path(file).resolve()}"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _council() -> Council:
    letterhead = current_letterhead()
    return Council(
        name=letterhead.name,
        service_name=letterhead.service_name,
        phone=letterhead.phone,
        email=letterhead.email,
        hours=letterhead.phone_hours,
        home_url=url_for("motorist.start"),
        colours_url=url_for("motorist.colours"),
    )
