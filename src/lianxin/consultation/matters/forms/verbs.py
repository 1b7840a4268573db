"""Forms of the desk, one for each verb; each takes the matter and the person it is made for."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.forms.lists import category_groups, choices, unit_groups
from lianxin.consultation.matters.forms.public import LINE_ROWS, SAY_ROWS, photos_field, words_field
from lianxin.consultation.matters.kinds import KINDS
from lianxin.consultation.matters.models import Matter
from lianxin.consultation.matters.queries.replies import recalled
from lianxin.consultation.matters.queries.suggesting import suggested_category, suggested_unit
from lianxin.consultation.matters.rules.states import Answer, State, Verb
from lianxin.consultation.matters.words import ANSWERS
from lianxin.foundation.faces import tidying
from lianxin.foundation.faces.drafts import Fields
from lianxin.foundation.faces.fields import ListField, pairs
from lianxin.foundation.faces.forms import DROP, Kept, KeyedForm
from lianxin.foundation.kernel.actor import Actor


class MatterForm(KeyedForm):
    """A form about one matter, made for one person."""

    undone: Verb | None = None
    """The act that taking back is about."""

    def __init__(self, *args: Any, matter: Matter, who: Actor, **kwargs: Any) -> None:
        """Keep matter and person: the form's fields are made for them."""
        self.matter = matter
        self.who = who
        super().__init__(*args, **kwargs)

    def reason_field(self, key: str, label: str, *, required: bool = True) -> forms.ChoiceField:
        """Make the field of a reason from its parameter."""
        listed = pairs(choices(key), empty=None if required else _("不写理由"))
        return forms.ChoiceField(
            label=label, choices=listed, required=required, widget=forms.RadioSelect
        )

    def outcome_field(self, *, required: bool = True) -> forms.ChoiceField:
        """Make the field of the outcomes that a unit can reach."""
        possible = [
            one
            for one in choices(KINDS[self.matter.kind].outcomes)
            if one.extra.get("verb") == Verb.RECTIFY
        ]
        return forms.ChoiceField(
            label=_("结果"), choices=pairs(possible), required=required, widget=forms.RadioSelect
        )


class DispatchForm(MatterForm):
    """Category, urgency, unit: what the words suggest is filled in, to be changed freely."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give category, urgency and unit."""
        yield from classify_fields(self.matter)
        unit = suggested_unit(self.matter)
        yield (
            "to",
            ListField(
                label=_("派给"),
                choices=unit_groups(empty=_("请选")),
                initial=unit.code,
                help_text=unit.why,
            ),
        )


class ClassifyForm(MatterForm):
    """Category and urgency."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give category and urgency."""
        yield from classify_fields(self.matter)


def classify_fields(matter: Matter) -> Iterator[tuple[str, forms.Field]]:
    """Give category and urgency; an unclassified matter starts from what its words suggest."""
    guess = suggested_category(matter)
    yield (
        "category",
        ListField(
            label=_("类别"),
            choices=category_groups(),
            initial=guess.code,
            help_text=guess.why,
        ),
    )
    yield (
        "urgency",
        forms.ChoiceField(
            label=_("紧急程度"),
            choices=pairs(choices("matters.urgencies")),
            initial=matter.urgency,
            widget=forms.RadioSelect,
        ),
    )


class RedispatchForm(MatterForm):
    """Unit, reason, words; a unit that was named at the return is filled in."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give unit, reason and words."""
        unit = suggested_unit(self.matter)
        judging = self.matter.state == State.REOPENED
        start = "same_unit" if judging else "returned"
        yield (
            "to",
            ListField(
                label=_("派给"),
                choices=unit_groups(empty=_("请选")),
                initial=unit.code,
                help_text=unit.why,
            ),
        )
        reason = self.reason_field("matters.reasons.redispatch", _("理由"))
        reason.initial = start
        yield "reason", reason
        words = words_field(_("交代一句"), rows=LINE_ROWS, required=False)
        words.help_text = _("只有工作人员看得到。")
        yield "words", words


class ReturnForm(MatterForm):
    """Reason, the right unit, words."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason, unit and words."""
        reason = self.reason_field("matters.reasons.return", _("为什么退回"))
        reason.initial = choices("matters.reasons.return")[0].code
        yield "reason", reason
        names = ListField(
            label=_("应由谁办"),
            required=False,
            choices=unit_groups(empty=_("内容不清、重复的可不指明")),
        )
        names.optional_text = _("(多数理由须指明)")
        yield "names", names
        words = words_field(_("说明"), rows=LINE_ROWS, required=False)
        words.help_text = _("没有指明单位的,须写清为什么。群众看得到。")
        yield "words", words


