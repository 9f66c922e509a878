"""What can be wrong with an answer of the court, and what a person does about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Trouble(StrEnum):
    """Why an answer was not simply acted on."""

    NEVER_SENT = "never_sent"
    TOTALS_DIFFER = "totals_differ"
    COUNTS_DIFFER = "counts_differ"
    WAITS_FOR_REJECTIONS = "waits_for_rejections"
    ANSWERED_TWICE = "answered_twice"
    REJECTED_AFTER_SEAL = "rejected_after_seal"
    LATE_ACKNOWLEDGEMENT = "late_acknowledgement"
    LATE_REJECTION = "late_rejection"
    LATE_SEAL = "late_seal"
    WITHDRAWAL_REFUSED = "withdrawal_refused"


WORDS: Mapping[Trouble, str] = {
    Trouble.NEVER_SENT: (
        "The court answers something we did not send. Nothing was done. Ask the court what it means."
    ),
    Trouble.TOTALS_DIFFER: (
        "The court's total is not ours. Nothing was registered. Compare the two, and ask the court to seal "
        "the batch again."
    ),
    Trouble.COUNTS_DIFFER: (
        "The court counts other records than we do. Nothing was registered. Compare the two, and ask the "
        "court to seal the batch again."
    ),
    Trouble.WAITS_FOR_REJECTIONS: (
        "The court sealed this batch and says that it rejected some of it, but not which. We wait for its "
        "list. Ask for it if it does not come."
    ),
    Trouble.ANSWERED_TWICE: (
        "The court has answered this before, and says something else now. The first answer stands. Ask the "
        "court which is right."
    ),
    Trouble.REJECTED_AFTER_SEAL: (
        "The court rejects a debt that it registered before. The case still shows it as registered. Ask the "
        "court; if it is not registered, withdraw the registration on the case."
    ),
    Trouble.LATE_ACKNOWLEDGEMENT: (
        "The court has a batch that we took as lost. Ask it to throw that batch away: its cases may be in "
        "another by now."
    ),
    Trouble.LATE_REJECTION: (
        "The court rejects a record of a batch that we took as lost. There is nothing to do."
    ),
    Trouble.LATE_SEAL: (
        "The court registered the debts of a batch that we took as lost. Ask the court to take them back, "
        "unless they are registered under another batch by now."
    ),
    Trouble.WITHDRAWAL_REFUSED: (
        "The court does not take a record back. Call the court: a debt that is not owed may still be "
        "registered there."
    ),
}
