"""What can be done with notices: tell staff, send a message, mark read, try again."""

from lianxin.foundation.notices.actions.addresses import send_link
from lianxin.foundation.notices.actions.confirming import (
    parameter_asked,
    parameter_decided,
    post_asked,
    post_decided,
)
from lianxin.foundation.notices.actions.delivery import Handler, deliver_next
from lianxin.foundation.notices.actions.messages import send_mail, send_sms
from lianxin.foundation.notices.actions.reading import mark_read, try_again
from lianxin.foundation.notices.actions.sending import send_next
from lianxin.foundation.notices.actions.telling import tell_person, tell_unit

__all__ = [
    "Handler",
    "deliver_next",
    "mark_read",
    "parameter_asked",
    "parameter_decided",
    "post_asked",
    "post_decided",
    "send_link",
    "send_mail",
    "send_next",
    "send_sms",
    "tell_person",
    "tell_unit",
    "try_again",
]
