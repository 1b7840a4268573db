"""Tests of the consultation house."""
