"""Staff to test with: one of each role, and signing in as they do."""

from __future__ import annotations

from apiflask import APIFlask
from flask.testing import FlaskClient

from parking.people.actions import add_user
from parking.people.permissions import Role
from parking.simulation.specimens import PASSWORD, Specimen
from parking.store.session import writing
from tests.conftest import NOON


def add_staff(app: APIFlask, specimen: Specimen) -> dict[Role, str]:
    """Add a person of every role the specimen lacks; return each role's email address."""
    council = specimen.council.code
    emails = {role: f"{role.value}@{council}.example" for role in Role}
    with app.app_context(), writing(authority=specimen.id) as session:
        for role in Role:
            if role is not Role.OFFICER:  # the specimen comes with one
                add_user(
                    session, authority=specimen.id, email=emails[role],
                    name=f"{role.value.replace('_', ' ').title()} of {council.title()}",
                    password=PASSWORD, roles=[role], badge=None, at=NOON,
                )  # fmt: skip
    return emails


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, *, host: str = "localhost") -> None:
    """Sign in as people do; fails unless it worked."""
    client.application.config["WTF_CSRF_ENABLED"] = False
    answer = client.post(
        "/staff/sign-in", data={"email": email, "password": password}, base_url=f"http://{host}"
    )
    assert answer.status_code == 302, answer.get_data(as_text=True)[:2000]
    assert answer.location.endswith("/staff")
