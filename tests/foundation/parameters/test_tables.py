"""Every row of the field's tables of limits, lists and rates has its keys in the data files.

The rows are written out here, as the papers of the field name them.
"""

from collections import Counter
from datetime import date

import pytest

from lianxin.foundation.parameters.actions import DATA, read_texts
from lianxin.foundation.parameters.rules.file import Entry, read
from lianxin.foundation.parameters.rules.timeline import at
from lianxin.foundation.parameters.rules.values import Kind

ENTRIES = read(read_texts([DATA])).entries
NEW_RULE = date(2024, 8, 25)

LIMITS: dict[str, dict[str, tuple[int, str]]] = {
    "12345 dispatch": {
        "hotline.limits.dispatch.emergency": (1, "hours"),
        "hotline.limits.dispatch.utilities": (2, "hours"),
        "hotline.limits.dispatch.general": (24, "hours"),
        "matters.limits.triage": (24, "hours"),
    },
    "12345 web intake, feedback": {
        "hotline.limits.web_intake": (2, "hours"),
        "hotline.limits.feedback.first": (2, "hours"),
        "hotline.limits.feedback.second": (24, "hours"),
        "hotline.limits.feedback.third": (7, "days"),
        "hotline.limits.feedback.fourth": (15, "days"),
    },
    "sign for order, hand-over": {
        "hotline.limits.sign": (1, "working_days"),
        "matters.limits.accept": (1, "working_days"),
        "hotline.handover.general": (20 * 60, "seconds"),
        "hotline.handover.major": (10 * 60, "seconds"),
    },
    "bureau answer": {
        "matters.limits.handle.extreme": (0, "days"),
        "matters.limits.handle.consult": (3, "working_days"),
        "matters.limits.handle.normal": (13, "working_days"),
    },
    "extension": {"matters.limits.extend_decide": (1, "working_days")},
    "reminder, circular": {
        "matters.reminders.overdue": (1, "days"),
        "matters.reminders.circular": (5, "working_days"),
    },
    "call-back": {
        "matters.limits.callback_first": (1, "days"),
        "matters.limits.redo": (5, "working_days"),
    },
    "other defaults": {
        "hotline.limits.ordinance": (5, "working_days"),
        "mailbox.limits.answer": (7, "working_days"),
        "mailbox.limits.longest": (15, "working_days"),
    },
    "urgency": {"matters.limits.handle.urgent": (3, "working_days")},
    "petition: tell route": {"petitions.limits.tell_route": (15, "days")},
    "petition: object to transfer": {"petitions.limits.object_transfer": (5, "working_days")},
    "petition: handle": {
        "petitions.limits.handle": (60, "days"),
        "petitions.limits.handle_extension": (30, "days"),
    },
    "petition: reviews": {
        "petitions.limits.review.ask": (30, "days"),
        "petitions.limits.review.decide": (30, "days"),
        "petitions.limits.recheck.ask": (30, "days"),
        "petitions.limits.recheck.decide": (30, "days"),
    },
    "report: after emergency": {"reports.limits.register_emergency": (24, "hours")},
    "report: other jurisdiction": {"reports.limits.transfer": (24, "hours")},
    "report: not police": {"reports.limits.tell_not_police": (0, "days")},
    "report: filing review": {
        "reports.limits.review.plain": (3, "days"),
        "reports.limits.review.lead": (7, "days"),
        "reports.limits.review.major": (30, "days"),
    },
    "report: administrative review": {
        "reports.limits.administrative.plain": (24, "hours"),
        "reports.limits.administrative.complex": (3, "days"),
    },
    "report: notice of not filing": {"reports.limits.refusal_notice": (3, "days")},
    "report: reconsideration": {
        "reports.limits.reconsider.ask": (7, "days"),
        "reports.limits.reconsider.decide": (30, "days"),
        "reports.limits.reconsider.extension": (30, "days"),
        "reports.limits.second_review.ask": (7, "days"),
        "reports.limits.second_review.decide": (30, "days"),
        "reports.limits.second_review.extension": (30, "days"),
    },
    "report: sent by an agency": {
        "reports.limits.agency.decide": (3, "days"),
        "reports.limits.agency.supplement_ask": (24, "hours"),
        "reports.limits.agency.supplement_give": (3, "days"),
        "reports.limits.agency.reconsider_ask": (3, "days"),
        "reports.limits.agency.reconsider_decide": (3, "days"),
    },
    "report: moved after filing": {"reports.limits.moved_told": (3, "days")},
    "economic crime: decide": {
        "reports.limits.economic.plain": (7, "days"),
        "reports.limits.economic.major": (30, "days"),
        "reports.limits.economic.extension": (30, "days"),
    },
    "economic crime: agency": {
        "reports.limits.economic.agency.plain": (3, "days"),
        "reports.limits.economic.agency.longest": (10, "days"),
        "reports.limits.economic.agency.major": (30, "days"),
        "reports.limits.economic.agency.extension": (30, "days"),
    },
    "procurator orders filing": {"reports.limits.procurator": (15, "days")},
    "people's mediation": {"disputes.limits.mediation": (30, "days")},
    "judicial confirmation": {"disputes.limits.judicial_confirmation": (30, "days")},
    "public-security mediation": {
        "disputes.limits.order.first": (3, "working_days"),
        "disputes.limits.order.second": (7, "working_days"),
    },
    "public-security mediation failed": {
        "disputes.limits.order.case": (30, "days"),
        "disputes.limits.order.case_extension": (30, "days"),
    },
    "hazard order": {
        "hazards.limits.order": (30, "days"),
        "hazards.limits.order_longest": (60, "days"),
    },
    "hazard re-check": {"hazards.limits.recheck": (3, "working_days")},
    "hazard listed": {
        "hazards.listed.quarter": (3, "number"),
        "hazards.limits.listed.publish": (5, "working_days"),
        "hazards.limits.listed.term": (365, "days"),
        "hazards.limits.listed.extension_ask": (20, "working_days"),
        "hazards.limits.listed.extension_decide": (10, "working_days"),
    },
    "bad rating": {
        "ratings.poor.callback_percent": (100, "number"),
        "ratings.limits.rectify": (15, "working_days"),
        "ratings.limits.simple": (5, "working_days"),
    },
    "firm's demand": {
        "enterprises.limits.contact": (2, "working_days"),
        "enterprises.limits.longest": (90, "days"),
        "enterprises.limits.close": (2, "working_days"),
    },
    "return": {
        "matters.limits.return": (1, "working_days"),
        "matters.limits.redispatch": (1, "working_days"),
        "matters.limits.return_deputies": (7, "working_days"),
    },
    "meeting": {
        "meetings.limits.notice": (5, "working_days"),
        "meetings.limits.sheet": (3, "working_days"),
        "meetings.limits.items": (1, "working_days"),
        "meetings.limits.minutes": (2, "working_days"),
    },
    "call-back tries": {
        "matters.callback.tries": (3, "number"),
        "matters.callback.days": (2, "number"),
    },
    "told who handles": {"matters.windows.told_who": (5, "working_days")},
    "first contact of a call-back": {"matters.limits.judge": (3, "working_days")},
    "confirm, reopen": {
        "matters.windows.confirm": (7, "days"),
        "matters.windows.reopen": (30, "days"),
    },
    "bulletin": {"bulletin.limits.issue": (10, "working_days")},
    "park": {"matters.limits.park_review": (90, "days")},
    "dispute of units": {"matters.limits.dispute": (1, "working_days")},
    "repeat": {"rates.repeat.window": (180, "days")},
    "small n": {"rates.min_sample": (30, "number"), "rates.small_cell": (10, "number")},
    "appraisal": {
        "appraisal.min_valid": (30, "number"),
        "appraisal.cadence.months": (3, "number"),
        "appraisal.limits.appeal": (3, "working_days"),
    },
}