class WordsForm(MatterForm):
    """One field of words; its label is the verb's."""

    label: Any = gettext_lazy("内容")
    rows = SAY_ROWS

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words."""
        yield "words", words_field(self.label, rows=self.rows)


class ContactForm(WordsForm):
    """How and about what the citizen was contacted."""

    label = gettext_lazy("怎样联系的,说了什么")
    rows = LINE_ROWS


class NoteForm(WordsForm):
    """An internal note."""

    label = gettext_lazy("内部备注")
    rows = LINE_ROWS


class SupplementForm(WordsForm):
    """What the citizen added, taken down by staff."""

    label = gettext_lazy("群众补充的话")
    rows = LINE_ROWS


class ConcludeForm(MatterForm):
    """Words are needed when a reopened matter is closed."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words."""
        judging = self.matter.state == State.REOPENED
        words = words_field(_("说明"), rows=LINE_ROWS, required=judging)
        words.help_text = _("群众看得到。")
        yield "words", words


class RectifyForm(MatterForm):
    """Outcome, words, and the photos before and after, each kept apart when a fault comes."""

    def __init__(self, *args: Any, draft: Fields | None = None, **kwargs: Any) -> None:
        """Start with what a draft kept, and nothing kept by this request."""
        self._sides: dict[str, list[str]] = {}
        self._draft = draft or {}
        super().__init__(*args, draft=draft, **kwargs)

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give outcome, words and photos."""
        yield "outcome", self.outcome_field()
        yield "words", words_field(_("做了什么"), rows=SAY_ROWS)
        yield "before", photos_field(_("照片:整改前"))
        yield "after", photos_field(_("照片:整改后"))

    def kept_of(self, side: str) -> list[str]:
        """Give the tokens of photos kept for a side, before or after, and not dropped."""
        given = self.data if self.is_bound else self._draft
        return [*tidying.tokens(given, f"kept_{side}", without=DROP), *self._sides.get(side, [])]

    def keep_side(self, side: str, keep: Callable[[UploadedFile[bytes]], Kept]) -> list[str]:
        """Keep the uploads of a side at once and give all its tokens."""
        before = len(self.kept)
        self.keep_uploads(side, keep)
        self._sides[side] = self.kept[before:]
        return self.kept_of(side)


class ReplyForm(MatterForm):
    """The words that the citizen will read; the outcome when none is set yet."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the words, and the outcome where it is owed; a recalled reply is filled in.

        A post that is sent again has its outcome still, so that it is known as the same.
        """
        before = recalled(self.matter)
        if not self.matter.outcome or "outcome" in self.data:
            outcome = self.outcome_field()
            outcome.initial = before.outcome
            yield "outcome", outcome
        field = words_field(_("答复群众(群众会看到)"), rows=SAY_ROWS)
        field.initial = before.words
        field.help_text = _("写清:查明了什么、做了什么、依据、接下来怎样。")
        yield "words", field


class TakeBackForm(MatterForm):
    """Why, voluntarily."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the reason."""
        yield (
            "reason",
            self.reason_field("matters.reasons.take_back", _("为什么撤销"), required=False),
        )


class AnswerForm(MatterForm):
    """The citizen's word, taken down on the telephone."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the answer and the words."""
        yield (
            "answer",
            forms.ChoiceField(
                label=_("群众说"),
                choices=[(answer.value, ANSWERS[answer]) for answer in Answer],
                widget=forms.RadioSelect,
            ),
        )
        yield "words", words_field(_("原话"), rows=LINE_ROWS, required=False)


class ReopenForm(MatterForm):
    """Reason and words."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason and words."""
        yield "reason", self.reason_field("matters.reasons.reopen", _("为什么重办"))
        words = words_field(_("说明"), rows=LINE_ROWS)
        words.help_text = _("群众看得到。")
        yield "words", words


class OpenContactForm(MatterForm):
    """Why the citizen's number is opened: it is logged and shown to those it concerns."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give reason and words."""
        yield "reason", self.reason_field("matters.reasons.open_contact", _("为什么要看"))
        yield "words", words_field(_("补充说明"), rows=LINE_ROWS, required=False)
