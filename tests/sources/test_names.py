"""Names of channels as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources import channel_name, suggest


@pytest.mark.parametrize(
    "text",
    [
        "Sample_Staff",
        "@Sample_Staff",
        " @Sample_Staff, ",
        "t.me/Sample_Staff",
        "t.me/s/Sample_Staff/",
        "https://t.me/Sample_Staff/123?single",
        "https://telegram.me/s/Sample_Staff?before=12",
        "http://www.t.me/Sample_Staff#top",
        "HTTPS://T.ME/Sample_Staff",
        "https://t.me/@Sample_Staff",
        "https://Sample_Staff.t.me/12",
        "tg://resolve?domain=Sample_Staff&post=12",
    ],
)
def test_forms(text: str) -> None:
    assert channel_name(text) == "Sample_Staff"


@pytest.mark.parametrize(
    "text", ["c/1234567890", "@c/1234567890", "-1001234567890", "t.me/c/1234567890/89", "https://telegram.me/c/1234567890?x"]
)
def test_a_channel_without_a_public_name_is_called_by_its_number(text: str) -> None:
    assert channel_name(text) == "c/1234567890"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "abc",
        "1sample",
        "_sample",
        "sample_",
        "sam__ple",
        "зразок",
        "sample staff",
        "a" * 33,
        "https://t.me/",
        "https://t.me/+AbCdEf12345",
        "https://t.me/joinchat/AbCdEf12345",
        "https://t.me/addstickers/Sample",
        "https://example.com/sample_staff",
        "https://t.me.example.com/sample_staff",
        "https://t.me/sample_staff\n@other_name",
        "1234567890",
        "-1234567890",
        "c/12",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert channel_name(text) is None


@given(st.text(max_size=60))
def test_what_comes_out_is_a_name(text: str) -> None:
    name = channel_name(text)
    assert name is None or channel_name(name) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SampleStafZSU", "SampleStaffZSU"),
        ("samplestaffzs", "SampleStaffZSU"),
        ("samplestaffzsu", None),
        ("sample_minstry", "sample_ministry"),
        ("weather", None),
    ],
)
def test_the_name_that_was_meant(name: str, expected: str | None) -> None:
    assert suggest(name, ["SampleStaffZSU", "sample_ministry", "sample_navy"]) == expected
