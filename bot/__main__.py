"""The command line: run, demo, check, login, import, extract, explain, evaluate, reread."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import re
import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import typer

from bot.clock import utcnow

cli = typer.Typer(
    help="Keeps a ledger of who says how many soldiers were sent, killed, wounded, captured or withdrawn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

NATION = re.compile(r"([A-Za-z]{2})?")

# Each command imports what it needs: `communique extract` must not wait for Telegram's library, nor `--help` for anything.


@cli.command()
def run() -> None:
    """Watch the channels and answer on Telegram, with the settings of the environment and .env."""
    import structlog

    from bot.app import ListenError, WrongTokenError, wire
    from bot.ending import stop_on_signals
    from bot.logs import catch_all, configure, configure_without_settings
    from bot.settings import SettingsError, load, wanted_form
    from store import StoreError

    def fail(form: str, words: str) -> NoReturn:
        if form == "json":  # whoever reads the log as JSON reads all of it so
            structlog.get_logger().critical(words)
            raise typer.Exit(2)
        _fail(words)

    try:
        settings = load()
    except SettingsError as error:
        form = wanted_form()
        if form == "json":
            configure_without_settings(form)
        fail(form, f"{error}\nSee .env.example for every setting.")
    configure(settings)
    catch_all()

    async def main() -> None:
        stop = asyncio.Event()
        stop_on_signals(stop)
        async with wire(settings) as app:
            await app.run(stop)

    try:
        asyncio.run(main())
        structlog.get_logger().info("stopped")
    except WrongTokenError:
        fail(
            settings.log_format,
            "Telegram does not know TELEGRAM_TOKEN. Ask @BotFather for it (/mybots → API Token) and set it anew.",
        )
    except ListenError as error:
        fail(settings.log_format, str(error))
    except StoreError as error:
        fail(settings.log_format, f"DATABASE_URL: {error}")
    except Exception:  # the log's traceback keeps quiet about the token; the interpreter's would quote it with an address
        structlog.get_logger().exception("the bot stopped")
        raise typer.Exit(1) from None


@cli.command()
def check() -> None:
    """See whether token, admins, database, Telegram and every channel work, and what to do where one does not."""
    from bot.check.command import run as look_at_all

    raise typer.Exit(0 if asyncio.run(look_at_all()) else 1)


@cli.command()
def login() -> None:
    """Log in with an account of Telegram's, for channels that only a member sees, or whose posts are to come within seconds."""
    from bot.login import LoginError, Terminal
    from bot.login import run as log_in
    from bot.settings import SettingsError, load_without_token

    try:
        asyncio.run(log_in(load_without_token(), Terminal()))
    except (SettingsError, LoginError) as error:
        _fail(str(error))
    except (KeyboardInterrupt, EOFError):
        _fail("\nStopped; nobody was logged in.", 130)


@cli.command()
def demo(
    say: Annotated[list[str] | None, typer.Option(help="Type this into the chat, then leave; may be given again.")] = None,
) -> None:
    """Try it: the real application over a bundled sample of posts, with this terminal in Telegram's place."""
    from bot.demo import demonstrate

    try:
        asyncio.run(demonstrate(tuple(say or ())))
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise typer.Exit(130) from None


