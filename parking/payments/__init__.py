"""Money in and out: payments, the ledger of every penny, and the outside payment service."""
