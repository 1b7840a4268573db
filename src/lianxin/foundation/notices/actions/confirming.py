"""Tells those who may confirm, as a second person, what was asked for; the asker, how it ended.

Who may is asked now, by the same rules as when they decide (SECURITY AN7).
"""

from collections.abc import Mapping
from typing import Final

from lianxin.foundation.accounts import queries as accounts
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.notices.actions.telling import tell_person
from lianxin.foundation.notices.queries import OutboxItem
from lianxin.foundation.parameters.actions import may_decide
from lianxin.foundation.parameters.queries.changes import change_numbered, is_open

PARAMETERS = "/desk/settings/parameters"
POSTS = "/desk/settings/people/posts"
POST_ASKED: Final[Mapping[str, str]] = {
    "post": "accounts.told.asked_post",
    "factor": "accounts.told.asked_factor",
}
"""The sentence of each thing that is asked for."""


def parameter_asked(item: OutboxItem) -> None:
    """Tell everyone who may confirm a change of a parameter, while it waits."""
    change = change_numbered(item.about, item.seq)
    if not is_open(change):
        return
    for one in accounts.confirmers(Right.PARAMETERS_CONFIRM):
        if may_decide(accounts.actor_of(one.login), change):
            tell_person(
                login=one.login,
                topic=item.topic,
                about=item.about,
                code="parameters.told.asked",
                arguments={
                    "parameter": change.key,
                    "asker": change.asked_name,
                    "since": change.since,
                },
                href=f"{PARAMETERS}/{change.key}/changes/{change.number}",
                dedupe=item.dedupe,
                right=Right.PARAMETERS_CONFIRM,
            )


def parameter_decided(item: OutboxItem) -> None:
    """Tell who asked for a change of a parameter whether it holds."""
    change = change_numbered(item.about, item.seq)
    tell_person(
        login=change.asked_by.removeprefix("staff:"),
        topic=item.topic,
        about=item.about,
        code="parameters.told.decided",
        arguments={
            "parameter": change.key,
            "verdict": change.state,
            "decider": change.decided_name,
        },
        href=f"{PARAMETERS}/{change.key}/changes/{change.number}",
        dedupe=item.dedupe,
    )


def post_asked(item: OutboxItem) -> None:
    """Tell everyone who may confirm a post, or that a factor be taken off, while it waits."""
    asked = accounts.asking_kept(item.seq)
    if asked.decision != "waiting":
        return
    for one in accounts.deciders(asked):
        tell_person(
            login=one.login,
            topic=item.topic,
            about=item.about,
            code=POST_ASKED[asked.what],
            arguments={
                "name": asked.name,
                "asker": asked.asked_by,
                "role": asked.role,
                "at": asked.unit_name,
            },
            href=POSTS,
            dedupe=item.dedupe,
            right=Right.PEOPLE_CONFIRM,
        )


def post_decided(item: OutboxItem) -> None:
    """Tell who asked for a post, or that a factor be taken off, how it ended, and why not."""
    asked = accounts.asking_kept(item.seq)
    arguments = {"name": asked.name, "verdict": asked.decision, "decider": asked.decided_by}
    tell_person(
        login=asked.asked_by_login,
        topic=item.topic,
        about=item.about,
        code="accounts.told.refused" if asked.words else "accounts.told.decided",
        arguments=arguments | ({"words": asked.words} if asked.words else {}),
        href=POSTS,
        dedupe=item.dedupe,
    )
