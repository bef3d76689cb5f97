from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.workspace.log import GROUPS


class LogFilterForm(forms.Form):
    """Which part of the log to show. Nonsense is ignored with a message, never an error page."""

    since = forms.DateField(
        label=_("from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("up to and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    group = forms.ChoiceField(
        label=_("what"), required=False, choices=[("", _("everything")), *GROUPS.items()]
    )


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label=_("why you need to see this family now"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
