"""Every way Pay can fail to answer has its own name, and none costs a second payment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from parking.payments.gateway.errors import (
    PayAnswerUnreadableError,
    PayError,
    PaymentNotWellFormedError,
    PayThrottledError,
    PayUnavailableError,
)
from parking.payments.gateway.govuk_pay import GovukPay
from parking.payments.gateway.protocol import CreatePayment
from parking.payments.gateway.stand_in.faults import Answer, Faults
from parking.payments.gateway.stand_in.serve import Served

Ask = Callable[..., CreatePayment]


@pytest.mark.parametrize(
    ("answer", "error", "made"),
    [
        (Answer.ERROR_BEFORE, PayUnavailableError, 0),
        (Answer.ERROR_AFTER, PayUnavailableError, 1),
        (Answer.HANG, PayUnavailableError, 0),
        (Answer.LATE, PayUnavailableError, 1),
        (Answer.DOWN, PayUnavailableError, 0),
        (Answer.THROTTLED, PayThrottledError, 0),
        (Answer.GARBLED, PayAnswerUnreadableError, 1),
    ],
)
def test_a_create_that_failed_is_sent_again_with_its_key_and_makes_one_payment(
    client: GovukPay, served: Served, ask: Ask, answer: Answer, error: type[PayError], made: int
) -> None:
    served.stand_in.faults.switch(Faults(answer=answer, seconds=2, times=1))
    with pytest.raises(error):
        client.create(ask("intent-1"))
    assert len(served.stand_in.book.all()) == made

    again = client.create(ask("intent-1"))
    assert [one.payment_id for one in served.stand_in.book.all()] == [again.id]


def test_a_fault_of_one_payment_leaves_the_others_alone(client: GovukPay, served: Served, ask: Ask) -> None:
    ill, well = client.create(ask("intent-1")), client.create(ask("intent-2"))
    served.stand_in.faults.switch(Faults(answer=Answer.ERROR_BEFORE), ill.id)
    with pytest.raises(PayUnavailableError):
        client.get(ill.id)
    assert client.get(well.id).id == well.id


def test_a_server_that_is_not_there_is_unavailable(ask: Ask) -> None:
    with pytest.raises(PayUnavailableError) as gone:
        GovukPay(base_url="http://127.0.0.1:9", api_key="api_live_secret").create(ask())
    assert gone.value.__cause__ is None
    assert gone.value.__context__ is None


@contextmanager
def answering(status: int, body: str, **headers: str) -> Iterator[str]:
    """Serve one and the same answer to everything."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body.encode())), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


GOOD = (
    '{"payment_id": "PAYMENT", "amount": 3500, "reference": "RU1",'
    ' "created_date": "2026-03-03T14:05:00.000Z", "state": {"status": "created", "finished": false},'
    ' "_links": {"next_url": {"href": "https://pay.example/s/1"}}}'
)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, ""),
        (200, "[]"),
        (200, "[" * 100_000),
        (200, "{}"),
        (200, "\udcff".encode("utf-8", "surrogateescape").decode("latin-1")),
        (200, GOOD.replace("PAYMENT", "another")),
        (200, GOOD.replace("3500", "35.00")),
        (200, GOOD.replace("3500", '"3500"')),
        (200, GOOD.replace("3500", "-3500")),
        (200, GOOD.replace('"created",', '"posted",')),
        (200, GOOD.replace("false", '"no"')),
        (200, GOOD.replace("https://pay.example", "javascript:alert")),
        (302, GOOD),
        (403, "<html>The council's proxy says no</html>"),
        (404, '{"error": "Not found"}'),
    ],
)
def test_an_answer_pay_never_promised_is_unreadable(status: int, body: str) -> None:
    answer = answering(status, body, Location="http://127.0.0.1:9/elsewhere")
    with answer as url, pytest.raises(PayAnswerUnreadableError):
        GovukPay(base_url=url, api_key="k").get("PAYMENT")


def test_what_pay_adds_later_is_passed_over() -> None:
    with answering(200, GOOD.replace('{"payment_id"', '{"new_thing": {"a": 1}, "payment_id"')) as url:
        assert GovukPay(base_url=url, api_key="k").get("PAYMENT").reference == "RU1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"pence": 0},
        {"pence": 10_000_001},
        {"reference": ""},
        {"reference": "RU<1>"},
        {"reference": "R" * 256},
        {"description": '<"|">'},
        {"return_url": "http://council.example/back"},
        {"return_url": "javascript:alert(1)"},
        {"key": "two words"},
        {"metadata": {"pcn": "1", "PCN": "2"}},
        {"metadata": {f"key{number}": number for number in range(16)}},
        {"metadata": {"pcn": "1" * 101}},
    ],
)
def test_what_pay_would_refuse_is_never_sent(ask: Ask, wrong: dict[str, object]) -> None:
    with pytest.raises(PaymentNotWellFormedError):
        ask(**wrong)


@pytest.mark.parametrize("payment_id", ["", "..", "a/b", "a?b", "é"])
def test_an_id_that_would_change_the_address_is_never_sent(payment_id: str) -> None:
    with pytest.raises(PaymentNotWellFormedError):
        GovukPay(base_url="http://127.0.0.1:9", api_key="k").get(payment_id)
