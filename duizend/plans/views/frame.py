"""How every page of the plan begins and ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duizend.access.http import SignedInRequest
from duizend.core.content import cited
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context


def open_plan(request: SignedInRequest, family_id: UUID, page: str = "plan") -> Family:
    """The family of this page, checked; logged as reading the plan (or its history)."""
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=f"plans.{page}")


def page(
    request: SignedInRequest, family: Family, template: str, form: forms.Form | None, **more: Any
) -> HttpResponse:
    """A page of this family; 422 when its form must be corrected."""
    context = page_context(family, request.user, timezone.localdate(), tab="plan")
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(
        request,
        f"plans/{template}.html",
        {**context, "form": form, **more},
        status=422 if wrong else 200,
    )


def back_to_plan(family: Family) -> HttpResponse:
    return redirect("plans:plan", family_id=family.pk)


def posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def source_words(ref: str, year: int | None) -> str:
    """Where something was read, as it is shown: title, publisher and year."""
    return "; ".join(source.words for source in cited([{"ref": ref, "year": year}]))
