"""Commands of the room: ``lianxin import`` and ``lianxin routes``."""

import argparse

from lianxin.consultation.matters.commands import importing, routes


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of the room."""
    importing.register(commands)
    routes.register(commands)
