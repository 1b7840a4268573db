"""The short subject of a matter, from the citizen's own first words."""

import re

SUBJECT_LETTERS = 30
_STOP = re.compile(r"[。!?！？;；\n]")


def subject_of(words: str) -> str:
    """Give the first sentence, at most 30 characters, cut at a comma where one fits."""
    sentence = _STOP.split(words.strip(), maxsplit=1)[0].strip()
    if len(sentence) <= SUBJECT_LETTERS:
        return sentence
    head = sentence[:SUBJECT_LETTERS]
    comma = max(head.rfind(mark) for mark in ",，、")
    return head[:comma] if comma >= SUBJECT_LETTERS // 2 else head[: SUBJECT_LETTERS - 1] + "…"
