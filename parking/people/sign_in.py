"""Staff sign-in by Flask-Security: a person signs in only at the host of their own authority."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, g, url_for
from flask_login import current_user
from flask_security import Security, SQLAlchemySessionUserDatastore
from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from parking.authorities.current import current_council
from parking.people.forms import FAILED_SIGN_INS, SignInForm
from parking.people.models import StaffRole, User
from parking.people.permissions import TITLES, Permission, Role, granted
from parking.people.throttle import FailedSignIns
from parking.store.base import db
from parking.values import clock
from parking.web.access import Access, Audience, declare
from parking.web.pages import SignedIn

SIGN_IN, SIGN_OUT = "/staff/sign-in", "/staff/sign-out"
_PUBLIC = {
    "security.login": "people sign in before anything is known of them",
    "security.logout": "signing out is always allowed",
    "security.verify": "a person confirms their password again",
}


class OwnAuthorityDatastore(SQLAlchemySessionUserDatastore):
    """Finds staff of the authority at this host only, whatever a session cookie says."""

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Return a member of staff of this authority.

        Asked here and not above: Flask-Security looks at one attribute only and drops the rest.
        A style sheet belongs to no authority: nobody is signed in there.
        """
        if "council" not in g:
            return None
        ((attribute, value),) = kwargs.items()
        asked = {"authority": current_council().id, "value": value}
        found = db.session.scalars(_staff_with(attribute, case_insensitive), asked)
        return found.unique().first()


@cache
def _staff_with(attribute: str, case_insensitive: bool) -> Select[tuple[User]]:  # noqa: FBT001
    # Asked with every request of staff, so built once, and the roles come in the same message.
    column: Any = getattr(User, attribute)
    value: BindParameter[str] = bindparam("value")
    same = func.lower(column) == func.lower(value) if case_insensitive else column == value
    mine = select(User).where(User.authority_id == bindparam("authority"), same)
    return mine.options(joinedload(User.roles))


def init_sign_in(app: Flask, *, cheap_passwords: bool = False) -> None:
    """Set staff sign-in up; cheap password hashing is for tests only."""
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of an algorithm
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_LOGIN_URL=SIGN_IN,
        SECURITY_LOGOUT_URL=SIGN_OUT,
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/staff",
        SECURITY_POST_LOGOUT_VIEW=SIGN_IN,
        SECURITY_TRACKABLE=False,
        SECURITY_REGISTERABLE=False,
        SECURITY_RECOVERABLE=False,
        SECURITY_CHANGEABLE=False,
        SECURITY_LOGIN_USER_TEMPLATE="people/sign_in.html",
        SECURITY_RETURN_GENERIC_RESPONSES=False,  # the form itself says the same whatever is wrong
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_DATETIME_FACTORY=clock.now,
        SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS=False,
    )
    if cheap_passwords:
        app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] = {
            "argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1,
        }  # fmt: skip
    store = OwnAuthorityDatastore(db.session, User, StaffRole)
    Security(app, store, login_form=SignInForm)
    app.extensions[FAILED_SIGN_INS] = FailedSignIns(app.config["SECRET_KEY"].encode())
    for endpoint, because in _PUBLIC.items():
        if endpoint in app.view_functions:
            declare(app, endpoint, Access(Audience.PUBLIC, because=because))


def roles_held() -> list[Role]:
    """Return the roles of the person at the screen."""
    if not current_user.is_authenticated:
        return []
    return [Role(role.name) for role in current_user.roles]


def permissions_held() -> frozenset[Permission]:
    """Return everything the person at the screen may do."""
    return granted(roles_held())


def has_permission(name: str) -> bool:
    """Whether the person at the screen holds a permission."""
    return name in permissions_held()


def is_signed_in() -> bool:
    """Whether somebody is signed in at this host."""
    return bool(current_user.is_authenticated)


def sign_in_url() -> str:
    """Return the address of the sign-in page."""
    return url_for("security.login")


def signed_in() -> SignedIn | None:
    """Return the person at the screen as layouts show them."""
    if not current_user.is_authenticated:
        return None
    titles = ", ".join(TITLES[role] for role in roles_held())
    return SignedIn(name=current_user.name, role=titles, sign_out_url=url_for("security.logout"))
