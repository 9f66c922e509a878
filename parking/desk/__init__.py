"""The back office: search, the case page, the print room, what failed its checks."""
