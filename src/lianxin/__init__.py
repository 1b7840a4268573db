"""Lianxin: a citizen's words, from the first sentence to a confirmed answer."""
