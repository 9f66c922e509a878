"""Councils: names, brands, hosts, addresses, policies, and the holidays each counts by."""
