"""Sudden deaths under load: what was acknowledged stays, and nothing stands half."""
