"""Publishing a list: by the installation or an administrator, each version once."""

import copy

import pytest
from django.db import DatabaseError, transaction

from duizend.access.rules import Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.actions.publishing import ListRefused, publish
from duizend.questionnaires.models import Questionnaire, QuestionnaireVersion
from duizend.questionnaires.rules.answers import Given
from duizend.questionnaires.rules.problems import CannotRun
from duizend.questionnaires.rules.usage import Usage
from tests.people import NOW, make_user
from tests.unit.questionnaires.lists import choice, question, resource, total

pytestmark = pytest.mark.django_db


@pytest.fixture
def wishes():
    return resource(question("wish", "text"), title="Wensen", id="wensen")


@pytest.fixture
def bea(village):
    return make_user("Bea Vermeer", village.fatma.organization, Role.ADMINISTRATOR)


def publish_now(found, **more):
    return publish(found, **{"by": None, "at": NOW, **more})


def test_a_list_is_published_as_it_came_in(village, wishes):
    done = publish_now(wishes, source="{…}", usage=Usage(life_domain="health"))
    assert done.is_new
    assert done.version.resource == wishes
    assert done.version.source == "{…}"
    kept = Questionnaire.objects.get(url=wishes["url"])
    assert (kept.title, kept.is_own, kept.is_imported) == ("Wensen", False, True)
    assert [i.life_domain for i in queries.form_of(done.version).questions()] == ["health"]


def test_the_same_version_again_changes_nothing(village, wishes):
    first = publish_now(wishes)
    again = publish_now(copy.deepcopy(wishes))
    assert (again.is_new, again.version) == (False, first.version)
    assert QuestionnaireVersion.objects.filter(questionnaire__url=wishes["url"]).count() == 1


def test_another_content_under_the_same_version_is_refused(village, wishes):
    publish_now(wishes)
    changed = {**wishes, "title": "Andere wensen"}
    with pytest.raises(ListRefused, match="nieuwe versie"):
        publish_now(changed)
    assert Questionnaire.objects.get(url=wishes["url"]).title == "Wensen"
    second = publish_now({**changed, "version": "2"})
    assert queries.latest_version(second.version.questionnaire) == second.version


def test_a_list_without_name_or_version_is_known_by_its_id_and_content(village, wishes):
    bare = {name: given for name, given in wishes.items() if name not in ("url", "version")}
    first = publish_now(bare)
    other = publish_now({**bare, "item": [question("other")]})
    assert first.identity.url == other.identity.url == "urn:duizend:imported:wensen"
    assert first.identity.version != other.identity.version


def test_trying_writes_nothing(village, wishes):
    done = publish_now(wishes, dry_run=True)
    assert (done.is_new, done.version) == (True, None)
    assert not Questionnaire.objects.filter(url=wishes["url"]).exists()


def test_two_lists_of_the_same_id_have_words_of_their_own_in_an_address(village, wishes):
    first = publish_now(wishes)
    second = publish_now({**wishes, "url": "https://example.org/anders"})
    assert first.version.questionnaire.slug != second.version.questionnaire.slug


def test_our_own_lists_are_not_overwritten(village, wishes):
    own = Questionnaire.objects.get(code="phq-9")
    with pytest.raises(ListRefused, match="duizend zelf"):
        publish_now({**wishes, "url": own.url})


def test_an_answer_points_only_to_what_is_known_and_openly_only_to_what_is_open(village):
    def pointing(code):
        found = choice("q", 0, 1)
        concept = {"url": "urn:duizend:concept", "valueCode": code}
        found["answerOption"][1]["extension"] = [concept]
        return resource(found)

    with pytest.raises(ListRefused, match="bestaatniet") as unknown:
        publish_now(pointing("bestaatniet"))
    assert unknown.value.link_id == "q"
    shielded = next(
        code
        for item in queries.form_of(
            queries.latest_version(Questionnaire.objects.get(code="hark"))
        ).questions()
        for option in item.options
        for code in option.concepts
    )
    with pytest.raises(ListRefused, match="afgeschermd"):
        publish_now(pointing(shielded))
    publish_now(pointing(shielded), usage=Usage(is_shielded=True))


def test_what_cannot_run_is_refused_with_every_item(village):
    with pytest.raises(CannotRun) as refused:
        publish_now(resource(question("a", "quantity"), question("b", "reference")))
    assert [one.link_id for one in refused.value.problems] == ["a", "b"]
    assert not Questionnaire.objects.filter(is_imported=True).exists()


def test_only_an_administrator_publishes(village, bea, wishes):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="beheerder"):
        publish_now(wishes, by=village.fatma)
    with acting_as(bea.pk):
        assert publish_now(wishes, by=bea).version.publisher == bea


def test_the_database_itself_lets_nobody_else_write_a_list(village, bea, wishes):
    version = publish_now(wishes).version
    with acting_as(village.fatma.pk):
        for write in (
            lambda: Questionnaire.objects.filter(pk="phq-9").update(title="Anders"),
            lambda: QuestionnaireVersion.objects.filter(pk=version.pk).delete(),
            lambda: QuestionnaireVersion.objects.create(
                questionnaire_id="phq-9", version="9", resource={}, checksum="", published=NOW
            ),
        ):
            with pytest.raises(DatabaseError, match="only an administrator"), transaction.atomic():
                write()
    with acting_as(bea.pk):
        assert Questionnaire.objects.filter(pk="wensen").update(title="Anders") == 1


def test_a_version_that_was_answered_is_closed_in_the_database_too(village, wishes):
    version = publish_now(wishes, usage=Usage(life_domain="health")).version
    with acting_as(village.fatma.pk):
        response = actions.start(village.family, version.questionnaire, by=village.fatma, at=NOW)
        actions.save_answer(
            response.pk, "wish", Given((), "Rust"), was=None, by=village.fatma, at=NOW
        )
    with pytest.raises(DatabaseError, match="has been answered"), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(resource={})


def test_nobody_is_asked_for_what_is_worked_out(village):
    found = resource(choice("q", 0, 1), total("t", "%resource.item.answer.ordinal().sum()"))
    version = publish_now(found, usage=Usage(life_domain="mental")).version
    with acting_as(village.fatma.pk):
        response = actions.start(village.family, version.questionnaire, by=village.fatma, at=NOW)
        with pytest.raises(NotAllowed, match="volgt uit de andere"):
            actions.save_answer(
                response.pk, "t", Given((), "7"), was=None, by=village.fatma, at=NOW
            )
