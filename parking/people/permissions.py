"""What each role may do: the one table behind every route's permission."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing a signed-in person may do."""

    RECORD_PCN = "record a PCN"
    SEE_CASE = "see a case"
    SEARCH = "search cases"
    TAKE_PAYMENT_QUESTIONS = "answer payment questions"
    HOLD_CASE = "hold or release a case"
    DECIDE_CASE = "decide a case"
    HANDLE_MONEY = "record money and send it back"
    LOOK_AGAIN = "look again at what others decided"
    REVIEW_QUARANTINE = "review PCNs that failed their checks"
    PRINT = "release print runs"
    SEE_FIGURES = "see the figures"
    ENTER_FIGURES = "enter figures by hand"
    SEE_PLACES = "see places and orders"
    SEE_RECOVERY = "see what goes to the court"
    CERTIFY_DEBT = "certify debts to the court"
    SUPERVISE = "look after what others left too long"
    EXTEND_SERVICE = "extend the time to serve by post"
    CHANGE_PLACES = "suspend enforcement and change places"


class Role(StrEnum):
    """A job; a person may hold several."""

    OFFICER = "officer"
    CASE_OFFICER = "case_officer"
    ADVISER = "adviser"
    PRINT_CLERK = "print_clerk"
    MANAGER = "manager"


P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({P.RECORD_PCN, P.SEE_PLACES}),
    Role.CASE_OFFICER: frozenset(
        {
            P.SEE_CASE, P.SEARCH, P.HOLD_CASE, P.DECIDE_CASE, P.TAKE_PAYMENT_QUESTIONS, P.SEE_PLACES,
            P.HANDLE_MONEY, P.LOOK_AGAIN,
            P.SEE_RECOVERY,
        }
    ),
    Role.ADVISER: frozenset({P.SEE_CASE, P.SEARCH, P.TAKE_PAYMENT_QUESTIONS, P.SEE_PLACES}),
    Role.PRINT_CLERK: frozenset({P.PRINT, P.SEARCH, P.SEE_CASE}),
    Role.MANAGER: frozenset(
        {
            P.SEE_CASE, P.SEARCH, P.SEE_FIGURES, P.ENTER_FIGURES, P.REVIEW_QUARANTINE, P.SEE_PLACES,
            P.CHANGE_PLACES, P.HOLD_CASE, P.HANDLE_MONEY, P.LOOK_AGAIN,
            P.CHANGE_PLACES, P.HOLD_CASE, P.SEE_RECOVERY, P.CERTIFY_DEBT,
            P.SUPERVISE,
            P.EXTEND_SERVICE,
        }
    ),
}  # fmt: skip

TITLES: dict[Role, str] = {
    Role.OFFICER: "Civil enforcement officer",
    Role.CASE_OFFICER: "Case officer",
    Role.ADVISER: "Customer adviser",
    Role.PRINT_CLERK: "Print clerk",
    Role.MANAGER: "Parking manager",
}


def granted(roles: list[Role]) -> frozenset[Permission]:
    """Return everything that a set of roles allows together."""
    return frozenset().union(*(GRANTS[role] for role in roles))
