"""Logs for people (one coloured line) or for machines (JSON lines), on standard error."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any

import structlog

from bot.settings import Settings


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Blots out the token's secret half: errors of the network quote the address, which holds it."""

    def __init__(self, *, secret: str, **ways: Any) -> None:
        super().__init__(**ways)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        told = super().format(record)
        return told.replace(self._secret, "…") if self._secret else told


def configure(settings: Settings) -> None:
    """Send our own and the libraries' log lines to standard error, in the format and from the level that are set.

    Warnings and errors that nobody catches, in whatever thread, are lines as all others are.
    """
    secret = settings.telegram_token.get_secret_value().rpartition(":")[2]
    _configure(logging.getLevelNamesMapping()[settings.log_level.upper()], settings.log_format, secret)


def catch_all() -> None:
    """Have warnings, and errors that nobody catches, logged: for a process that is ours as a whole."""
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _in_thread


def configure_without_settings(form: str) -> None:
    """Send lines to standard error in this format, where there are no settings and the log has to say why."""
    _configure(logging.INFO, form, "")


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    structlog.get_logger().critical("the program broke", exc_info=(kind, error, trace))


def _unraisable(broken: Any) -> None:
    error = (broken.exc_type, broken.exc_value, broken.exc_traceback)
    structlog.get_logger().error(broken.err_msg or "an error was ignored", exc_info=error)


def _in_thread(broken: Any) -> None:
    if broken.exc_type is not SystemExit:
        error = (broken.exc_type, broken.exc_value, broken.exc_traceback)
        structlog.get_logger().error("a thread broke", exc_info=error)


def _configure(level: int, form: str, secret: str) -> None:
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Tracebacks stay plain: the pretty ones print local variables, the token among them.
    rendering: list[structlog.types.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Discreet(
            secret=secret,
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # These log every request at info, with the token in the address.
    for chatty in ("httpx", "httpcore", "telegram", "apscheduler", "aiosqlite", "alembic"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    if level > logging.DEBUG:
        # Polling that broke and answers that are no JSON: the bot tells of them in a line, these in a screenful of traceback.
        for wordy in ("telegram.ext", "telegram.request"):
            logging.getLogger(wordy).setLevel(logging.CRITICAL)
        logging.getLogger("telegram.ext.Application").setLevel(max(level, logging.WARNING))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
