"""Every message has its English, and every Chinese word of a page is a message."""

from pathlib import Path

import pytest

from tools.extracting import (
    Message,
    bare_in_python,
    bare_in_template,
    in_python,
    in_template,
)
from tools.messages import faults, rooms, write

TEMPLATE = """\
{% load i18n %}{# 注释 #}
<c-page-header title="{% translate '待办' %}" :lead="_('今天')" />
{% translate "确认" context "button" as sure %}
{% blocktranslate trimmed with day=due count n=rows %}
  {{ n }} 件在 {{ day }}
  到期
{% plural %}
  {{ n }} 件都在 {{ day }} 到期
{% endblocktranslate %}
{% comment %}不看{% endcomment %}
<button lang="zh-CN">{% include "x.svg" %}中文</button>
"""
PYTHON = """\
'''说明'''
from django.utils.translation import gettext as _, ngettext, pgettext
LATER = _("待办"
          "事项")
ngettext("{count} 件", "{count} 件们", 2)
pgettext("button", "确认")
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "待办"
msgstr "To do"

#, fuzzy
msgid "今天"
msgstr "Today"

msgid "没人要"
msgstr "nobody's"

msgid "{count} 件"
msgstr "{number} items"

msgid "空的"
msgstr ""
"""


def test_the_house_speaks_both_languages() -> None:
    assert faults() == []


def test_messages_of_a_template() -> None:
    found = {message: place.line for message, place in in_template("a.html", TEMPLATE)}
    assert found == {
        Message("待办"): 2,
        Message("今天"): 2,
        Message("确认", context="button"): 3,
        Message("%(n)s 件在 %(day)s 到期", "%(n)s 件都在 %(day)s 到期"): 4,
    }
    assert list(bare_in_template("a.html", TEMPLATE)) == []


def test_messages_of_a_module() -> None:
    found = {message: place.line for message, place in in_python("a.py", PYTHON)}
    assert found == {
        Message("待办事项"): 3,
        Message("{count} 件", "{count} 件们"): 5,
        Message("确认", context="button"): 6,
    }
    assert list(bare_in_python("a.py", PYTHON)) == []


@pytest.mark.parametrize(
    "line",
    [
        "<p>没有翻译</p>",
        '<p title="没有">',
        "{% include 'x' with title='没有' %}",
        "{{ a|default:'无' }}",
    ],
)
def test_chinese_outside_of_a_message_is_found(line: str) -> None:
    found = list(bare_in_template("a.html", f"<p>\n{line}"))
    assert [str(place) for _text, place in found] == ["a.html:2"]
    assert list(bare_in_python("a.py", "TITLE = '没有翻译'"))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a house of one room with a catalogue full of faults."""
    room = tmp_path / "foundation" / "sample"
    (room / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    for folder in (room, room.parent):
        (folder / "__init__.py").touch()
    (room / "words.py").write_text(
        "A = [_('待办'), _('今天'), _('空的'), _('缺的'), _('{count} 件')]", encoding="utf-8"
    )
    (room / "locale/en/LC_MESSAGES/django.po").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


def test_every_sort_of_fault_is_named_with_its_place(house: Path) -> None:
    said = faults(house)
    assert [path.name for path in rooms(house)] == ["sample"]
    assert len(said) == 5
    for word in (
        "words.py:1: fuzzy English: '今天'",
        "words.py:1: no English: '空的'",
        "words.py:1: not in the catalogue: '缺的'",
        "words.py:1: English has a placeholder of its own: '{count} 件'",
        "django.po:13: nobody asks for '没人要'",
    ):
        assert any(line.endswith(word) for line in said), word


def test_a_catalogue_is_written_anew_with_what_is_known(house: Path) -> None:
    assert len(list(write(house))) == 1
    text = (house / "foundation/sample/locale/en/LC_MESSAGES/django.po").read_text("utf-8")
    assert 'msgid "待办"\nmsgstr "To do"' in text
    assert "没人要" not in text
    assert 'msgid "缺的"\nmsgstr ""' in text
    assert list(write(house)) == []


def test_two_englishes_of_one_message_are_found(house: Path) -> None:
    other = house / "config"
    other.mkdir()
    (other / "__init__.py").write_text("_('待办')", encoding="utf-8")
    list(write(house))
    path = other / "locale/en/LC_MESSAGES/django.po"
    path.write_text(path.read_text("utf-8").replace("To do", "Inbox"), encoding="utf-8")
    assert any("'To do' for '待办', but 'Inbox' in" in line for line in faults(house))
