"""The themes as shipped, and a family with something drawn on its pictures."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.db.portraits.drawn import Drawn, draw
from tests.people import make_village


@pytest.fixture
def drawn() -> Drawn:
    call_command("load_content", stdout=StringIO())
    return draw(make_village())
