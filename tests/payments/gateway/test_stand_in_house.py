"""The stand-in stays on its machine, obeys its control door, and remembers when told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.loopback import NotLoopbackError
from parking.payments.gateway.protocol import CreatePayment, PayState
from parking.payments.gateway.stand_in.app import create_stand_in
from parking.payments.gateway.stand_in.faults import Answer, Faults
from parking.payments.gateway.stand_in.serve import Served, serve_in_thread
from parking.payments.gateway.stand_in.settings import StandInSettings
from tests.payments.gateway.conftest import KEY, SECRET, Payer

Ask = Callable[..., CreatePayment]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "pay.example.org"])  # noqa: S104
def test_it_binds_nowhere_but_here(host: str) -> None:
    settings = StandInSettings(api_key=KEY, webhook_secret=SECRET)
    with pytest.raises(NotLoopbackError), serve_in_thread(settings, host=host):
        pass


@pytest.mark.parametrize("url", ["https://council.example/hook", "http://192.0.2.1/hook", "file:///etc"])
def test_it_tells_nobody_elsewhere(url: str) -> None:
    with pytest.raises(NotLoopbackError):
        StandInSettings(api_key=KEY, webhook_secret=SECRET, webhook_url=url)


def test_it_answers_nobody_elsewhere() -> None:
    door = create_stand_in(StandInSettings(api_key=KEY, webhook_secret=SECRET)).test_client()
    assert door.get("/secure/x", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 403
    assert door.get("/secure/x", headers={"Host": "rebound.example"}).status_code == 403


def test_its_secrets_stand_in_no_description_of_it() -> None:
    told = repr(StandInSettings(api_key=KEY, webhook_secret=SECRET))
    assert KEY not in told
    assert SECRET not in told


def test_the_control_door_switches_faults_on_and_off(served: Served) -> None:
    def control(faults: dict[str, object], path: str = "") -> int:
        return requests.post(f"{served.url}/control{path}", json=faults, timeout=5).status_code

    assert control({"answer": "late", "seconds": 2, "times": 1, "webhooks": "lost"}) == 200
    assert served.stand_in.faults.of(None).answer is Answer.LATE
    assert control({"answer": "explode"}) == 422
    assert control({"answers": "late"}) == 422
    assert control({}) == 200
    assert served.stand_in.faults.of(None) == Faults()
    assert control({}, "/payments/nothing") == 404


def test_the_control_door_takes_no_plain_form(served: Served) -> None:
    """A page of another site can post a form to this machine, but not JSON."""
    assert requests.post(f"{served.url}/control", data={"answer": "down"}, timeout=5).status_code == 415


def test_the_control_door_can_let_one_payment_run_out_of_time(
    served: Served, client: GovukPay, ask: Ask
) -> None:
    made, other = client.create(ask("intent-1")), client.create(ask("intent-2"))
    requests.post(f"{served.url}/control/payments/{made.id}/expire", json={}, timeout=5)
    assert client.get(made.id).code == "P0020"
    assert client.get(other.id).state is PayState.CREATED


def test_with_a_file_it_remembers_payments_keys_and_refunds(tmp_path: Path, payer: Payer, ask: Ask) -> None:
    settings = StandInSettings(api_key=KEY, webhook_secret=SECRET, kept_in=tmp_path / "pay" / "stand_in.json")
    with serve_in_thread(settings) as before:
        client = GovukPay(base_url=before.url, api_key=KEY)
        paid, waiting = client.create(ask("intent-1")), client.create(ask("intent-2"))
        payer.pays(paid)
        client.refund(paid.id, paid.amount, paid.amount)

    with serve_in_thread(settings) as after:
        client = GovukPay(base_url=after.url, api_key=KEY)
        assert client.get(paid.id).state is PayState.SUCCESS
        assert [one.amount for one in client.refunds(paid.id)] == [paid.amount]
        assert client.create(ask("intent-2")).id == waiting.id
        token = str(waiting.next_url).rsplit("/", 1)[1]
        assert payer.browser.get(f"{after.url}/secure/{token}", timeout=5).status_code == 200


def test_ipv6_loopback_is_here_too(ask: Ask) -> None:
    settings = StandInSettings(api_key=KEY, webhook_secret=SECRET)
    try:
        with serve_in_thread(settings, host="::1") as up:
            assert GovukPay(base_url=up.url, api_key=KEY).create(ask()).state is PayState.CREATED
    except OSError:
        pytest.skip("this machine has no IPv6")
