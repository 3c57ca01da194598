"""Settings: defaults, lists, and errors that name the variable and show a right value."""

from __future__ import annotations

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
        ("DATABASE_URL", "mysql://somewhere"),
        ("PREVIEW_HOSTS", "t.me"),
        ("PREVIEW_HOSTS", " , "),
        ("TELEGRAM_API", "api.telegram.org"),
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
    example = (Settings.model_fields[name.lower()].examples or [""])[0]
    assert f"For example: {name}={example}" in str(error.value)


def test_every_fault_is_told_at_once_and_a_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "a-secret-that-is-no-token")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(SettingsError) as error:
        load()
    assert "TELEGRAM_TOKEN is wrong" in str(error.value)
    assert "LOG_FORMAT" in str(error.value)
    assert "a-secret" not in str(error.value)


def test_a_missing_token_says_where_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"TELEGRAM_TOKEN is not set\. .*@BotFather"):
        load()
