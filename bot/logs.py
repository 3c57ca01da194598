"""Logs for people (one coloured line) or for machines (JSON lines), on standard error."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

from bot.settings import Settings


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Blots out the token's secret half: errors of the network quote the address, which holds it."""

    def __init__(self, *, secret: str, **ways: Any) -> None:
        super().__init__(**ways)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._secret, "…")


def configure(settings: Settings) -> None:
    """Send our own and the libraries' log lines to standard error, in the format and from the level that are set."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    # Tracebacks stay plain: the pretty ones print local variables, the token among them.
    rendering: list[structlog.types.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if settings.log_format == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback),
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Discreet(
            secret=settings.telegram_token.get_secret_value().rpartition(":")[2],
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
