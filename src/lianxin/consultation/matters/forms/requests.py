"""Forms of what is asked of the approver, its decision, and of refusing and forwarding."""

from collections.abc import Iterator

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.consultation.matters.forms.lists import choices
from lianxin.consultation.matters.forms.public import LINE_ROWS, words_field
from lianxin.consultation.matters.forms.verbs import MatterForm
from lianxin.consultation.matters.models import Matter, Request
from lianxin.consultation.matters.permissions import ASKS
from lianxin.consultation.matters.queries.known import known_of
from lianxin.consultation.matters.queries.requests import LISTS, latest, waiting_of, why_not
from lianxin.consultation.matters.queries.timeline import words_of
from lianxin.consultation.matters.rules.states import Asked, Face, Verb
from lianxin.consultation.matters.words import ASKED
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.faces.fields import ListField, pairs
from lianxin.foundation.units.queries import directory

APPROVED, REFUSED = "approved", "refused"


def _day_field(matter: Matter, *kinds: Asked) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "input--12"}, format="%Y-%m-%d")
    last = [
        _("{what}最晚到 {day}").format(what=ASKED[kind], day=day_text(latest(matter, kind)))
        for kind in kinds
    ]
    return forms.DateField(label=_("到哪一天"), widget=widget, help_text=";".join(last))


def _why_field() -> forms.CharField:
    return words_field(_("说明"), rows=LINE_ROWS)


class ExtendForm(MatterForm):
    """Reason, last day, words; a reason of the second group stops the clock."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason, day and words."""
        kinds = self._kinds()
        groups = [(ASKED[kind], pairs(choices(LISTS[kind]))) for kind in kinds]
        reason = ListField(label=_("为什么"), choices=[("", _("请选")), *groups])
        reason.help_text = _("停计时限的事由,停多久加多久;其他的延到那一天为止。")
        yield "reason", reason
        yield "until", _day_field(self.matter, *kinds)
        yield "words", _why_field()

    def _kinds(self) -> list[Asked]:
        """Give what may be asked for now; what was sent is read whole, the act says why not."""
        both, known = list(ASKS[Verb.EXTEND]), known_of(self.matter)
        now = timezone.now()
        open_now = [kind for kind in both if why_not(known, kind, now) is None]
        return both if self.is_bound else open_now or both


class ParkForm(MatterForm):
    """Reason, last day, words."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason, day and words."""
        yield "reason", self.reason_field(LISTS[Asked.PARK], _("为什么挂账"))
        yield "until", _day_field(self.matter, Asked.PARK)
        yield "words", _why_field()


class DecideForm(MatterForm):
    """Yes or no to what waits, which stands above the choice."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the decision and the words."""
        request = known_of(self.matter).waiting
        over = request is not None and request.until < directory().day
        yes = [] if over else [(APPROVED, _("同意"))]
        decision = forms.ChoiceField(
            label=_("怎样定"),
            choices=[*yes, (REFUSED, _("不同意"))],
            widget=forms.RadioSelect,
        )
        told = self._asked(request) if request else ""
        late = _("申请的那一天已经过了,只能不同意,由单位重新申请。")
        decision.help_text = f"{told} {late}" if over else told
        yield "decision", decision
        words = words_field(_("说明"), rows=LINE_ROWS, required=False)
        words.help_text = _("不同意的必须写;同意的,群众看得到。")
        yield "words", words

    def _asked(self, request: Request) -> str:
        said = words_of(self.matter, (Face.REASON,)).get((request.seq, Face.REASON), "")
        found = waiting_of(self.matter, request, said)
        line = _("{unit} {when} 申请{what},到 {until}。理由:{reason}。{words}")
        return line.format(
            unit=found.unit,
            when=found.when,
            what=found.what,
            until=found.until,
            reason=found.reason,
            words=found.words,
        )


class ResumeForm(MatterForm):
    """Why it goes on, voluntarily."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words."""
        words = words_field(_("说明"), rows=LINE_ROWS, required=False)
        words.help_text = _("群众看得到。")
        yield "words", words


class DeclineForm(MatterForm):
    """Reason and words, both read by the citizen."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason and words."""
        listed = [("", _("请选")), *pairs(choices("matters.reasons.decline"))]
        yield "reason", ListField(label=_("为什么不能办"), choices=listed)
        words = _why_field()
        words.help_text = _("群众看得到。写明依据;可以找谁由系统按理由告诉。")
        yield "words", words


class ReferForm(MatterForm):
    """Where it goes, that its giver agreed, and words."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give channel, consent and words."""
        yield "reason", self.reason_field("matters.channels", _("转给谁"))
        yield (
            "consent",
            forms.BooleanField(label=_("已问过本人,同意转过去"), required=False),
        )
        words = _why_field()
        words.help_text = _("群众看得到。")
        yield "words", words
