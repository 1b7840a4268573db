"""The verbs of the desk: for each its form, its effect in a sentence, its action, what is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, gettext_lazy

from lianxin.consultation.matters import actions
from lianxin.consultation.matters.forms import requests as asking
from lianxin.consultation.matters.forms import verbs as forms
from lianxin.consultation.matters.forms.verbs import MatterForm
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries import labels
from lianxin.consultation.matters.rules.states import Answer, Verb
from lianxin.consultation.matters.words import VERBS
from lianxin.foundation.faces.dates import seconds_text
from lianxin.foundation.parameters import queries as parameters

Typed = Mapping[str, Any]
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Texts:
    """What an act's page prints: its title, its effect, its button."""

    verb: str
    title: str
    effect: str
    submit: str
    href: str
    back_href: str


@dataclass(frozen=True, slots=True)
class VerbPage:
    """A verb's form, its effect in a sentence, what is done with what was typed, what is told."""

    verb: Verb
    form: type[MatterForm]
    effect: Text
    act: Callable[[Typed], Mapping[str, object]]
    action: Callable[..., actions.Receipt]
    told: Text
    seen: bool = True

    def texts(self, matter: Matter, trail: str = "", *, undone: Verb | None = None) -> Texts:
        """Give the texts for one matter; ``trail`` is the query that leads back to the list.

        ``undone`` is the act that taking back is about.
        """
        word = labels.undo(undone) if undone else str(VERBS[self.verb])
        return Texts(
            verb=self.verb.value,
            title=word,
            effect=str(self.effect),
            submit=word,
            href=f"/desk/matters/{matter.number}/{self.verb.value}{trail}",
            back_href=f"/desk/matters/{matter.number}{trail}",
        )


def held_effect() -> str:
    """Say how long a reply waits before it goes out, as the parameter has it today."""
    seconds = parameters.number("matters.reply.held", on=timezone.localdate())
    line = gettext("按下后先留 {time},可以撤回,到时自动发给群众。")
    return line.format(time=seconds_text(seconds))


def _fields(*names: str) -> Callable[[Typed], Mapping[str, object]]:
    return lambda typed: {name: typed[name] for name in names if name in typed}


def _answer(typed: Typed) -> Mapping[str, object]:
    return {"answer": Answer(typed["answer"]), "words": typed["words"], "via": "telephone"}


def _decision(typed: Typed) -> Mapping[str, object]:
    return {"approve": typed["decision"] == asking.APPROVED, "words": typed["words"]}


