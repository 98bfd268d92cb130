"""Connections that are held for nothing, against a server of its own."""

import socket
import time

import pytest

from tests.service.operation.conftest import Served, Start

HEAD = b"POST /work HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
BODY = b'{"text": "x"}'


def request(body: bytes = BODY) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def closed_within(sock: socket.socket, seconds: float) -> bool:
    """Whether the other side ends a connection on which nothing more is sent."""
    sock.settimeout(seconds)
    try:
        while sock.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionResetError:
        return True
    return True


def drip(sock: socket.socket, data: bytes, *, every_s: float, for_s: float) -> bool:
    """Send byte after byte; returns whether the other side has ended it."""
    until = time.monotonic() + for_s
    try:
        for byte in data * 100:
            sock.sendall(bytes([byte]))
            time.sleep(every_s)
            if time.monotonic() > until:
                return False
    except OSError:
        return True
    return False


@pytest.fixture
def served(start: Start) -> Served:
    return start(KASIP_HEAD_S="0.4", KASIP_BODY_S="0.8", KASIP_CONNECTIONS="40")


def test_connection_that_sends_nothing_is_closed(served: Served) -> None:
    with served.connect() as sock:
        assert closed_within(sock, 5)


def test_head_that_drips_is_closed(served: Served) -> None:
    with served.connect() as sock:
        assert drip(sock, HEAD, every_s=0.05, for_s=5)


def test_next_head_on_the_same_connection_is_bounded_as_well(served: Served) -> None:
    with served.connect() as sock:
        sock.sendall(request())
        assert status(sock.recv(65_536)) == 200
        assert drip(sock, HEAD, every_s=0.05, for_s=5)


def test_head_without_end_is_refused(served: Served) -> None:
    with served.connect() as sock:
        sock.sendall(HEAD + b"X-Long: " + b"a" * 300_000)
        assert status(sock.recv(65_536)) == 431
        assert closed_within(sock, 5)


def test_body_that_drips_is_told_so_and_closed(served: Served) -> None:
    with served.connect() as sock:
        sock.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        drip(sock, b"x", every_s=0.05, for_s=1.2)
        assert status(sock.recv(65_536)) == 408
        assert closed_within(sock, 5)


def test_refused_body_may_go_on_until_the_caller_has_read_why(served: Served) -> None:
    body = b'{"text": "' + b"x" * 5_000_000 + b'"}'
    with served.connect() as sock:
        sock.sendall(request(body))
        assert status(sock.recv(65_536)) == 413
        sock.sendall(request())  # and the connection is good for another request
        assert status(sock.recv(65_536)) == 200


def test_refused_body_without_end_is_cut_off(served: Served) -> None:
    with served.connect() as sock:
        sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % 200_000 + b"x" * 200_000 + b"\r\n")
        assert status(sock.recv(65_536)) == 413
        assert drip(sock, b"1\r\nx\r\n", every_s=0.02, for_s=5)


def test_slow_callers_do_not_hold_up_the_others(served: Served) -> None:
    slow = [served.connect() for _ in range(30)]
    try:
        for number, sock in enumerate(slow):
            sock.sendall(HEAD[:40] if number % 2 else HEAD + b"Content-Length: 1000\r\n\r\n{")
        with served.client as client:
            client.get("/healthz")
            started = time.perf_counter()
            for _ in range(5):
                assert client.post("/work", json={"text": "x"}).status_code == 200
            assert time.perf_counter() - started < 1
    finally:
        for sock in slow:
            sock.close()


def test_connections_beyond_the_limit_are_closed_and_places_come_back(served: Served) -> None:
    crowd = [served.connect() for _ in range(45)]
    try:
        time.sleep(0.1)
        with served.connect() as late:
            assert closed_within(late, 0.2)
        time.sleep(1)  # those that sent nothing have been closed
        with served.client as client:
            assert client.get("/healthz").status_code == 200
    finally:
        for sock in crowd:
            sock.close()


def test_requests_in_a_row_without_waiting_are_answered_in_their_order(served: Served) -> None:
    with served.connect() as sock:
        sock.sendall(request() * 3)
        answers = b""
        while answers.count(b'"versions"') < 3:
            answers += sock.recv(65_536)
        assert answers.count(b"HTTP/1.1 200") == 3


def test_caller_who_leaves_in_the_middle_harms_nobody(served: Served) -> None:
    for _ in range(5):
        with served.connect() as sock:
            sock.sendall(HEAD + b"Content-Length: 1000\r\n\r\n{")
    with served.client as client:
        assert client.post("/work", json={"text": "x"}).status_code == 200
    assert served.stop() == 0
    assert '"crash"' not in served.log()
