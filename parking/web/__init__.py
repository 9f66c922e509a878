"""What every screen shares: pages, fields, filters, errors, access and security headers."""
