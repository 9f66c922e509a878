"""Files exchanged with outside systems: written whole, remembered when sent, read once."""
