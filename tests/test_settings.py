"""Settings: defaults, lists, and errors that name the variable and show a right value."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawA"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(str(tmp_path))


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    settings = load()
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.admin_ids == ()
    assert settings.preview_hosts == ("https://t.me", "https://telegram.me")


def test_lists_are_divided_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("ADMIN_IDS", "12, 34,")
    monkeypatch.setenv("PREVIEW_HOSTS", "https://telegram.me/")
    settings = load()
    assert settings.admin_ids == (12, 34)
    assert settings.preview_hosts == ("https://telegram.me",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "me"),
        ("ADMIN_IDS", "12,-1001234567890"),
        ("DATABASE_URL", "mysql://somewhere"),
        ("DATABASE_URL", "sqlite+aiosqlite:///"),
        ("PREVIEW_HOSTS", "t.me"),
        ("PREVIEW_HOSTS", " , "),
        ("PREVIEW_HOSTS", "https://"),
        ("PREVIEW_HOSTS", "https://t me"),
        ("PREVIEW_HOSTS", "https://[::1"),
        ("PREVIEW_HOSTS", "https://t.me:99999"),
        ("PREVIEW_HOSTS", "https://t.me,https://t.me/s"),
        ("TELEGRAM_API", "api.telegram.org"),
        ("TELEGRAM_API", "https://api.telegram.org/bot"),
        ("TELEGRAM_API", "http://localhost:99999"),
        ("DATABASE_URL", "postgresql+asyncpg://localhost"),
        ("WEBHOOK_URL", "http://bot.example.org/telegram"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_LISTEN", "8080"),
        ("WEBHOOK_LISTEN", "0.0.0.0:99999"),
        ("POLL_FLOOR", "soon"),
        ("POLL_CEILING", "1"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_named_with_a_right_one(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value).startswith(name)
    assert "Value error" not in str(error.value)
    assert "pattern" not in str(error.value)
    example = (Settings.model_fields[name.lower()].examples or [""])[0]
    assert f"For example: {name}={example}" in str(error.value)


def test_what_is_meant_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API", "http://[::1]:8081/")
    monkeypatch.setenv("LOG_LEVEL", "INFO")
    monkeypatch.setenv("LOG_FORMAT", "JSON")
    settings = load()
    assert settings.telegram_api == "http://[::1]:8081"
    assert (settings.log_level, settings.log_format) == ("info", "json")


@pytest.mark.parametrize(("floor", "ceiling"), [("300", "120"), ("3600", None)])
def test_a_ceiling_under_the_floor_is_refused(monkeypatch: pytest.MonkeyPatch, floor: str, ceiling: str | None) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("POLL_FLOOR", floor)
    if ceiling:
        monkeypatch.setenv("POLL_CEILING", ceiling)
    with pytest.raises(SettingsError, match=f"^POLL_CEILING .* is less than POLL_FLOOR, which is {floor}"):
        load()


def test_every_fault_is_told_at_once_and_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "a-secret-that-is-no-token")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(SettingsError) as error:
        load()
    assert "TELEGRAM_TOKEN is wrong" in str(error.value)
    assert "LOG_FORMAT" in str(error.value)
    assert "a-secret" not in str(error.value)


def test_a_file_of_other_letters_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    Path(".env").write_bytes("LOG_LEVEL=info # тихо".encode("utf-16"))
    with pytest.raises(SettingsError, match=r"^\.env is not UTF-8 text"):
        load()


def test_a_missing_token_says_where_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"TELEGRAM_TOKEN is not set\. .*@BotFather"):
        load()