PAGES: Final[dict[Verb, VerbPage]] = {
    page_.verb: page_
    for page_ in (
        VerbPage(
            Verb.DISPATCH,
            forms.DispatchForm,
            gettext_lazy("派出后由该单位接办;接办前可以撤销。"),
            _fields("category", "urgency", "to"),
            actions.triage,
            gettext_lazy("已派单。"),
        ),
        VerbPage(
            Verb.REDISPATCH,
            forms.RedispatchForm,
            gettext_lazy("改派后由该单位接办;督导指定的,该单位不能退回。"),
            _fields("to", "reason", "words"),
            actions.redispatch,
            gettext_lazy("已改派。"),
        ),
        VerbPage(
            Verb.CLASSIFY,
            forms.ClassifyForm,
            gettext_lazy("紧急程度变了,期限从原来的起点重算。"),
            _fields("category", "urgency"),
            actions.classify,
            gettext_lazy("已分类。"),
        ),
        VerbPage(
            Verb.ACCEPT,
            MatterForm,
            gettext_lazy("接办后群众会知道由您单位办理,办理期限开始。"),
            _fields(),
            actions.accept,
            gettext_lazy("已接办。"),
        ),
        VerbPage(
            Verb.RETURN,
            forms.ReturnForm,
            gettext_lazy("退回分流中心;群众看得到退回和理由。"),
            _fields("reason", "names", "words"),
            actions.return_,
            gettext_lazy("已退回。"),
        ),
        VerbPage(
            Verb.EXTEND,
            asking.ExtendForm,
            gettext_lazy("由上级审批;批准后期限才变,群众会知道。"),
            _fields("reason", "until", "words"),
            actions.extend,
            gettext_lazy("已提出申请,等上级审批。"),
        ),
        VerbPage(
            Verb.PARK,
            asking.ParkForm,
            gettext_lazy("由上级审批;批准后停下来,群众会知道,不算已整改。"),
            _fields("reason", "until", "words"),
            actions.park,
            gettext_lazy("已提出申请,等上级审批。"),
        ),
        VerbPage(
            Verb.DECIDE,
            asking.DecideForm,
            gettext_lazy("同意的,期限按申请改,群众会知道;原来的期限留着。"),
            _decision,
            actions.decide,
            gettext_lazy("已审批。"),
        ),
        VerbPage(
            Verb.RESUME,
            asking.ResumeForm,
            gettext_lazy("恢复后由原单位接着办,期限从停下的地方接着算。"),
            _fields("words"),
            actions.resume,
            gettext_lazy("已恢复办理。"),
        ),
        VerbPage(
            Verb.DECLINE,
            asking.DeclineForm,
            gettext_lazy("当场告诉群众为什么不能办、可以找谁;不计入办理的比率。"),
            _fields("reason", "words"),
            actions.decline,
            gettext_lazy("已告知不予受理。"),
        ),
        VerbPage(
            Verb.REFER,
            asking.ReferForm,
            gettext_lazy("经本人同意转过去,并告诉本人;不计入办理的比率。"),
            _fields("reason", "words", "consent"),
            actions.refer,
            gettext_lazy("已转出并告知。"),
        ),
        VerbPage(
            Verb.CONTACT,
            forms.ContactForm,
            gettext_lazy("记下已联系群众;第一次联系计入响应。"),
            _fields("words"),
            actions.contact,
            gettext_lazy("已记下。"),
        ),
        VerbPage(
            Verb.RECTIFY,
            forms.RectifyForm,
            gettext_lazy("提交后转入待答复;前后照各配一张最清楚。"),
            _fields("outcome", "words", "before", "after"),
            actions.rectify,
            gettext_lazy("已提交整改。"),
        ),
        VerbPage(
            Verb.REPLY,
            forms.ReplyForm,
            lazy(held_effect, str)(),
            _fields("words", "outcome"),
            actions.reply,
            gettext_lazy("答复已写好,到时自动发出。"),
        ),
        VerbPage(
            Verb.SEND,
            MatterForm,
            gettext_lazy("现在就发给群众,发出后不能撤回。"),
            _fields(),
            actions.send,
            gettext_lazy("已发给群众。"),
        ),
        VerbPage(
            Verb.TAKE_BACK,
            forms.TakeBackForm,
            gettext_lazy("回到上一步之前的样子;撤销这件事本身会留痕。"),
            _fields("reason"),
            actions.take_back,
            gettext_lazy("已撤销上一步。"),
        ),
        VerbPage(
            Verb.CONFIRM,
            forms.AnswerForm,
            gettext_lazy("只记群众自己说的话。说没解决的,转为重办。"),
            _answer,
            actions.confirm,
            gettext_lazy("已记下群众的话。"),
        ),
        VerbPage(
            Verb.REOPEN,
            forms.ReopenForm,
            gettext_lazy("重开后由督导部门判重办。"),
            _fields("reason", "words"),
            actions.reopen,
            gettext_lazy("已转为重办。"),
        ),
        VerbPage(
            Verb.CONCLUDE,
            forms.ConcludeForm,
            gettext_lazy("办结是我们这边归档;解决没解决,以群众的话为准。"),
            _fields("words"),
            actions.conclude,
            gettext_lazy("已办结。"),
        ),
        VerbPage(
            Verb.SUPPLEMENT,
            forms.SupplementForm,
            gettext_lazy("记下群众补充的话,经办单位会看到。"),
            _fields("words"),
            actions.supplement,
            gettext_lazy("已记下。"),
        ),
        VerbPage(
            Verb.NOTE,
            forms.NoteForm,
            gettext_lazy("只有您单位和上级单位的人看得到。"),
            _fields("words"),
            actions.note,
            gettext_lazy("已存备注。"),
            seen=False,
        ),
    )
}
"""The verbs of the desk."""
BY_NAME: Final = {verb.value: found for verb, found in PAGES.items()}
