"""The form that ends a notice to owner: every ground with a box, and room to tell what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from parking.notices.drawing.paper import Blanks, Form, Signature, Ticks
from parking.notices.drawing.text import Strong
from parking.notices.parts import Identity

TITLE = "Form for representations"


class GroundInWords(Protocol):
    """A ground of representations: the law's letter for it, empty if none, and what it says."""

    @property
    def letter(self) -> str:
        """The letter it goes by."""

    @property
    def says(self) -> str:
        """The ground in plain words."""


def representations_form(
    identity: Identity,
    grounds: Sequence[GroundInWords],
    *,
    online: str,
    email: str,
    address: Sequence[str],
) -> Form:
    """Return the form with where to send it and a place to sign."""
    return Form(
        title=TITLE,
        instruction=(
            "You can also do this online at ",
            Strong(online),
            (
                f". To use this form, fill it in and send it to {', '.join(address)}, "
                f"or a photograph or scan of it to {email}."
            ),
        ),
        rows=(("Number", identity.number), ("Vehicle", identity.mark)),
        questions=(
            Blanks("Your full name", 1),
            Blanks("Your address and postcode, if it is not the one on this notice", 2),
            Ticks(
                "Why do you think you should not pay? Tick all that apply.",
                tuple(ground.says for ground in grounds),
            ),
            Blanks("Tell us what happened. Use more paper if you need to, and put the number on it.", 18),
            Blanks(
                "If you were not the owner, or the vehicle was on hire: the name and address of the new or "
                "former owner or of the hirer, and the day it changed hands or the hire began",
                4,
            ),
            Ticks(
                "What are you sending with this form?",
                (
                    "Copies of documents",
                    "Photographs",
                    "A hiring agreement and signed statement of liability",
                ),
            ),
            Signature(
                "What I say on this form is true as far as I know. I understand that it may be an offence "
                "to say something false that I know to be false."
            ),
        ),
    )
