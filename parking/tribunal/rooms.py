"""How each paper about an appeal is drawn, which step its posting takes, and how it is taken back."""

from __future__ import annotations

from parking.law.steps import Step
from parking.notices.kinds import PaperWanted
from parking.notices.registry import PaperRoom
from parking.tribunal import actions
from parking.tribunal.papers import draw_concession, draw_refusal

PAPER_ROOMS: dict[PaperWanted, PaperRoom] = {
    PaperWanted.RECOMMENDATION_REFUSED: PaperRoom(
        step=Step.REFUSE_RECOMMENDATION,
        draw=draw_refusal,
        post=lambda session, council, paper, on, by: actions.post_refusal(
            session, council=council, paper=paper, posted_on=on, by=by
        ),
        take_back=lambda session, council, paper, by: actions.take_back_refusal(
            session, council=council, paper=paper, by=by
        ),
    ),
    PaperWanted.APPEAL_CONCEDED: PaperRoom(
        step=Step.TELL_CLOSING,
        draw=draw_concession,
        post=lambda session, council, paper, on, by: actions.post_concession(
            session, council=council, paper=paper, posted_on=on, by=by
        ),
        take_back=lambda session, council, paper, by: actions.take_back_concession(
            session, council=council, paper=paper, by=by
        ),
    ),
}
