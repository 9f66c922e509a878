"""Which addresses stay inside this machine: plain http may go nowhere else."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


class NotLoopbackError(ValueError):
    """Plain http, or the stand-in, would have left this machine. Use https, or a loopback address."""


def is_loopback(host: str | None) -> bool:
    """Tell whether a host name or address is this machine's own."""
    if not host:
        return False
    name = host.lower()
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761: such names stay on the machine
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def stays_here(url: str) -> bool:
    """Tell whether a URL is plain http to this machine's own address."""
    parts = urlsplit(url)
    return parts.scheme == "http" and is_loopback(parts.hostname)


def is_safe(url: str) -> bool:
    """Tell whether a URL is https with a host, or plain http inside this machine."""
    parts = urlsplit(url)
    return (parts.scheme == "https" and bool(parts.hostname)) or stays_here(url)
