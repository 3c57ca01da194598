"""A desk over a real ledger: three channels and the statements of a few December days."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.changes import JOIN_WITHIN, claim_key
from bot.model import (
    Alert,
    AlertKind,
    Basis,
    Change,
    ChangeKind,
    Channel,
    ChannelState,
    Event,
    Post,
    Reading,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Window,
    replace,
)
from bot.settings import load
from bot.sources.web_preview import WebPreview
from bot.texts import Texts
from handlers.desk import Desk
from store import Store
from tests.builders import START, ZELENSKY, Clock, a_channel, a_statement
from tests.handlers.talk import Talk
from tests.sources.server import PreviewServer, SampleChannel

ADMIN = 1
PRESIDENT = a_channel("president", reader="web", title="President of Ukraine")
YONHAP = a_channel("yonhap", reader="web", title="Yonhap", owner="Yonhap News Agency", nation="KR", zone="Asia/Seoul")
KREMLIN = a_channel("kremlin", reader="web", title="Kremlin", owner="Kremlin Press Service", nation="RU", zone="Europe/Moscow")
STAFF = a_channel("staff", reader="web", title="General Staff", owner="General Staff")
NIS = Speaker("nis", "National Intelligence Service", SpeakerKind.INSTITUTION, "KR")
JOINT_CHIEFS = Speaker("jcs", "Joint Chiefs of Staff", SpeakerKind.INSTITUTION, "KR")
PRESS = Speaker("kremlin", "Kremlin Press Service", SpeakerKind.INSTITUTION, "RU")
GENERAL_STAFF = Speaker("gs-ua", "General Staff", SpeakerKind.INSTITUTION, "UA")
Said = list[tuple[Speaker, dict[str, Any]]]


def _statement(text: str, speaker: Speaker, fields: dict[str, Any]) -> Statement:
    words = fields.pop("words")
    plain: dict[str, Any] = {"hedge": None, "stance": Stance.ASSERTED, "basis": None, "place": "Kursk Oblast"}
    start = text.index(words)
    return a_statement(
        **{**plain, "speaker": speaker.name, "evidence": words, "start": start, "end": start + len(words), **fields}
    )


async def post(store: Store, channel: Channel, number: int, at: datetime, text: str, said: Said) -> None:
    """Write a post with its statements into the ledger, as a reader's batch would be."""
    async with store.writing() as ledger:
        known = await ledger.channels.by_name(channel.username) or await ledger.channels.add(channel)
        a_post = Post(number, at, text)
        pairs = [(speaker, _statement(text, speaker, dict(fields))) for speaker, fields in said]
        changes = [
            Change(ChangeKind.NEW, number, None, statement, speaker, claim_key(statement, speaker, a_post))
            for speaker, statement in pairs
        ]
        reading = Reading(a_post, tuple(statement for _, statement in pairs), extractor=1)
        await ledger.save(known, [reading], changes, "web", START, JOIN_WITHIN)


PRESIDENT_TEXT = (
    "Зараз, за попередніми даними, кількість убитих та поранених північнокорейських військових на Курщині "
    "перевищує вже 3000 осіб."
)
NIS_TEXT = "국가정보원은 러시아에 파병된 북한군 가운데 최소 100여 명의 사망자가 발생했으며 부상자는 1천여 명에 달한다고 밝혔다."
JCS_TEXT = "합동참모본부는 북한군 사상자를 1천100여 명으로 추정했다."
KREMLIN_TEXT = "Сообщения о гибели 300 военнослужащих КНДР не соответствуют действительности."


