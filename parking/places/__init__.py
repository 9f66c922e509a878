"""Streets and car parks, the orders over them, the power behind each, and when enforcement stops."""
