"""Forms about other people: accounts, posts, buildings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.foundation.accounts import rules
from lianxin.foundation.accounts.forms.signing import LONGEST_TYPED
from lianxin.foundation.accounts.queries import Filter
from lianxin.foundation.accounts.roles import ROLES
from lianxin.foundation.accounts.rules import PostAt
from lianxin.foundation.accounts.words import role_name
from lianxin.foundation.faces.fields import CodeField, LineField
from lianxin.foundation.faces.forms import KeyedForm
from lianxin.foundation.kernel.actor import Actor
from lianxin.foundation.kernel.errors import Invalid, LianxinError
from lianxin.foundation.kernel.rights import Right
from lianxin.foundation.parameters import queries as parameters
from lianxin.foundation.units import queries as units

RESERVED = frozenset({"new", "posts", "buildings"})
"""Last segments of addresses under the people; nobody signs in by one."""


def role_choices(*, second: bool = False) -> list[tuple[str, str]]:
    """List the roles by code and name; ``second`` says which wait for a second person."""
    today = units.today()
    waits = set(parameters.codes("accounts.posts.confirmed", on=today)) if second else set()
    words = _("{role}(另一人确认后才有)")
    return [
        (
            role.code,
            words.format(role=role_name(role.code))
            if second and (role.apart or role.code in waits)
            else role_name(role.code),
        )
        for role in ROLES.values()
    ]


def _day(label: Any, *, help_text: Any = "", required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def unit_choices(who: Actor) -> list[tuple[str, str]]:
    """List the open units whose people one manages, each with the one above it."""
    directory = units.directory()
    scope = who.authority.units(Right.PEOPLE_MANAGE)
    within = None if scope is None else directory.subtree(scope)
    names = {entry.code: entry.name for entry in directory.entries}
    return [
        (entry.code, f"{entry.name} · {names[entry.parent]}" if entry.parent else entry.name)
        for entry in directory.all()
        if within is None or entry.id in within
    ]


class PostForm(KeyedForm):
    """A role at a unit, from a day on."""

    unit = forms.ChoiceField(label=_("单位"))
    role = forms.ChoiceField(label=_("角色"), widget=forms.RadioSelect)
    since = _day(_("开始日"), help_text=_("不填就从今天起。"))
    until = _day(_("截止日"), help_text=_("从这一天起不再有;长期的不填。"))

    def __init__(self, *args: Any, who: Actor, **more: Any) -> None:
        """Offer the units and roles that this person may give."""
        super().__init__(*args, **more)
        self.fields["unit"].choices = [("", _("请选单位")), *unit_choices(who)]  # type: ignore[attr-defined]
        self.fields["role"].choices = role_choices(second=True)  # type: ignore[attr-defined]

    @property
    def post(self) -> PostAt:
        """Give the post that was chosen."""
        return PostAt(self.cleaned_data["role"], self.cleaned_data["unit"])


class AccountForm(PostForm):
    """A new account with its first post."""

    login = CodeField(
        label=_("登录名"),
        max_length=LONGEST_TYPED,
        help_text=_("小写字母、数字、点、横线,比如 wang.fang。以后不能改。"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    name = LineField(
        label=_("姓名"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("login", "name", "unit", "role")

    def __init__(self, *args: Any, who: Actor, **more: Any) -> None:
        """Leave the days out: a new account's post holds from today."""
        super().__init__(*args, who=who, **more)
        del self.fields["since"], self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Judge login and name together with the rest, so that all faults stand at once."""
        for field, parse in (("login", rules.parse_login), ("name", rules.parse_name)):
            given = self.cleaned_data.get(field)
            if given:
                try:
                    parse(given)
                except LianxinError as fault:
                    self.add_fault(fault)
        login = self.cleaned_data.get("login")
        if login in RESERVED:
            self.add_fault(Invalid("accounts.login_taken", where="login", login=login))
        return self.cleaned_data


class NameForm(KeyedForm):
    """A person's name."""

    name = LineField(label=_("姓名"), max_length=LONGEST_TYPED)


