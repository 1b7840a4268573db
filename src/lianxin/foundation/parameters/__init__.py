"""Every number with its source clause and validity."""