@cli.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="result.json of Telegram Desktop's, its folder, or JSON lines of posts.")],
    channel: Annotated[str | None, typer.Option(help="Whose posts these are, @name; by their numeric id if left out.")] = None,
    owner: Annotated[str | None, typer.Option(help="Add the channel, paused: who speaks where a post names nobody else.")] = None,
    nation: Annotated[str | None, typer.Option(help="The nation of a channel that is added.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="How many processes read; as many as there are cores.")] = None,
) -> None:
    """Import the history of channels from files, beside a running bot if need be: nobody is alerted, twice changes nothing."""
    from bot.imports.command import UnknownChannelError
    from bot.imports.command import run as import_all
    from bot.imports.files import UnreadableError
    from bot.imports.running import WorkerError
    from bot.imports.workers import cores
    from bot.settings import SettingsError, load_without_token
    from store import StoreError

    if owner is not None and channel is None:
        raise typer.BadParameter("the channel to add is missing: --channel @name", param_hint="--owner")
    try:
        status, told = asyncio.run(import_all(load_without_token(), files, channel, owner, nation, jobs or cores()))
    except SettingsError as error:
        _fail(f"{error}\nSee .env.example for every setting.")
    except (UnreadableError, UnknownChannelError) as error:
        _fail(str(error))
    except (WorkerError, LookupError) as error:
        _fail(str(error), 1)
    except StoreError as error:
        _fail(f"DATABASE_URL: {error}")
    print("\n".join(told))
    if status:
        raise typer.Exit(status)


@cli.command()
def extract(
    file: Annotated[typer.FileBinaryRead | None, typer.Argument(help="JSON lines; standard input where it is left out.")] = None,
) -> None:
    """Read posts as JSON lines and write their statements as JSON lines; a broken line is reported and skipped."""
    from bot.extract import extract as statements_of
    from bot.extract.jsonl import answer, read_line

    if isinstance(sys.stdout, TextIOWrapper):  # JSON is UTF-8, whatever the terminal's letters are
        sys.stdout.reconfigure(encoding="utf-8")
    broken = 0
    source: BinaryIO = file or sys.stdin.buffer
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            key, post, channel = read_line(line.decode("utf-8-sig"))
            row = answer(key, statements_of(post, channel))
        except ValueError as error:
            broken += 1
            print(f"line {number}: {error}", file=sys.stderr)
        except Exception as error:  # one strange line, or a bug of the extractor's, must not lose the other posts
            broken += 1
            print(f"line {number}: cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        else:
            print(_json(row), flush=file is None)
    if broken:
        raise typer.Exit(1)


@cli.command()
def explain(
    text: Annotated[str, typer.Argument(help="The text of a post; - reads it from standard input.")],
    nation: Annotated[str, typer.Option(help="The channel's nation (ISO 3166): whose “we” and “the enemy” it is.")] = "UA",
    owner: Annotated[str, typer.Option(help="Who speaks where the text names nobody else.")] = "the channel's owner",
    date: Annotated[datetime | None, typer.Option(help="The post's date, UTC; now where it is left out.")] = None,
) -> None:
    """Show how a text is read: words with roles, statements with the rules that fired, and what was rejected and why."""
    from rich.console import Console

    from bot.extract import explain as explanation_of
    from bot.extract.explanation import lines
    from bot.model import Channel, Post

    if not NATION.fullmatch(nation):
        raise typer.BadParameter(f"{nation!r} is no code of two letters, such as UA.", param_hint="--nation")
    text = sys.stdin.read() if text == "-" else text
    when = utcnow() if date is None else date.replace(tzinfo=date.tzinfo or utcnow().tzinfo)
    channel = Channel(username="you", title="You", owner=owner, nation=nation.upper())
    try:
        told = list(lines(explanation_of(Post(1, when, text), channel)))
    except Exception as error:  # the first and the last days of the calendar have no day beside them
        _fail(f"cannot be read: {type(error).__name__}: {error}")
    console = Console(highlight=False, soft_wrap=True)
    for line in told:
        console.print(line)


@cli.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Gold files: posts with their statements.")],
    baseline: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Tell what each post gained and lost since this was saved.")
    ] = None,
    save: Annotated[Path | None, typer.Option(dir_okay=False, help="Keep the outcome of every post here, as a baseline.")] = None,
) -> None:
    """Score the extractor against gold files, by language and field, and against an earlier score post by post."""
    from bot.evaluate import GoldError, evaluate_files
    from bot.evaluate.baseline import BaselineError, read_baseline, write_baseline
    from bot.evaluate.comparison import compare

    try:
        before = read_baseline(baseline) if baseline else None
        report = evaluate_files(files)
    except BaselineError as error:
        _fail(str(error), 1)
    except GoldError as error:
        _fail(str(error))
    print(report.table())
    if before is not None:
        print(f"\n{compare(before, report.outcomes).table()}")
    if save is not None:
        try:
            write_baseline(save, report.outcomes)
        except OSError as error:
            _fail(f"{save} could not be written: {error.strerror}", 1)


@cli.command()
def reread(
    channel: Annotated[str | None, typer.Option(help="Only the posts of this channel, @name.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Only posts from this date on, UTC.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also the posts that this extractor has read already.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Tell what would change, and write nothing.")] = False,
) -> None:
    """Read the ledger's posts again after the extractor improved: no alerts, corrections stay, and a report of what changed."""
    from bot.reread import Scope
    from bot.reread.command import run as read_again
    from bot.settings import SettingsError, load_without_token
    from store import StoreError

    begin = None if since is None else since.replace(tzinfo=since.tzinfo or utcnow().tzinfo)
    scope = Scope(None if channel is None else channel.removeprefix("@"), begin, every)
    try:
        told = asyncio.run(read_again(load_without_token(), scope, dry_run=dry_run))
    except SettingsError as error:
        _fail(f"{error}\nSee .env.example for every setting.")
    except LookupError as error:
        _fail(str(error))
    except StoreError as error:
        _fail(f"DATABASE_URL: {error}")
    except KeyboardInterrupt:
        _fail("Stopped. What was read again so far is saved; the same command goes on from there.", 130)
    print("\n".join(told))


def _json(row: object) -> str:
    """One line of JSON; characters that are none (lone surrogates) cannot be printed and stay escaped."""
    written = json.dumps(row, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return written


def _fail(message: str, status: int = 2) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)


def main() -> None:
    """Run the command line; answers that find no room (a full disk) end it with a line and no traceback."""
    if sys.stdout is None:  # it was closed before the start
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open as long as the process lives)
    if isinstance(sys.stdout, TextIOWrapper):  # what an old terminal has no letter for is no reason to break
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        cli()
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
        print(f"The answer could not be written: {error.strerror}", file=sys.stderr)
        os._exit(1)  # an ordinary end would try to write the rest once more, and say so


if __name__ == "__main__":
    main()
