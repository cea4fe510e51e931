"""VK's interface: a search of news. Refusals come with status 200 and a number."""

from urllib.parse import parse_qs

from loopback import Asked
from speaking import Speaker, answer

from collectors.platforms.vk import PLATFORM


def place(asked: Asked) -> int:
    """Tell the page from the form that the client posts."""
    return int(parse_qs(asked.body.decode()).get("start_from", ["p0"])[0].removeprefix("p"))


def refused(code: int) -> dict[str, object]:
    """Give an error of VK."""
    return {"error": {"error_code": code, "error_msg": "no"}}


SPEAKER = Speaker(
    platform=PLATFORM,
    kind="search",
    targets=lambda count: ("harbour",),
    place=place,
    page=lambda samples, at, following: answer(
        {
            "response": {
                "count": 1000,
                "items": [
                    {"id": one.number, "owner_id": -5, "from_id": -5, "date": one.at // 1000, "text": one.text}
                    for one in samples
                ],
                "profiles": [],
                "groups": [{"id": 5, "name": "Port", "screen_name": "port"}],
                **({} if following is None else {"next_from": f"p{following}"}),
            }
        }
    ),
    post_id=lambda sample: f"vk:-5_{sample.number}",
    secrets={"VK_TOKEN": "planted-vk-secret"},
    limited=lambda until: answer(refused(6)),
    limit_note="✓, names no moment",
    denied=answer(refused(5)),
)