LISTS: dict[str, int] = {
    "matters.categories": 19 + 58,
    "matters.natures": 7,
    "matters.urgencies": 3,
    "disputes.kinds": 16,
    "disputes.scales": 3,
    "disputes.colors": 4,
    "disputes.outcomes": 5,
    "hazards.kinds": 17,
    "hazards.grades": 3,
    "hazards.outcomes": 1,
    "leads.outcomes": 4,
    "enterprises.demands": 10,
    "matters.reasons.decline": 13,
    "matters.reasons.return": 7,
    "matters.reasons.extend": 7,
    "matters.reasons.park": 5,
    "matters.reasons.pause": 4,
    "matters.outcomes": 10,
    "matters.callback.results": 4,
    "hotline.alarm.ways": 3,
    "reports.at_once": 3,
    "meetings.cadences": 5,
    "meetings.capacities": 11,
    "appraisal.scales.hall": 4,
    "appraisal.scales.plain": 3,
    "appraisal.scales.service": 5,
    "appraisal.items": 6,
    "rates.definitions": 11,
}
"""How many things can be picked from each list today."""


def stored(key: str, on: date) -> Entry:
    (entry,) = [each for each in ENTRIES if each.key == key and at([each.stretch], on)]
    return entry


@pytest.mark.parametrize("row", LIMITS)
@pytest.mark.parametrize("on", [date(2021, 3, 5), date(2026, 11, 25)])
def test_each_row_of_limits_has_its_values(row: str, on: date) -> None:
    for key, said in LIMITS[row].items():
        entry = stored(key, on)
        value = entry.stretch.value
        found = (
            (value["amount"], value["unit"]) if entry.kind is Kind.LIMIT else (value, entry.kind)
        )
        assert (key, *found) == (key, *said)


@pytest.mark.parametrize("key", LISTS)
def test_each_list_has_its_things(key: str) -> None:
    assert len(stored(key, date(2026, 11, 25)).stretch.value) == LISTS[key]


def test_the_routes_of_categories_are_kinds_of_units() -> None:
    today = date(2026, 11, 25)
    kinds = {kind["code"] for kind in stored("units.kinds", today).stretch.value}
    categories = stored("matters.categories", today).stretch.value
    tops = Counter(bool(each.get("parent")) for each in categories)
    assert (tops[False], tops[True]) == (19, 58)
    assert {each["route"] for each in categories if "route" in each} <= kinds


def test_limits_of_2015_end_with_the_new_rule_and_their_stand_ins_say_so() -> None:
    ending = {entry.key for entry in ENTRIES if entry.stretch.until == NEW_RULE}
    assert len(ending) == 7
    for key in ending:
        old, new = stored(key, date(2021, 3, 5)).stretch, stored(key, NEW_RULE).stretch
        if key == "reports.at_once":
            assert (new.confidence, "2024" in new.source) == ("published", True)
            continue
        assert "2015" in old.source
        assert (old.confidence, new.confidence) == ("published", "own")
        assert new.source.startswith("代用:")
        assert new.source_en.startswith("Stand-in:")


def test_stand_ins_and_what_is_from_memory_are_never_called_read() -> None:
    for entry in ENTRIES:
        if "凭记忆" in entry.stretch.source:
            assert entry.stretch.confidence == "own"


def test_every_source_is_written_out_in_both_languages() -> None:
    for entry in ENTRIES:
        assert entry.stretch.source_en.isascii(), entry.key
        assert entry.stretch.source_en, entry.key
        assert not entry.stretch.source.startswith(("G:", "信访", "刑程", "行程")) or (
            entry.stretch.source.startswith("信访工作条例")
        ), entry.key
