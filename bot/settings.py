"""The settings: one class, read from the environment or `.env`, built on the command line and passed on as a value."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import httpx
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Words = Annotated[tuple[str, ...], NoDecode]
Numbers = Annotated[tuple[int, ...], NoDecode]
PORTS = range(1, 1 << 16)


class Settings(BaseSettings):
    """What an operator may set; each field's description and first example are what README and errors show."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True, frozen=True
    )

    telegram_token: SecretStr = Field(
        description="The bot's token, from @BotFather. Needed by `run`.",
        examples=["123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawA"],
    )
    admin_ids: Numbers = Field(
        default=(),
        description="Telegram's numeric ids of the people who may configure channels, divided by commas.",
        examples=["123456789,987654321"],
    )
    access: Literal["open", "listed"] = Field(
        default="open",
        description="Who may use the bot: everyone, or only admins and whom they let in (/allow, /invite).",
        examples=["listed"],
    )
    database_url: str = Field(
        default="sqlite+aiosqlite:///communique.sqlite3",
        description="Where the ledger is kept.",
        examples=[
            "sqlite+aiosqlite:////var/lib/communique/ledger.sqlite3",
            "postgresql+asyncpg://communique:password@localhost/communique",
        ],
    )
    preview_hosts: Words = Field(
        default=("https://t.me", "https://telegram.me"),
        description="Where public previews are read; the next one is tried when the first cannot be reached.",
        examples=["https://t.me,https://telegram.me"],
    )
    telegram_api: str = Field(
        default="https://api.telegram.org",
        description="Telegram's Bot API, or a server of your own that speaks it.",
        examples=["http://localhost:8081"],
    )
    webhook_url: str = Field(
        default="",
        description="Where Telegram sends messages, an https address that leads to WEBHOOK_LISTEN; if empty, they are asked for.",
        examples=["https://bot.example.org/telegram"],
    )
    webhook_listen: str = Field(
        default="127.0.0.1:8080",
        description="Address and port at which messages for WEBHOOK_URL are taken, behind a proxy that speaks https.",
        examples=["0.0.0.0:8080"],
    )
    mtproto_api_id: str = Field(
        default="",
        description="For reading with an account of Telegram's: the number of your application, from https://my.telegram.org.",
        examples=["1234567"],
    )
    mtproto_api_hash: SecretStr = Field(
        default=SecretStr(""),
        validate_default=True,
        description="The secret of the same application.",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    mtproto_session: str = Field(
        default="communique.session",
        description="The file in which `communique login` keeps the account's session; whoever has it is logged in.",
        examples=["/var/lib/communique/communique.session"],
    )
    poll_floor: int = Field(
        default=60, ge=1, le=3600, description="Seconds between two looks at a busy channel.", examples=["60"]
    )
    poll_ceiling: int = Field(
        default=1800, ge=1, le=86400, description="Seconds between two looks at a quiet channel.", examples=["1800"]
    )
    keep_fetched_days: int = Field(
        default=90,
        ge=1,
        le=36500,
        description="Days that a compressed copy of what each version of a post was read from is kept, as proof of edits.",
        examples=["90"],
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least important line worth logging.", examples=["info"]
    )
    log_format: Literal["human", "json"] = Field(
        default="human", description="Logs for people or for machines.", examples=["json"]
    )

    @field_validator("admin_ids", "preview_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("access", "log_level", "log_format", mode="before")
    @classmethod
    def _small(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"\d{3,20}:[A-Za-z0-9_-]{20,80}", value.get_secret_value()):
            raise ValueError("a token is a number, a colon and some 35 letters and digits")
        return value

    @field_validator("admin_ids")
    @classmethod
    def _people(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if any(number <= 0 for number in value):
            raise ValueError("a person's id is greater than 0; what begins with - is a group or a channel")
        return value

    @field_validator("database_url")
    @classmethod
    def _ledger(cls, value: str) -> str:
        if not re.fullmatch(r"sqlite\+aiosqlite:///.+|postgresql\+asyncpg://.*/.+", value):
            raise ValueError(
                "it starts with sqlite+aiosqlite:/// and goes on with a file, or with postgresql+asyncpg:// and a database"
            )
        return value

    @field_validator("preview_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("at least one host is needed")
        return tuple(_host(host) for host in value)

    @field_validator("telegram_api")
    @classmethod
    def _api(cls, value: str) -> str:
        return _host(value)

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str, info: ValidationInfo) -> str:
        official = info.data.get("telegram_api") == cls.model_fields["telegram_api"].default
        if value and not re.fullmatch(r"https://[^/\s]+(/\S*)?" if official else r"https?://[^/\s]+(/\S*)?", value):
            raise ValueError("Telegram sends messages to an address that starts with https://")
        return value

    @field_validator("webhook_listen")
    @classmethod
    def _listen(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or int(port) not in PORTS:
            raise ValueError("it is an address of this machine, a colon and a port from 1 to 65535")
        return value

    @field_validator("mtproto_api_id")
    @classmethod
    def _application(cls, value: str) -> str:
        if value and not re.fullmatch(r"[1-9][0-9]{0,9}", value):
            raise ValueError("it is a number")
        return value

    @field_validator("mtproto_api_hash")
    @classmethod
    def _application_secret(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        secret, number = value.get_secret_value(), info.data.get("mtproto_api_id", "")
        if secret and not re.fullmatch(r"[0-9a-fA-F]{32}", secret):
            raise ValueError("it is 32 digits and letters from a to f")
        if bool(secret) != bool(number) and "mtproto_api_id" in info.data:
            raise ValueError("MTPROTO_API_ID and MTPROTO_API_HASH go together: one of them is empty")
        return value

    @field_validator("mtproto_session")
    @classmethod
    def _session(cls, value: str) -> str:
        if not value.endswith(".session"):
            raise ValueError("it is a file whose name ends with .session")
        return value

    @field_validator("poll_ceiling")
    @classmethod
    def _above_the_floor(cls, value: int, info: ValidationInfo) -> int:
        if value < info.data.get("poll_floor", value):
            raise ValueError(f"it is less than POLL_FLOOR, which is {info.data['poll_floor']}")
        return value


def _host(address: str) -> str:
    """The address of a host without a slash at its end; raises ValueError where it is none, or has a path."""
    bare = address.rstrip("/")
    try:
        url = httpx.URL(bare)  # its reader is the one that will have to understand the address
    except httpx.InvalidURL:
        url = httpx.URL()
    more = url.userinfo or url.fragment or url.raw_path != b"/" or (url.port is not None and url.port not in PORTS)
    if url.scheme not in ("https", "http") or not url.host or " " in bare or more:
        raise ValueError("an address is https://, a host and nothing else")
    return bare


class SettingsError(Exception):
    """One or more settings are missing or wrong; the words name each variable and an example of a right value."""


def load(**given: Any) -> Settings:
    """The settings from the environment and `.env`, with the given values on top; raises SettingsError."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_complaints(error))) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text. Save it as UTF-8, with lines like LOG_LEVEL=info") from None
    except OSError as error:
        raise SettingsError(f".env cannot be read: {error.strerror}. Let this user read it, or move it away.") from None


def load_without_token() -> Settings:
    """The settings for what never talks to Telegram, so that the token may be missing; raises SettingsError."""
    return load(telegram_token="1000000000:nobody-talks-to-Telegram-here")


class _Form(BaseSettings):
    model_config = Settings.model_config
    log_format: str = "human"


def wanted_form() -> str:
    """How lines are to be written where the settings as a whole are wrong: "human" unless JSON is asked for."""
    try:
        return "json" if _Form().log_format.lower() == "json" else "human"
    except (ValidationError, OSError, UnicodeDecodeError):
        return "human"


def _complaints(error: ValidationError) -> list[str]:
    lines: dict[str, str] = {}
    for fault in error.errors(include_url=False, include_context=False):
        name = str(fault["loc"][0])
        field = Settings.model_fields[name]
        example = f"{name.upper()}={(field.examples or ['…'])[0]}"
        secret = field.annotation is SecretStr
        if fault["type"] == "missing":
            lines[name] = f"{name.upper()} is not set. {field.description} For example: {example}"
        else:
            words = fault["msg"].removeprefix("Value error, ")
            shown = "" if secret else f" ({str(fault['input'])[:60]!r})"
            lines[name] = f"{name.upper()}{shown} is wrong: {words}. {field.description} For example: {example}"
    return list(lines.values())
