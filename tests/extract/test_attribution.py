"""Who says it: short texts and the speaker of their one statement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

OWNER = "Office of the President"

SPEAKERS: list[tuple[str, str]] = [
    # a line that names a person gives the quotation beneath it its speaker
    ("Dmitry Peskov on the Western reports\n\n“Russia did not lose 45,000 soldiers in October.”", "Dmitry Peskov"),
    ("🎙 Дмитрий Песков о сообщениях прессы\n«Россия не теряла 45 тысяч солдат».", "Dmitry Peskov"),
    ("Марк Рютте про втрати росіян:\n\n«За січень загинули понад 10 тисяч російських солдатів».", "Mark Rutte"),
    # no quotation, no speaker: the channel itself speaks about him
    ("Dmitry Peskov in Minsk\n\n300 Russian soldiers were killed in Kursk Oblast.", OWNER),
    # an office with a name in quotation marks, behind a flag; a callsign; a person at the end of his office
    ("🇦🇫🇵🇰 Официальный представитель «Талибана» Забихулла Муджахид: ночью убиты 58 пакистанских военных.", "Zabihullah Mujahid"),
    ("Российский боец с позывным «Сокол» жалуется: «У нас семнадцать двухсотых».", "Сокол"),
    ("Подконтрольный ХАМАС Минздрав сектора Газа: за сутки убиты 404 палестинца.", "Ministry of Health in Gaza"),
    # who said it, or where it was said, told behind
    (
        "За січень загинули 300 російських солдатів. Про це йдеться у зведенні Генштабу.",
        "General Staff of the Armed Forces of Ukraine",
    ),
    ("Під Сумами полонили шістьох росіян, повідомили в Генштабі.", "General Staff of the Armed Forces of Ukraine"),
    ("Росія втратила 600 тисяч солдатів, сказав агентству Reuters посадовець НАТО.", "NATO official"),
    # a figure in the line: it is no heading
    ("Kim Jong Un sent 3,000 soldiers to Russia\n\n“They will be sorry.”", OWNER),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker(text: str, speaker: str) -> None:
    channel = Channel(username="example", title="Example", owner=OWNER, nation="UA")
    (statement,) = extract(Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text), channel)
    assert statement.speaker == speaker
