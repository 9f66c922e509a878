"""Money in and out: payments, the ledger, reconciliation, refunds."""
