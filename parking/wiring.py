"""What each room brings to the others, said in one place: outside systems, papers, followers of a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from parking.authorities.queries import Council
from parking.cases.record import follow_with, set_release
from parking.challenges.letters import PAY_OR_CONTEST_ROOM, REPLY_ROOM
from parking.challenges.money import credit_and_end
from parking.closing.letters import CLOSING_ROOM
from parking.desk.exhibits import representation_exhibits
from parking.fairness.family_letter import FAMILY_ROOM
from parking.issue.postal_notice import POSTAL_PCN_ROOM
from parking.keepers.current import EXTENSION as KEEPERS
from parking.keepers.gateway import KeeperRegister, StandInRegister
from parking.keepers.notice import NOTICE_TO_OWNER_ROOM
from parking.notices.kinds import PaperWanted
from parking.notices.registry import register
from parking.payments import following as ledger
from parking.payments.actions import APPLY, PCN
from parking.payments.current import EXTENSION as PAY
from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import PayGateway
from parking.recovery.agents import telling
from parking.recovery.agents.current import EXTENSION as AGENTS
from parking.recovery.agents.current import AgentsOf
from parking.recovery.agents.gateway import AgentFiles
from parking.recovery.agents.returns import load_returns
from parking.recovery.agents.stand_in import StandInAgents
from parking.recovery.certificates import CERTIFICATE_ROOM
from parking.recovery.court.gateway import CourtFiles
from parking.recovery.court.layout import load_layout
from parking.recovery.court.stand_in import StandInCourt
from parking.recovery.current import EXTENSION as COURT
from parking.recovery.current import CourtOf
from parking.recovery.orders import ORDER_ROOM
from parking.representations.appeal_codes import codes_from
from parking.representations.papers import register_papers as representations_papers
from parking.settings import Settings
from parking.store.exchange.folder import FolderExchange
from parking.tribunal import following as referrals
from parking.tribunal import pins
from parking.tribunal.current import EXTENSION as TRIBUNAL
from parking.tribunal.current import StandInTribunals, TribunalOf, in_folders
from parking.tribunal.exhibits import add_exhibits
from parking.tribunal.rooms import PAPER_ROOMS as APPEAL_PAPERS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outsiders:
    """The outside systems a caller chose itself; None takes what the settings say."""

    pay: PayGateway | None = None
    keepers: KeeperRegister | None = None
    courts: CourtOf | None = None
    agents: AgentsOf | None = None
    tribunals: TribunalOf | None = None


def reach(chosen: Outsiders, settings: Settings) -> dict[str, Any]:
    """Return every outside system under the name its room looks it up by.

    In production the court, the agents and the tribunal are files in a folder of each authority's
    own: a stand-in that knows of no appeal must not answer for the tribunal.
    """
    live, root = settings.is_production, settings.exchange
    return {
        PAY: chosen.pay
        or GovukPay(
            base_url=settings.pay_url, api_key=settings.pay_key, read_timeout=settings.pay_timeout_seconds
        ),
        KEEPERS: chosen.keepers or StandInRegister(),
        COURT: chosen.courts or (_court_in(root) if live else _one_each(StandInCourt)),
        AGENTS: chosen.agents or (_agents_in(root) if live else _one_each(StandInAgents)),
        TRIBUNAL: chosen.tribunals or (in_folders(root) if live else StandInTribunals()),
    }


def wire_rooms(settings: Settings) -> None:
    """Say which room draws each paper, what a payment does, and what follows every change of a case."""
    papers = {
        PaperWanted.PCN_POSTAL: POSTAL_PCN_ROOM,
        PaperWanted.NOTICE_TO_OWNER: NOTICE_TO_OWNER_ROOM,
        PaperWanted.CHALLENGE_REPLY: REPLY_ROOM,
        PaperWanted.PAY_OR_CONTEST: PAY_OR_CONTEST_ROOM,
        PaperWanted.CLOSING_LETTER: CLOSING_ROOM,
        PaperWanted.FAMILY_LETTER: FAMILY_ROOM,
        PaperWanted.CHARGE_CERTIFICATE: CERTIFICATE_ROOM,
        PaperWanted.ORDER_FOR_RECOVERY: ORDER_ROOM,
        **APPEAL_PAPERS,
    }
    for kind, room in papers.items():
        register(kind, room)
    representations_papers()
    codes_from(pins.pin_of)
    APPLY[PCN] = credit_and_end
    set_release(settings.release)
    follow_with("ledger", ledger.follow)
    follow_with("referrals", referrals.follow)
    add_exhibits("representations", representation_exhibits)
    follow_with("agents", telling.follow)


def _court_in(root: Path) -> CourtOf:
    layout = load_layout()
    return lambda council: CourtFiles(FolderExchange(root / council.code / "court"), layout)


def _agents_in(root: Path) -> AgentsOf:
    returns = load_returns()
    return lambda council: AgentFiles(FolderExchange(root / council.code / "agents"), returns)


def _one_each(make: Callable[[], T]) -> Callable[[Council], T]:
    """Return what gives each authority a stand-in of its own, always the same one."""
    made: dict[UUID, T] = {}

    def given(council: Council) -> T:
        if council.id not in made:
            made[council.id] = make()
        return made[council.id]

    return given
