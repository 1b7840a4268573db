"""An act that is asked once more: the page that asks stands at its address, a post does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from lianxin.foundation.faces.answers import page_of
from lianxin.foundation.faces.forms import KeyedForm


@dataclass(frozen=True, slots=True)
class Question:
    """What the page says: its title, what the act does, the words on its one button.

    ``kind`` is the look of the button, ``facts`` stand below the effect, ``back_text`` names the
    page at ``back_href``; a ``public`` question stands in the public's frame.
    """

    title: str
    effect: str
    submit: str
    kind: str = ""
    facts: Sequence[object] = ()
    back_href: str = ""
    back_text: str = ""
    public: bool = False


def ask_first(
    request: HttpRequest, form: KeyedForm, question: Question, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Do the act when it was posted without faults, and answer as it says; else ask.

    Faults of the act are shown in the form, as ``KeyedForm.faults`` tells.
    """
    if request.method == "POST" and form.is_valid():
        with form.faults():
            return act()
    return page_of(
        request,
        "confirm_public.html" if question.public else "confirm.html",
        form,
        title=question.title,
        effect=question.effect,
        submit=question.submit,
        facts=question.facts,
        submit_kind=question.kind,
        back_href=question.back_href,
        back_text=question.back_text,
    )
