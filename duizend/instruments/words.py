"""Why an outcome was not kept, in words for the person who recorded it."""

from django.utils.translation import gettext_lazy as _

from duizend.instruments.rules import Problem

WHY_NOT = {
    Problem.IN_THE_FUTURE: _("This day is still to come. Choose the day on which it was done."),
    Problem.TOO_LONG_AGO: _("This day is too long ago. Choose the day on which it was done."),
    Problem.NOTHING_SAID: _("Write in a few words what the outcome was."),
    Problem.NO_TOTAL_HERE: _("This instrument gives no total. Write the outcome in words."),
    Problem.TOTAL_OUT_OF_RANGE: _("This instrument does not give such a total. Look again."),
    Problem.TOO_LARGE: _("This file is larger than 5 MB. Nothing was kept."),
    Problem.NOT_A_PDF: _("This file is not a PDF. Nothing was kept."),
}
