"""What a triangle and a web ask about, loaded from content; nothing of any family."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from duizend.portraits.rules.codes import Picture, Side
from duizend.signals.models import LifeDomain

PICTURE_LABELS = {
    Picture.TRIANGLE.value: _("Triangle"),
    Picture.WEB.value: _("Web"),
}
SIDE_LABELS = {
    Side.CHILD.value: _("Your child"),
    Side.PARENTING.value: _("Being a parent"),
    Side.SURROUNDINGS.value: _("Around you"),
}


class Theme(models.Model):
    """A theme on a side of the triangle, or an axis of the web. A proposal of our own.

    Its life domain is also the data category of what is said about it.
    """

    code = models.SlugField(max_length=60, primary_key=True)
    picture = models.CharField(max_length=10, choices=PICTURE_LABELS)
    side = models.CharField(max_length=15, choices=SIDE_LABELS, blank=True)
    life_domain = models.ForeignKey(LifeDomain, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    question = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()
    sources = models.JSONField(default=list)
    checked_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
