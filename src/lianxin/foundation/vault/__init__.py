"""Identities kept apart from matters; every reading is logged."""
