"""Every paper the authority sends: what is in it, how it is drawn, and whether it says what it must."""
