"""What did you do, and who else can do it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duizend.access.models import User
from duizend.core.inputs import MomentInput
from duizend.flags.kinds import Kind


class DeedForm(forms.Form):
    """Choices of this kind of flag, own words, and when."""

    # The browser's own complaints come too early, and not in our words.
    use_required_attribute = False
    id = forms.UUIDField(widget=forms.HiddenInput)
    done = forms.MultipleChoiceField(
        label=_("What did you do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what you did.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only what a colleague must know. Needed when you chose something else."),
    )
    done_at = forms.DateTimeField(label=_("When"), widget=MomentInput)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = cast(forms.MultipleChoiceField, self.fields["done"])
        done.choices = list(kind.deeds.items())
        self.fields["id"].initial = uuid4()
        # The browser knows no seconds here.
        self.fields["done_at"].initial = timezone.localtime().replace(second=0, microsecond=0)


class HandOverForm(forms.Form):
    use_required_attribute = False
    prefix = "collega"
    id = forms.UUIDField(widget=forms.HiddenInput)
    colleague = forms.ChoiceField(
        label=_("Who does it today?"),
        error_messages={"required": _("Choose a colleague.")},
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        who = cast(forms.ChoiceField, self.fields["colleague"])
        who.choices = [("", _("Choose")), *((k, u.full_name) for k, u in self.colleagues.items())]
        self.fields["id"].initial = uuid4()

    @property
    def chosen(self) -> User:
        """Only after `is_valid()`."""
        return self.colleagues[self.cleaned_data["colleague"]]
