"""What was chosen and written in a form, as lines for people."""

from django import forms

from lianxin.consultation.matters.forms.verbs import MatterForm
from lianxin.foundation.faces.fields import UploadsField


def chosen_texts(form: MatterForm) -> list[str]:
    """Give each field that was filled in as a line: its label, and choices by their names."""
    lines = []
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name, "")
        if value and not isinstance(bound.field, UploadsField):
            lines.append(f"{bound.label}:{_named(bound, value)}")
    return lines


def _named(bound: forms.BoundField, value: str) -> str:
    widget = bound.field.widget
    if not isinstance(widget, forms.widgets.ChoiceWidget):
        return value
    options = widget.options(bound.html_name, [value])
    return next((str(one["label"]) for one in options if one["selected"]), value)
