"""The headers every answer carries, so that a browser keeps what the server promises."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, request

_A_YEAR = 365 * 24 * 60 * 60
# The patrol screens use the camera, the place and a printer; nothing else is asked of a browser.
_PERMISSIONS = (
    "camera=(self), geolocation=(self), bluetooth=(self), "
    "microphone=(), payment=(), usb=(), serial=(), midi=(), accelerometer=(), gyroscope=()"
)


def content_security_policy(form_action_hosts: Iterable[str]) -> str:
    """Return the policy: everything from ourselves, forms also to the hosts named (the payment page)."""
    form_action = " ".join(["'self'", *form_action_hosts])
    return "; ".join(
        [
            "default-src 'self'",
            "img-src 'self' blob:",  # blob: the officer's photographs before they are sent
            "object-src 'none'",
            "base-uri 'none'",
            f"form-action {form_action}",
            "frame-ancestors 'none'",
        ]
    )


def init_headers(app: Flask, form_action_hosts: Iterable[str], *, secure: bool = False) -> None:
    """Set the security headers on every answer; `secure` adds HSTS once the site is https only."""
    policy = content_security_policy(form_action_hosts)

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", _PERMISSIONS)
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if secure:
            headers.setdefault("Strict-Transport-Security", f"max-age={_A_YEAR}; includeSubDomains")
        if request.endpoint == "static":
            _cache_static(response)
        elif "Cache-Control" not in headers:
            headers["Cache-Control"] = "no-store"
        return response


def _cache_static(response: Response) -> None:
    """Keep a file for a year when its address carries the hash of its content, else ask each time."""
    found = response.status_code in {200, 206, 304}
    kept = found and "v" in request.args
    response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable" if kept else "no-cache"
