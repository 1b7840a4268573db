"""Jobs: which room handles a topic of the outbox, and what runs at fixed times."""

from procrastinate import App, Blueprint


def register(app: App) -> None:
    """Give every room's jobs to the worker; called once when the house is ready."""
    app.add_tasks_from(Blueprint(), namespace="lianxin")
