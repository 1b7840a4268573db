"""Routes in words: what a rule asks for, where it leads, and why one did not fit."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.consultation.matters.queries import labels, places
from lianxin.consultation.matters.queries.routing import CATEGORIES
from lianxin.consultation.matters.rules.routing import Facts, Hours, Near, Part, Rule, Target
from lianxin.foundation.faces.dates import day_text
from lianxin.foundation.units import queries as units
from lianxin.foundation.units.queries import Directory

HOURS: dict[Hours, str | Promise] = {
    Hours.ALWAYS: gettext_lazy("不限"),
    Hours.OFFICE: gettext_lazy("上班时间"),
    Hours.OUTSIDE: gettext_lazy("上班时间以外"),
    Hours.WORKDAY: gettext_lazy("工作日"),
    Hours.DAY_OFF: gettext_lazy("休息日"),
}
NEAR: dict[Near, str | Promise] = {
    Near.PLACE: gettext_lazy("所在地的{kind}"),
    Near.CITY: gettext_lazy("全市的{kind}"),
    Near.ABOVE: gettext_lazy("上一级的{kind}"),
}
LACKS: dict[Part, str | Promise] = {
    Part.CATEGORY: gettext_lazy("类别不符"),
    Part.AREA: gettext_lazy("不在这个范围"),
    Part.WORDS: gettext_lazy("没有这些词"),
    Part.DAYS: gettext_lazy("不在这些日子"),
    Part.HOURS: gettext_lazy("不在这个时间"),
    Part.TARGET: gettext_lazy("那里没有能经办的这类单位"),
}


def area_text(code: str, tree: Directory) -> str:
    """Name a unit, or an area with its code; the code alone when it names neither."""
    found = places.entry(code, tree)
    if found is not None:
        return found.name
    return f"{code} {units.name_of(code, tree.day)}".rstrip()


def target_text(target: Target, tree: Directory) -> str:
    """Say where a rule leads."""
    if target.unit:
        return area_text(target.unit, tree)
    kind = labels.label("units.kinds", target.kind, tree.day)
    return str(NEAR[target.near]).format(kind=kind)


def days_text(since: date | None, until: date | None) -> str:
    """Say on which days a rule holds."""
    if since and until:
        return _("{since}至{until}(不含)").format(since=day_text(since), until=day_text(until))
    if since:
        return _("{since}起").format(since=day_text(since))
    return _("{until}以前").format(until=day_text(until)) if until else ""


def conditions(rule: Rule, tree: Directory) -> list[str]:
    """Say each thing that a rule asks for; nothing for one that takes all."""
    parts = [
        labels.label(CATEGORIES, rule.category, tree.day),
        area_text(rule.area, tree) if rule.area else "",
        _("有“{words}”").format(words=_("、").join(rule.words)) if rule.words else "",
        str(HOURS[rule.hours]) if rule.hours else "",
        days_text(rule.since, rule.until),
    ]
    return [part for part in parts if part]


def asked_text(rule: Rule, tree: Directory) -> str:
    """Say what a rule asks for in one line."""
    return _("、").join(conditions(rule, tree)) or _("其余所有的")


def said(rule: Rule, tree: Directory) -> str:
    """Say a rule in one line: what it asks for and where it leads."""
    return f"{asked_text(rule, tree)} → {target_text(rule.target, tree)}"


def example_text(facts: Facts, rule: Rule, tree: Directory) -> str:
    """Say a made-up matter that fits; ``rule`` tells which area of its places is meant."""
    times = HOURS[Hours.OFFICE if facts.office else Hours.OUTSIDE]
    parts = [
        labels.label(CATEGORIES, facts.category, tree.day) or _("没有分类"),
        area_text(rule.area, tree) if rule.area else "",
        f"“{facts.text}”" if facts.text else "",
        str(times if facts.working else HOURS[Hours.DAY_OFF]),
    ]
    return _("、").join(part for part in parts if part)
