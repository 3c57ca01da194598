"""Golden transcripts: whole talks, compared with what was read and found good.

To change them on purpose: delete the file under transcripts/, run, read it aloud, keep it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.desk import Desk
from tests.builders import Clock
from tests.handlers.conftest import ADMIN, in_trouble
from tests.handlers.talk import Talk, plain

FOLDER = Path(__file__).parent / "transcripts"


def check(name: str, talk: Talk) -> None:
    """Compare with the golden; a missing one is written and fails, so that somebody reads it."""
    path = FOLDER / f"{name}.txt"
    if not path.exists():
        path.write_text(talk.transcript, "utf-8")
        raise AssertionError(f"{path.name} was written: read it, then run again")
    assert talk.transcript == path.read_text("utf-8")


async def test_latest(talk: Talk) -> None:
    await talk.type("/latest")
    await talk.press("older ▶")
    await talk.press("◀ newer")
    await talk.press("Deployments")
    await talk.type("/latest killed north korea")
    await talk.press("Casualties")
    await talk.type("/latest втрати росія")
    await talk.type("/latest killed min 200 drnoe")
    await talk.type("/latest drnoe")
    await talk.type("/latest captured ukraine")
    await talk.type("/latest killed КНДР since 20 грудня")
    await talk.press("Casualties")
    await talk.type("/latest yesterday")
    await talk.type("/latest zelensky losses in kursk")
    check("latest", talk)


async def test_summary(talk: Talk) -> None:
    await talk.type("/summary")
    await talk.press("🇷🇺 Russia")
    await talk.type("/summary december 2024 killed north korea")
    await talk.type("/summary november 2024")
    await talk.type("/summary week")
    await talk.type("/summary north korea until 20 december")
    await talk.press("🇰🇵 North Korea")
    await talk.type("/summary drnoe")
    check("summary", talk)


async def test_one_statement(talk: Talk) -> None:
    await talk.type("/start s4")
    await talk.press("Details")
    await talk.type("s1")
    await talk.type("/statement s5")
    await talk.type("/statement")
    await talk.type("/statement s999")
    await talk.type("/start s99999999999999999999")
    await talk.type("/start nonsense")
    check("statement", talk)


async def test_alerts(talk: Talk) -> None:
    await talk.type("/unsubscribe")
    await talk.type("/subscribe killed or captured north korea min 100")
    await talk.type("/subscribe killed or captured north korea min 100")
    await talk.type("/subscribe")
    await talk.press("Undo")
    await talk.type("/subscribe deployments drnoe")
    await talk.press("Set it")
    await talk.type("/subscribe drnoe")
    await talk.type("/subscribe killed in kursk since yesterday")
    await talk.type("/latest russia")
    await talk.press("Alert me")
    await talk.type("/unsubscribe")
    await talk.press("Remove 2")
    await talk.type("/stop")
    await talk.press("Turn on again")
    await talk.type("/stop")
    await talk.type("/start")
    await talk.type("/unsubscribe")
    await talk.press("Remove all")
    check("alerts", talk)


async def test_the_first_talk(talk: Talk) -> None:
    await talk.type("/start")
    await talk.type("hello")
    await talk.type("killed north korea")
    await talk.press("Newest statements")
    await talk.type("вбиті північна корея за грудень")
    await talk.type("/nonsense")
    await talk.type("/help")
    await talk.type("/cancel")
    check("first", talk)


async def test_an_empty_ledger(empty: Talk) -> None:
    await empty.type("/latest")
    await empty.type("/summary")
    await empty.type("/start s1")
    check("empty", empty)


async def test_letting_people_in(listed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = iter(letter * 22 for letter in "TUVW")
    monkeypatch.setattr("handlers.invite.new_token", lambda: next(tokens))
    admin = Talk(listed, user=ADMIN, name="Taras")
    await admin.type("/access")
    await admin.type("/allow 7 Olena <Reuters>")
    await admin.press("Undo")
    await admin.press("Allow again")
    await admin.type("/allow")
    await admin.type("/allow olena")
    await admin.type(f"/allow {ADMIN}")
    await admin.type("/invite")
    await admin.type("/invite 5 30")
    await admin.press("Take back")
    await admin.press("Give back")
    await admin.type("/invite many")
    await admin.type("/invite 5 999")
    await admin.type("/access")
    await admin.press("Remove 1")
    await admin.type("/disallow 7")
    await admin.type("/disallow")
    check("access", admin)


async def test_a_stranger_is_told_once_and_let_in_by_a_link(listed: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.invite.new_token", lambda: "T" * 22)
    admin, olena = Talk(listed, user=ADMIN, name="Taras"), Talk(listed)
    await olena.type("/start in-" + "U" * 22)
    await olena.type("/latest")
    await olena.type("hello")
    clock.forward(days=1)
    await olena.type("/start")
    await admin.type("/invite 2")
    await olena.type("/start in-" + "T" * 22)
    await olena.type("/latest killed north korea")
    await olena.type("/start in-" + "T" * 22)
    await olena.type("/access")
    await admin.type("/disallow 7")
    olena.lines += ["… removed by an admin …", ""]
    clock.forward(days=1)
    await olena.type("/start in-" + "T" * 22)
    await olena.type("/unsubscribe")
    await admin.press("Give back link 1")
    await olena.type("/start in-" + "T" * 22)
    check("invited", olena)


async def test_groups_are_let_in(listed: Desk) -> None:
    admin = Talk(listed, user=ADMIN, name="Newsroom", chat=-5)
    olena = Talk(listed, name="Newsroom", chat=-5)
    await admin.type("/latest killed")
    await olena.type("/latest killed")
    assert plain(olena.shown.html).startswith("This bot answers those on its list only.")
    await admin.press("Allow this group")
    await olena.type("/summary killed north korea")
    assert "North Korea" in olena.shown.html
    await admin.type("/disallow")
    await admin.type("/allow")
    check("groups", admin)


async def test_strangers_are_refused(talk: Talk) -> None:
    for command in ("status", "channels", "addchannel @GeneralStaffZSU", "removechannel @president", "pause", "resume"):
        await talk.type(f"/{command}")
    await talk.send("removechannel:yes:1")
    await talk.send("addchannel:look:GeneralStaffZSU")
    await talk.type("/help")
    check("refused", talk)


async def test_the_status(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    await admin.type("/status")
    await in_trouble(full.store)
    await admin.type("/status")
    await admin.type("/summary killed north korea")
    await admin.type("/latest deployments")
    check("status", admin)


async def test_the_status_of_a_bot_that_watches_nothing(desk: Desk) -> None:
    admin = Talk(desk, user=ADMIN)
    await admin.type("/status")
    check("status-empty", admin)


async def test_adding_a_channel(admin: Talk) -> None:
    await admin.type("/addchannel")
    await admin.press("▶")
    await admin.press("◀")
    await admin.type("/addchannel https://t.me/s/GeneralStaffZSU")
    await admin.press("Change speaker")
    await admin.type("General Staff of Ukraine")
    await admin.press("Nation")
    await admin.type("Atlantis")
    await admin.type("Russia")
    await admin.press("Time zone")
    await admin.type("kyiv")
    await admin.press("Watch it")
    await admin.send("addchannel:watch:GeneralStaffZSU", "Watch it, again")
    await admin.type("/addchannel @GeneralStaffZSU")
    await admin.type("/addchannel @GeneralStafZSU")
    await admin.type("/addchannel not a channel")
    await admin.type("/channels")
    check("addchannel", admin)


async def test_a_channel_given_in_one_line(admin: Talk) -> None:
    await admin.type("/addchannel @GeneralStaffZSU | The Staff | Ukraine | Europe/London")
    await admin.press("Cancel")
    await admin.type("/addchannel @GeneralStaffZSU | The Staff | Atlantis")
    await admin.type("/addchannel @GeneralStaffZSU")
    await admin.press("Change speaker")
    await admin.type("/cancel")
    await admin.type("some words")
    check("addchannel-line", admin)


async def test_running_the_channels(full: Desk) -> None:
    admin = Talk(full, user=ADMIN)
    await admin.type("/pause")
    await admin.press("@kremlin · Kremlin Press Service")
    await admin.type("/pause @kremlin")
    await admin.type("/resume kremlin")
    await admin.type("/removechannel @kremlln")
    await admin.type("/removechannel @kremlin")
    await admin.press("Keep")
    await admin.type("/removechannel t.me/kremlin")
    await admin.press("Remove")
    await admin.send("removechannel:yes:3", "Remove, again")
    await admin.send("pause:99", "a button of last year")
    await admin.type("/latest killed north korea")
    await admin.type("/channels")
    check("channels", admin)


async def test_a_least_figure_that_is_left_out_is_asked_for(talk: Talk) -> None:
    await talk.type("/subscribe min")
    await talk.type("/subscribe killed north korea min")
    await talk.type("/latest min")
    await talk.type("/unsubscribe")
    check("min", talk)


async def test_the_pages_of_the_help(talk: Talk) -> None:
    await talk.type("/help readers")
    await talk.type("/help <nothing>")
    check("help", talk)


async def test_a_channel_that_is_watched_again_is_as_it_was(admin: Talk) -> None:
    await admin.type("/addchannel @GeneralStaffZSU | The Staff | Poland | Europe/London")
    await admin.press("Watch it")
    await admin.type("/removechannel @GeneralStaffZSU")
    await admin.press("Remove")
    await admin.press("Watch again")
    await admin.press("Watch it")
    await admin.type("/removechannel @GeneralStaffZSU")
    await admin.press("Remove")
    await admin.type("/addchannel @GeneralStaffZSU | | Ukraine")
    check("again", admin)


async def test_backfill(admin: Talk) -> None:
    await admin.type("/backfill")
    await admin.press("@kremlin · Kremlin Press Service")
    await admin.press("Read back 30 days")
    await admin.type("/backfill @kremlin 500")
    await admin.press("Stop")
    await admin.send("backfill:stop:3", "Stop, again")
    await admin.type("/backfill @president 1,500")
    await admin.press("Stop")
    await admin.type("/backfill t.me/president since 2024-10-01")
    await admin.press("Stop")
    await admin.type("/backfill president since november")
    await admin.press("Stop")
    for words in ("all", "everything"):
        await admin.type(f"/backfill @president {words}")
        await admin.press("Stop")
    for words in ("0", "-5", "since 2031", "drnoe", "killed", "99999999999999", "<b>"):
        await admin.type(f"/backfill @president {words}")
    await admin.type("/backfill @kremlln 5")
    await admin.send("backfill:go:d30:999", "a button of last year")
    await admin.send("backfill:go::1", "a broken button")
    await admin.send("backfill:go:x:1", "another")
    await admin.send("backfill:stop:4", "Stop what never ran")
    check("backfill", admin)
