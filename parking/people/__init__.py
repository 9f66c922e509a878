"""Staff, their roles and permissions, the devices they carry, and who looked at what."""