async def fill(store: Store) -> None:
    """The story of December 2024, from s1 to s9."""
    day = timedelta(days=1)
    killed = {"event": Event.KILLED, "low": 100, "words": "최소 100여 명의 사망자가 발생했으며", "via": ("Lee Seong-kweun",)}
    wounded = {
        "event": Event.WOUNDED,
        "low": 1000,
        "high": 1000,
        "approx": True,
        "words": "부상자는 1천여 명에 달한다",
        "via": ("Lee Seong-kweun",),
    }
    for word in (killed, wounded):
        word["place"] = "Russia"
    await post(store, YONHAP, 104, START - 4 * day, NIS_TEXT, [(NIS, killed), (NIS, wounded)])
    chiefs = {
        "event": Event.CASUALTIES,
        "low": 1100,
        "stance": Stance.HEDGED,
        "hedge": "추정",
        "words": "북한군 사상자를 1천100여 명으로 추정했다",
    }
    await post(store, YONHAP, 108, START - timedelta(hours=9), JCS_TEXT, [(JOINT_CHIEFS, chiefs)])
    total = {
        "low": 3000,
        "basis": Basis.TOTAL,
        "stance": Stance.HEDGED,
        "hedge": "за попередніми даними",
        "words": PRESIDENT_TEXT,
    }
    await post(store, PRESIDENT, 118, START - timedelta(hours=2, minutes=20), PRESIDENT_TEXT, [(ZELENSKY, total)])
    denied = {"event": Event.KILLED, "low": 300, "high": 300, "stance": Stance.DENIED, "words": KREMLIN_TEXT}
    await post(store, KREMLIN, 12, START - timedelta(hours=1), KREMLIN_TEXT, [(PRESS, denied)])
    window = Window(date(2024, 12, 22), date(2024, 12, 23))
    table = "Загальні втрати противника: близько 773620 (+1560) осіб"
    losses: dict[str, Any] = {"force": "RU", "place": None, "words": table}
    total_ru = {**losses, "low": 773620, "high": 773620, "approx": True, "basis": Basis.TOTAL}
    day_ru = {**losses, "low": 1560, "high": 1560, "basis": Basis.PERIOD, "when": window}
    await post(store, STAFF, 55, START - timedelta(hours=12), table, [(GENERAL_STAFF, total_ru), (GENERAL_STAFF, day_ru)])
    sent = "Росія вже залучила близько 12 тисяч військових КНДР. Нових військ Пхеньян може надіслати більше."
    first = {"event": Event.DEPLOYED, "low": 12000, "high": 12000, "approx": True, "words": sent[:51]}
    more = {"event": Event.PLANNED, "low": None, "stance": Stance.HEDGED, "hedge": "може", "words": sent[53:95]}
    await post(store, PRESIDENT, 120, START - timedelta(minutes=30), sent, [(ZELENSKY, first), (ZELENSKY, more)])
    async with store.writing() as ledger:
        for channel in await ledger.channels.all():
            read = Channel(
                **{**_fields(channel), "state": ChannelState.READING, "last_read_at": START, "state_since": START - day}
            )
            await ledger.channels.update(read)


async def in_trouble(store: Store) -> None:
    """What may go wrong: a preview switched off, a channel that stopped, one paused, one new, posts and alerts that wait."""
    hour = timedelta(hours=1)
    off = "@kremlin shows no public preview: its owner or Telegram switched the preview off. Read it as a member (/help readers)."
    async with store.writing() as ledger:
        yonhap, president, kremlin, staff = await ledger.channels.all()
        await ledger.channels.update(replace(president, last_read_at=START - 4 * hour))
        unread = replace(kremlin, state=ChannelState.PREVIEW_OFF, state_reason=off, state_since=START - 2 * hour)
        await ledger.channels.update(replace(unread, last_read_at=START - 30 * hour))
        await ledger.channels.update(replace(staff, state=ChannelState.PAUSED, state_since=START - hour))
        await ledger.channels.add(replace(STAFF, username="added", state_since=START))
        picture = Reading(Post(121, START - hour, "", picture_only=True), extractor=1)
        broken = Reading(Post(122, START - hour, "…"), error="ValueError: no", extractor=1)
        await ledger.save(yonhap, [picture, broken], [], "web", START, JOIN_WITHIN)
        for number in (1, 3):
            await ledger.outbox.add([Alert(7, AlertKind.NEW, (number,), (number,), START)])


def _fields(channel: Channel) -> dict[str, Any]:
    return {name: getattr(channel, name) for name in channel.__dataclass_fields__}


@pytest.fixture
def server() -> PreviewServer:
    """Previews in the network's place: a general staff's channel of three posts."""
    posts = {
        201: "Добрий ранок, Україно!",
        202: "Загальні втрати противника: близько 774 000 осіб.",
        203: "Слава Україні!",
    }
    staff = SampleChannel(telegram_id=1500000203, title="Генеральний штаб ЗСУ", posts=posts)
    return PreviewServer(channels={"GeneralStaffZSU": staff})


@pytest.fixture
async def desk(store: Store, clock: Clock, server: PreviewServer) -> AsyncIterator[Desk]:
    """The desk over an empty ledger; user 1 is an admin."""
    settings = load(_env_file=None, telegram_token="1000000000:of-a-bot-that-exists-in-tests-only", admin_ids=(ADMIN,))
    async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
        web = WebPreview(client, clock=server.clock, sleep=server.clock.sleep)
        yield Desk(store=store, settings=settings, texts=Texts.load(), clock=clock, readers={"web": web}, version="1.2.3")


@pytest.fixture
async def full(desk: Desk) -> Desk:
    """The desk over the ledger of the story."""
    await fill(desk.store)
    return desk


@pytest.fixture
def listed(full: Desk) -> Desk:
    """The same desk, open only to those on the list."""
    return replace(full, settings=full.settings.model_copy(update={"access": "listed"}))


@pytest.fixture
def talk(full: Desk) -> Talk:
    """Anybody's chat."""
    return Talk(full)


@pytest.fixture
def admin(full: Desk) -> Talk:
    """An admin's chat."""
    return Talk(full, user=ADMIN)


@pytest.fixture
def empty(desk: Desk) -> Talk:
    """Anybody's chat over an empty ledger."""
    return Talk(desk)
