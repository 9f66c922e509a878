"""Why nobody is signed in."""

from __future__ import annotations

from parking.web.errors import Words


class SignInError(Exception):
    """Something about signing in went wrong."""

    status = 400


class TooManyTriesError(SignInError):
    """The password of this account was wrong too often: wait before the next try."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        minutes = -(-seconds // 60)
        self.retry_after = seconds
        self.words = Words(
            "Too many tries",
            (
                f"Wait {minutes} {'minute' if minutes == 1 else 'minutes'}, then try again.",
                "If you have forgotten your password, ask the person who manages your team's sign-ins.",
            ),
        )


class NotALocalPathError(SignInError):
    """The address to go to after signing in is not one of ours."""

    words = Words(
        "This sign-in link is not right",
        ("It would take you away from this site after signing in.", "Open the sign-in page yourself."),
    )