class EndPostForm(KeyedForm):
    """Which post ends."""

    post = CodeField(widget=forms.HiddenInput)


class ActingForm(KeyedForm):
    """Who acts in a post during its holder's leave, and on which days."""

    post = CodeField(widget=forms.HiddenInput)
    deputy = CodeField(
        label=_("代理人的登录名"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    since = _day(_("开始日"), help_text=_("不填就从今天起。"))
    until = _day(_("截止日"), help_text=_("从这一天起自动结束。"), required=True)


class LeaveForm(KeyedForm):
    """From which day somebody has left."""

    on = _day(_("离开日"), help_text=_("不填就是现在;填了,从那一天零点起。"))


class MoveForm(PostForm):
    """The new unit and role, and from which day."""

    field_order = ("unit", "role", "on")
    on = _day(_("调动日"), help_text=_("不填就是现在;填了,从那一天零点起。"))

    def __init__(self, *args: Any, who: Actor, **more: Any) -> None:
        """Leave the days of a post out: a move has one day."""
        super().__init__(*args, who=who, **more)
        del self.fields["since"], self.fields["until"]


class BuildingForm(KeyedForm):
    """A building, the station of the place, and the days."""

    place = LineField(
        label=_("楼栋"), max_length=LONGEST_TYPED, help_text=_("比如 和平小区 3 号楼。")
    )
    station = forms.ChoiceField(
        label=_("所在地的单位"), help_text=_("那里的事由它办,不论楼长在哪个单位。")
    )
    since = _day(_("开始日"), help_text=_("不填就从今天起。"))
    until = _day(_("截止日"), help_text=_("从这一天起不再有;长期的不填。"))

    def __init__(self, *args: Any, who: Actor, **more: Any) -> None:
        """Offer the units whose people one manages."""
        super().__init__(*args, **more)
        self.fields["station"].choices = [("", _("请选单位")), *unit_choices(who)]  # type: ignore[attr-defined]


class ReasonForm(KeyedForm):
    """Why something is refused."""

    reason = LineField(label=_("原因"), max_length=LONGEST_TYPED)


class CutOffForm(KeyedForm):
    """Whose sessions end, and why: one account's, or on purpose everybody's."""

    login = CodeField(
        label=_("登录名"),
        required=False,
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    everybody = forms.BooleanField(label=_("所有人的登录都结束,我自己的也结束"), required=False)
    reason = LineField(label=_("原因"), max_length=LONGEST_TYPED)

    def clean(self) -> dict[str, Any]:
        """Ask for one login or, on purpose, for everybody."""
        good = super().clean() or {}
        if bool(good.get("login")) == bool(good.get("everybody")):
            self.add_error("login", _("写一个登录名,或勾选所有人,只选一样。"))
        return good


class LookUpForm(KeyedForm):
    """Whose acts are listed, on which days, and why."""

    login = CodeField(
        label=_("登录名"),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    since = _day(_("从哪一天"), required=True)
    until = _day(_("到哪一天(含)"), required=True)
    reason = LineField(label=_("原因"), max_length=LONGEST_TYPED)


class SureForm(KeyedForm):
    """A confirm page: nothing to fill in."""


class FilterForm(forms.Form):
    """What the list of people is narrowed to."""

    words = forms.CharField(label=_("姓名、拼音或登录名"), required=False, max_length=LONGEST_TYPED)
    unit = forms.ChoiceField(label=_("单位(含下级)"), required=False)
    role = forms.ChoiceField(label=_("角色"), required=False)
    closed = forms.BooleanField(label=_("只看已停用的"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        """Offer all units and roles."""
        super().__init__(*args, **more)
        listed = [(entry.code, entry.name) for entry in units.directory().all()]
        self.fields["unit"].choices = [("", _("全部")), *listed]  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("全部")), *role_choices()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Filter:
        """Give the filter; a value outside its list counts as not given."""
        self.is_valid()
        good = self.cleaned_data
        return Filter(
            words=good.get("words", ""),
            unit=good.get("unit", ""),
            role=good.get("role", ""),
            closed=bool(good.get("closed")),
        )
