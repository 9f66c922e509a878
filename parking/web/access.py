"""Who may open a route: declared on the view, denied where nothing is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue

ACCESS = "parking_access"
WRITES = "parking_writes"

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """The kinds of visitor a route can be for."""

    STAFF = "staff"
    PUBLIC = "public"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declares: its audience, the permissions (any one is enough), or why it is public."""

    audience: Audience
    permissions: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredRoute:
    """A route as the house test and docs/permissions.md see it."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    access: Access | None
    writes: str


class AccessError(Exception):
    """Base of the refusals made here; each carries its HTTP status."""

    status = 403


class NotSignedInError(AccessError):
    """Sign in to use this address."""

    status = 401


class NotPermittedError(AccessError):
    """Your sign-in does not allow this. Ask the person who manages your team's permissions."""


class UndeclaredRouteError(AccessError):
    """This address is closed: nobody has declared who may use it."""


def allow(*permissions: str) -> Callable[[View], View]:
    """Open a view to staff who hold any one of these permissions."""
    if not permissions:
        raise ValueError("name at least one permission")
    return _declare(Access(Audience.STAFF, permissions=tuple(str(name) for name in permissions)))


def public(*, because: str) -> Callable[[View], View]:
    """Open a view to everyone, saying why."""
    if not because.strip():
        raise ValueError("say why the view is public")
    return _declare(Access(Audience.PUBLIC, because=because))


def device() -> Callable[[View], View]:
    """Open a view to enrolled handhelds and cameras, which sign in with their own key."""
    return _declare(Access(Audience.DEVICE))


def writes(reason: str) -> Callable[[View], View]:
    """Mark one of the few GET views that write, saying what and why."""

    def mark(view: View) -> View:
        setattr(view, WRITES, reason)
        return view

    return mark


def declare(app: Flask, endpoint: str, access: Access) -> None:
    """Declare the access of a view that somebody else wrote (a library's sign-in page)."""
    setattr(app.view_functions[endpoint], ACCESS, access)


def guard(
    app: Flask,
    has_permission: Callable[[str], bool],
    is_signed_in: Callable[[], bool],
    sign_in_url: Callable[[], str],
    *,
    is_device: Callable[[], bool] = lambda: False,
) -> None:
    """Stand before every route of the app and deny what is not declared."""
    if "static" in app.view_functions:
        declare(app, "static", Access(Audience.PUBLIC, because="style sheets, scripts and icons"))

    @app.before_request
    def check() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # nothing matched: the 404 or 405 follows by itself
        access = access_of(current_app.view_functions[request.endpoint])
        if access is None:
            raise UndeclaredRouteError
        if access.audience is Audience.STAFF:
            return _check_staff(access, has_permission, is_signed_in, sign_in_url)
        if access.audience is Audience.DEVICE and not is_device():
            raise NotSignedInError
        return None


def _check_staff(
    access: Access,
    has_permission: Callable[[str], bool],
    is_signed_in: Callable[[], bool],
    sign_in_url: Callable[[], str],
) -> ResponseReturnValue | None:
    if not is_signed_in():
        if request.path.startswith("/api/"):
            raise NotSignedInError
        return redirect(_with_next(sign_in_url()), 303)
    if not any(has_permission(name) for name in access.permissions):
        raise NotPermittedError
    return None


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return what a view declares; a class-based view declares on its class."""
    found = getattr(view, ACCESS, None) or getattr(getattr(view, "view_class", None), ACCESS, None)
    return found if isinstance(found, Access) else None


def declared_access(app: Flask) -> list[DeclaredRoute]:
    """Return every route of the app with what it declares, in the order of their addresses."""
    return sorted(_routes(app), key=lambda route: (route.rule, route.methods))


def _routes(app: Flask) -> Iterator[DeclaredRoute]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        methods = tuple(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        yield DeclaredRoute(
            rule.rule, methods, rule.endpoint, access_of(view), str(getattr(view, WRITES, ""))
        )


def _with_next(url: str) -> str:
    if request.method not in {"GET", "HEAD"}:
        return url
    here = request.full_path.rstrip("?")
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'next': here})}"


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, ACCESS, access)
        return view

    return mark
