"""What people and the bot say to each other: one command, one file; COMMANDS is the table behind registration, menu and /help."""

from __future__ import annotations

from handlers import (
    access,
    addchannel,
    allow,
    backfill,
    cancel,
    channels,
    invite,
    latest,
    pause,
    removechannel,
    start,
    statement,
    status,
    stop,
    subscribe,
    summary,
    unsubscribe,
)
from handlers.desk import Command
from handlers.help import help_for

__all__ = ["COMMANDS"]

COMMANDS: tuple[Command, ...] = (
    Command("latest", latest.run),
    Command("summary", summary.run),
    Command("statement", statement.run),
    Command("subscribe", subscribe.run),
    Command("unsubscribe", unsubscribe.run),
    Command("stop", stop.run),
    Command("cancel", cancel.run),
    Command("start", start.run),
    Command("help", help_for(lambda: COMMANDS)),
    Command("status", status.run, admin=True),
    Command("access", access.run, admin=True),
    Command("allow", allow.allow, admin=True),
    Command("disallow", allow.disallow, admin=True),
    Command("invite", invite.run, admin=True),
    Command("channels", channels.run, admin=True, slow=True),
    Command("addchannel", addchannel.run, admin=True, slow=True),
    Command("backfill", backfill.run, admin=True),
    Command("removechannel", removechannel.run, admin=True),
    Command("pause", pause.pause, admin=True),
    Command("resume", pause.resume, admin=True),
)
