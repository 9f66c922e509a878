"""The stand-in as a Flask application of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from parking.payments.gateway.loopback import is_loopback
from parking.payments.gateway.stand_in.api import api
from parking.payments.gateway.stand_in.control import control
from parking.payments.gateway.stand_in.gate import guard, refused
from parking.payments.gateway.stand_in.machine import NAME, StandIn
from parking.payments.gateway.stand_in.pages import pages
from parking.payments.gateway.stand_in.refusals import StandInRefusalError
from parking.payments.gateway.stand_in.settings import StandInSettings

guard(api)


def create_stand_in(settings: StandInSettings) -> Flask:
    """Return the application; its StandIn, under extensions, is started by whoever serves it."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 100_000
    app.extensions[NAME] = StandIn(settings)
    app.before_request(_only_from_here)
    app.register_blueprint(api)
    app.register_blueprint(pages)
    app.register_blueprint(control)
    app.register_error_handler(StandInRefusalError, refused)
    return app


def _only_from_here() -> ResponseReturnValue | None:
    # A name that points here from elsewhere (DNS rebinding) must not reach the control door either.
    if is_loopback(request.remote_addr) and is_loopback(urlsplit(request.host_url).hostname):
        return None
    return jsonify(error="the stand-in answers its own machine only"), 403
