"""Forms of the routes: one rule, the day from which a draft decides, a dry run's days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.forms.lists import category_groups, choices, unit_groups
from lianxin.consultation.matters.models.routing import LONGEST_CODE, LONGEST_NOTE
from lianxin.consultation.matters.queries.route_words import HOURS, NEAR
from lianxin.consultation.matters.rules.routing import Hours, Near, Rule, Target
from lianxin.foundation.faces.fields import CodeField, LineField, ListField, pairs
from lianxin.foundation.faces.forms import KeyedForm

DAYS: Final = 30
"""Days back that a dry run begins with."""


def date_field(label: Any, **more: Any) -> forms.DateField:
    """Make a field of a day."""
    widget = forms.DateInput(attrs={"type": "date", "class": "input--12"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _radios(label: str, listed: list[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    """Make a field of a few choices, all in sight; none need be taken unless asked."""
    asked = {"required": False, **more}
    return forms.ChoiceField(label=label, choices=listed, widget=forms.RadioSelect, **asked)


class RuleForm(KeyedForm):
    """One rule: what it asks for, and where it leads."""

    def own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        """Give the fields, with the lists of today."""
        yield "category", ListField(label=_("类别"), required=False, choices=_all_categories())
        area = CodeField(label=_("范围"), required=False, max_length=LONGEST_CODE)
        area.help_text = _("单位代码,或 6 位、9 位区划代码,例 150205;含下级")
        yield "area", area
        words = LineField(label=_("有这些词"), required=False, max_length=120)
        words.help_text = _("词与词之间空一格,有一个就算")
        yield "words", words
        yield "hours", _radios(_("时间"), [(hours.value, HOURS[hours]) for hours in Hours])
        yield "since", date_field(_("从哪天起"), required=False)
        yield "until", date_field(_("到哪天止(不含)"), required=False)
        listed = unit_groups(empty=_("不指定"))
        yield "unit", ListField(label=_("去向:单位"), required=False, choices=listed)
        kinds = pairs(choices("units.kinds"), empty=_("不指定"))
        yield "kind", ListField(label=_("去向:一类单位"), required=False, choices=kinds)
        near = [(near.value, str(NEAR[near]).format(kind="")) for near in Near]
        yield (
            "near",
            _radios(_("这类单位里的哪一个"), near, initial=Near.PLACE.value, required=True),
        )
        yield "note", LineField(label=_("备注"), required=False, max_length=LONGEST_NOTE)

    def rule(self, position: int) -> Rule:
        """Give the rule that was typed."""
        typed = self.cleaned_data
        target = Target(typed["unit"], typed["kind"], Near(typed["near"]))
        return Rule(
            position=position,
            target=target,
            category=typed["category"],
            area=typed["area"],
            words=tuple(typed["words"].split()),
            hours=Hours(typed["hours"]),
            since=typed["since"],
            until=typed["until"],
            note=typed["note"],
        )


def _all_categories() -> list[Any]:
    return [("", _("不限")), *category_groups()[1:]]


def initial_of(rule: Rule) -> dict[str, Any]:
    """Give what the form of a rule starts with."""
    return {
        "category": rule.category,
        "area": rule.area,
        "words": " ".join(rule.words),
        "hours": rule.hours.value,
        "since": rule.since,
        "until": rule.until,
        "unit": rule.target.unit,
        "kind": rule.target.kind,
        "near": rule.target.near.value,
        "note": rule.note,
    }


class SureForm(KeyedForm):
    """No field: a confirm page's button."""


class InForceForm(KeyedForm):
    """From which day the draft decides."""

    since = date_field(gettext_lazy("从哪天起生效"), help_text=gettext_lazy("写今天就是马上生效"))


class TrialForm(forms.Form):
    """Which past days a dry run looks at."""

    since = date_field(gettext_lazy("登记日从"), required=False)
    until = date_field(gettext_lazy("到"), required=False)

    @property
    def days(self) -> tuple[date, date]:
        """Give the first and the last day; the last month where nothing that can be read stands."""
        today = timezone.localdate()
        typed = self.cleaned_data if self.is_valid() else {}
        until = typed.get("until") or today
        return typed.get("since") or until - timedelta(days=DAYS), until
