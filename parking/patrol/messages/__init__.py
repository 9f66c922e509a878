"""What devices send and are answered."""
