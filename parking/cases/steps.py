"""Which step of the journey each event takes; paper that is drawn or spoiled takes none."""

from __future__ import annotations

from parking.cases.history import holds, issue, keepers, papers, payments
from parking.law.journey import Step

STEP_OF: dict[type, Step | None] = {
    issue.PcnServed: Step.SERVE_PCN,
    payments.PaymentReceived: Step.PAY,
    keepers.KeeperAsked: Step.ASK_KEEPER,
    keepers.KeeperEnquiryTimedOut: Step.RECORD_KEEPER,
    keepers.KeeperAnswered: Step.RECORD_KEEPER,
    keepers.NoticeToOwnerRequested: Step.REQUEST_NOTICE_TO_OWNER,
    keepers.NoticeToOwnerWithdrawn: None,
    keepers.NoticeToOwnerServed: Step.SERVE_NOTICE_TO_OWNER,
    holds.HoldSet: Step.HOLD,
    holds.HoldReleased: Step.RELEASE,
    papers.PaperDrawn: None,
    papers.PaperSpoiled: None,
}
