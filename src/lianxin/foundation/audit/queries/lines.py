"""The columns of a row in the order and form in which they are sealed."""

LINE = """r.id, extract(epoch FROM r.recorded_at)::text AS moment, r.xid,
r.verb, r.object, r.actor, r.actor_name, r.unit, r.reason, r.facts::text AS facts"""
"""Selected columns of ``audit_row r``: no setting of the session changes their text."""
