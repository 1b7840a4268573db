"""Attachments and photos, judged by content."""
