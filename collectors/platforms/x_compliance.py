"""Batch compliance of X, a step a call: a job is made, its ids are sent, its result is fetched when it is ready.

cursor   None -> `made ID` -> `sent ID` -> the result: a line for each id that was deleted, suspended or edited

The addresses that a job comes with are keys of a kind: they are asked for at each step and kept nowhere.
"""

from collections.abc import Callable
from typing import Any

from collectors.platforms.base import Access, Clock, Page, Refused, TryLater, knowing
from collectors.wire import Answer, json_of, judge, reaching

_POLL = 30_000
Answering = Callable[[Callable[[], Any]], Answer]


def step(client: Any, answered: Answering, access: Access, type: str, ids: str, cursor: str | None) -> Page:
    """Take a job one step on; TryLater while X works on it."""
    if cursor is None:
        job = _job(answered(lambda: client.create_compliance_job(type, name="whence")))
        return Page(body=b"", format="twitter_v2", cursor=f"made {job['id']}", source="X compliance")
    state, _, number = cursor.partition(" ")
    job = _job(answered(lambda: client.get_compliance_job(number)))
    if state == "made":
        numbers = "\n".join(one.removeprefix("x:") for one in ids.split())
        _sent(client.session, access.clock, job["upload_url"], numbers.encode())
        return Page(body=b"", format="twitter_v2", cursor=f"sent {number}", source="X compliance")
    if job["status"] in ("failed", "expired"):
        raise Refused(f"the compliance job {number} of X has {job['status']}. Ask again")
    if job["status"] != "complete":
        raise TryLater("X is still working on the compliance job", access.clock() + _POLL)
    body = _result(client.session, access.clock, job["download_url"])
    return Page(body=body, format="twitter_v2", more=False, source="X compliance")


def _job(answer: Answer) -> dict[str, Any]:
    found = json_of("X", answer)
    with knowing(b"{}"):
        job = dict(found["data"])
        job["id"], job["status"]
        return job


def _sent(session: Any, clock: Clock, address: str, data: bytes) -> None:
    with reaching("X"):
        session.put(address, data=data, headers={"Content-Type": "text/plain"})
    judge("X", session.get_adapter(address).last, clock)


def _result(session: Any, clock: Clock, address: str) -> bytes:
    with reaching("X"):
        session.get(address)
    answer = session.get_adapter(address).last
    judge("X", answer, clock)
    return bytes(answer.body)
