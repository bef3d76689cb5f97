"""Sending a file, looking at it and bringing it in, as Petra does."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duizend.core.rls import acting_as
from duizend.exchange import actions
from duizend.exchange.rules.plans import Wishes
from tests.people import NOW

BEGIN = reverse("exchange:begin")
AS_IT_IS = Wishes()


def send(petras, content, name="lijst.csv", **more):
    file = SimpleUploadedFile(name, content)
    return petras.post(BEGIN, {"entry": uuid.uuid4(), "file": file, **more})


def looked_at(petras, content, **more):
    answer = send(petras, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url, petras.get(answer.url)


def bring_in(petras, url, fingerprint=None):
    if fingerprint is None:
        fingerprint = petras.get(url).context["plan"].fingerprint
    return petras.post(f"{url}invoeren/", {"fingerprint": fingerprint})


def kept(by, content, wishes=AS_IT_IS, at=NOW):
    with acting_as(by.pk):
        return actions.keep(uuid.uuid4(), content, "lijst.csv", wishes, by=by, at=at)


def done(by, content, wishes=AS_IT_IS, at=NOW):
    file = kept(by, content, wishes, at)
    with acting_as(by.pk):
        return actions.bring_in(file, actions.outlook(file, at=at).fingerprint, by=by, at=at)
