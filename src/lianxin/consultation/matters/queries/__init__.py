"""What may be seen of matters, prepared for pages as finished text."""
