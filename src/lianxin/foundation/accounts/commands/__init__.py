"""Commands of the room: ``lianxin user`` and ``lianxin incident``."""

import argparse

from lianxin.foundation.accounts.commands import incident, users

__all__ = ["register"]


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the room's commands."""
    users.register(commands)
    incident.register(commands)
