"""Faults of the surroundings, each one clear sentence in Chinese and English."""

import os


def chinese() -> bool:
    """Say whether messages are Chinese: always, unless the locale names another language."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return spoken.split(".")[0] in {"", "C", "POSIX"} or spoken.startswith("zh")


def say(zh: str, en: str) -> str:
    """Choose the sentence in the language of the locale."""
    return zh if chinese() else en


class Fault(Exception):
    """Something the person at the terminal can put right: one sentence, no traceback."""

    def __init__(self, zh: str, en: str, *, code: int = 1) -> None:
        """Keep the sentence in both languages and the exit code."""
        super().__init__(say(zh, en))
        self.code = code
