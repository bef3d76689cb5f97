"""What the gallery shows: invented examples, in the language of the product, for every component in every state."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Page, Paginator

from duizend.core.charts.balance import BalanceRow, Factor
from duizend.core.charts.day_line import DayLine, Event, Mark
from duizend.core.charts.steps import Step, steps_until
from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput, MomentInput

DAY = date(2026, 12, 3)
MOMENT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
NOT_YET = "Samira heeft nog geen toestemming gegeven om met schuldhulp te delen."


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Naam", help_text="Zoals u haar aanspreekt.", max_length=40)
    mail = forms.EmailField(label="E-mailadres", required=False)
    day = forms.DateField(label="Uitgerekende datum", widget=DayInput)
    moment = forms.DateTimeField(
        label="Wanneer was het gesprek?", required=False, widget=MomentInput
    )
    place = forms.ChoiceField(
        label="Gemeente",
        choices=[("", "Kies een gemeente"), ("1680", "Aa en Hunze"), ("0118", "Hoogeveen")],
    )
    words = forms.CharField(
        label="Wat is belangrijk voor u?",
        widget=forms.Textarea,
        help_text="In haar eigen woorden.",
        required=False,
    )
    share = forms.BooleanField(label="Ik heb uitgelegd waarom we delen")
    category = forms.ChoiceField(
        label="Wat vinden we samen?",
        widget=forms.RadioSelect,
        choices=[
            ("1", WordedChoice("Zelfredzaam", "het lukt met de steun die er is")),
            ("2", WordedChoice("Mogelijk kwetsbaar", "het houdt, maar het kan kantelen")),
            ("3", WordedChoice("Kwetsbare situatie", "er weegt meer dan er draagt")),
            ("4", WordedChoice("Zeer kwetsbaar", "veel tegelijk, weinig houvast")),
        ],
    )
    alone = forms.ChoiceField(
        label="Is zij alleen?",
        widget=forms.RadioSelect,
        choices=[("yes", "Ja"), ("no", "Nee")],
        help_text="Vraag dit zacht.",
    )
    topics = forms.MultipleChoiceField(
        label="Wat mag gedeeld worden?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("contact", "Naam en contact"), ("money", "Geld en werk"), ("housing", "Wonen")],
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """Refuse the example as a whole, to show where that is said."""
        if "name" not in self.cleaned_data:
            raise forms.ValidationError("Dit voorbeeld kan niet worden opgeslagen.")
        return self.cleaned_data


EMPTY = ExampleForm(auto_id="leeg_%s", initial={"name": "Samira", "category": "3"})
WRONG = ExampleForm({"name": "", "mail": "samira", "place": "", "topics": ["x"]}, auto_id="fout_%s")

FAMILY_LINE = DayLine(
    first=-280,
    last=730,
    today=-88,
    today_label="vandaag · 27 weken en 3 dagen",
    words="Dag 192 van de eerste duizend dagen. Nog 88 dagen tot de uitgerekende datum.",
    marks=[Mark(-280, "begin"), Mark(0, "geboorte"), Mark(365, "1 jaar"), Mark(730, "2 jaar")],
    events=[
        Event(-220, "Eerste gesprek", True, "do 23 juli"),
        Event(-150, "Startgesprek", True, "do 1 oktober", "#lijn"),
        Event(-120, "Afweging", True, "za 31 oktober"),
        Event(-112, "Verwijzing schuldhulp", True, "zo 8 november"),
        Event(-60, "Prenataal huisbezoek", False, "wo 30 december"),
        Event(0, "Uitgerekend", False, "zo 28 februari 2027"),
        Event(10, "Overdracht aan de JGZ", False, "wo 10 maart 2027"),
    ],
)
TODDLER_LINE = DayLine(
    first=-280,
    last=730,
    today=702,
    today_label="vandaag · 1 jaar en 11 maanden",
    words="Dag 982 van de eerste duizend dagen.",
    marks=FAMILY_LINE.marks,
    events=[],
)
REFERRAL_LINE = DayLine(
    first=0,
    last=10,
    today=7,
    today_label="vandaag · dag 7",
    words="Verwijzing naar schuldhulp, dag 7 van 10.",
    marks=[Mark(0, "verstuurd"), Mark(5, "antwoord"), Mark(10, "eerste gesprek")],
    events=[
        Event(0, "Verstuurd", True, "ma 23 november"),
        Event(5, "Antwoord verwacht", False, "ma 30 november"),
    ],
)

BALANCE = [
    BalanceRow(
        "Geld en werk",
        [Factor("aanvullende uitkering op orde")],
        [Factor("schulden"), Factor("komt moeilijk rond")],
    ),
    BalanceRow("Wonen", [Factor("vaste woning")], [Factor("klein voor vier", source="huisbezoek")]),
    BalanceRow("Netwerk en relatie", [Factor("betrokken partner"), Factor("buurvrouw helpt")], []),
    BalanceRow(
        "Stemming en stress",
        [Factor("kan hulp vragen")],
        [Factor("eerdere depressie"), Factor("bang voor de bevalling")],
    ),
    BalanceRow("Leefstijl", [], [], discussed=False),
    BalanceRow("Veiligheid", [Factor("praat er met iemand over", shielded=True)], []),
]

NO_ROWS: list[BalanceRow] = []

SIX = ["Signaleren", "Afwegen", "Toestemming", "Verwijzen", "Aan de slag", "Terugkijken"]
STEPS: list[Step] = steps_until(SIX, 4)
STEPS_AT_START: list[Step] = steps_until(SIX, 0)
STEPS_UNSET: list[Step] = [Step(label) for label in SIX]
PAGE: Page[int] = Paginator(range(60), 20).page(2)
