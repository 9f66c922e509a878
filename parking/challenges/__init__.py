"""Informal challenge: what somebody says about a PCN before a notice to owner, and the answer."""
