"""The demonstration's staff: one sign-in a job in each authority, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from parking.people.actions import NewDevice, add_device, add_user
from parking.people.permissions import TITLES, Role

PASSWORD = "demonstration only"  # noqa: S105 - printed on the screen, of people who don't exist
NAMES = {
    Role.OFFICER: "Olu Adeyemi",
    Role.CASE_OFFICER: "Carys Bowen",
    Role.ADVISER: "Amir Hussain",
    Role.PRINT_CLERK: "Pat Lindqvist",
    Role.MANAGER: "Morag Fraser",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as one of the demonstration's people."""

    host: str
    email: str
    title: str


@dataclass(frozen=True, slots=True)
class Team:
    """An authority's people by their job, and its handheld."""

    people: dict[Role, UUID]
    device: NewDevice

    @property
    def officer(self) -> UUID:
        """The civil enforcement officer."""
        return self.people[Role.OFFICER]


def sign_ins() -> list[SignIn]:
    """Return every demonstration sign-in."""
    return [
        SignIn(f"{code}.localhost", email_of(code, role), TITLES[role])
        for code in ("runnymede", "surrey")
        for role in Role
    ]


def email_of(code: str, role: Role) -> str:
    """Return the address one of them signs in with."""
    return f"{role.value.replace('_', '-')}@{code}.example"


def hire(session: Session, *, authority: UUID, code: str, prefix: str, at: datetime) -> Team:
    """Add an authority's people, and a handheld for its officer."""
    people = {
        role: add_user(
            session, authority=authority, email=email_of(code, role), name=name, password=PASSWORD,
            roles=[role], badge=f"{prefix}117" if role is Role.OFFICER else None, at=at,
        )
        for role, name in NAMES.items()
    }  # fmt: skip
    officer = people[Role.OFFICER]
    return Team(people, add_device(session, authority=authority, name="Handheld 1", officer_id=officer))
