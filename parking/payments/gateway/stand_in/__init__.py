"""A local server that speaks GOV.UK Pay's API, hosted page and webhooks, its faults included."""
