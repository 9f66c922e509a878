"""What a person says, point by point, and the answer to each point."""
