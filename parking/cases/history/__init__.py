"""What can happen to a case: one module of events a chapter, each with its own fold."""
