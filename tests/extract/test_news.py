"""Sentences as news agencies put them, in a channel that is nobody's own: what they state, and whose people they are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

Expected = tuple[str, int | None, int | None, str | None, str]
"""Event, low, high, force, people."""

CHANNEL = Channel(username="x", title="Reuters", owner="Reuters", nation=None, zone="UTC")

STATEMENTS: list[tuple[str, list[Expected]]] = [
    # one person told with an article
    (
        "A Polish soldier was killed and two were wounded in the crash.",
        [("killed", 1, 1, "PL", "military"), ("wounded", 2, 2, "PL", "military")],
    ),
    (
        "One marine was killed and another was injured in the ambush.",
        [("killed", 1, 1, None, "military"), ("wounded", 1, 1, None, "military")],
    ),
    (
        "A Dutch sergeant and three sailors were killed.",
        [("killed", 1, 1, "NL", "military"), ("killed", 3, 3, "NL", "military")],
    ),
    ("Israeli troops captured a Hezbollah fighter.", [("captured", 1, 1, "hezbollah", "military")]),
    ("A soldier said that the shelling had killed five villagers.", [("killed", 5, 5, None, "civilian")]),
    ("The soldier was killed by a mine.", []),
    (
        "The driver was injured and her brother was killed.",
        [("wounded", 1, 1, None, "civilian"), ("killed", 1, 1, None, "civilian")],
    ),
    ("His wife and a neighbour were injured in Kherson.", [("wounded", 2, 2, "UA", "civilian")]),
    ("The commander of a company was asked about a soldier's pay.", []),
    # one formation told with an article, and masses too many to count
    ("Norway will send a battalion to Latvia.", [("planned", 1, 1, "NO", "military")]),
    ("Up to a platoon of Russian infantry was destroyed.", [("killed", None, 1, "RU", "military")]),
    ("A battalion commander spoke to the press.", []),
    (
        "At least 30 al-Shabaab fighters were killed and many more wounded.",
        [("killed", 30, None, "al-shabaab", "military"), ("wounded", None, None, "al-shabaab", "military")],
    ),
    # tolls
    ("Officials put the number of people killed at 28.", [("killed", 28, 28, None, "civilian")]),
    (
        "Two more people died in hospital, bringing the toll to 16.",
        [("killed", 2, 2, None, "civilian"), ("killed", 16, 16, None, "civilian")],
    ),
    ("Norway has no intention of sending soldiers to Mali.", [("planned", None, None, "NO", "military")]),
    ("A missile from Iran killed four people in Tamra.", [("killed", 4, 4, "IL", "civilian")]),
    # who stands before a verb with an object of its own does it, and suffers nothing
    ("Two suicide bombers killed at least 12 worshippers in Kano, Nigeria.", [("killed", 12, None, "NG", "civilian")]),
    # what only describes them
    ("Some 40 Ugandan soldiers serving in the mission were killed.", [("killed", 40, 40, "UG", "military")]),
    ("More than 60 prisoners of war have died in captivity.", [("killed", 60, None, None, "military")]),
    ("The 90 remaining Danish soldiers will leave Baghdad.", [("withdrawn", 90, 90, "DK", "military")]),
    # movements
    ("The United States has decided to send an additional 700 soldiers to Kuwait.", [("planned", 700, 700, "US", "military")]),
    ("Berlin approved the deployment of 500 German soldiers to Lithuania.", [("planned", 500, 500, "DE", "military")]),
    # whose soldiers and whose towns an outlet means
    ("Gunmen killed seven soldiers in northern Mali.", [("killed", 7, 7, "ML", "military")]),
    ("Nine people died in the northern Afghan province of Baghlan.", [("killed", 9, 9, "AF", "civilian")]),
    ("A bomb in central Baghdad killed 14 people.", [("killed", 14, 14, "IQ", "civilian")]),
    ("The Armenian Defence Ministry says three of its soldiers were killed.", [("killed", 3, 3, "AM", "military")]),
    (
        "Israeli troops killed four Hezbollah fighters, while two soldiers were wounded.",
        [("killed", 4, 4, "hezbollah", "military"), ("wounded", 2, 2, "IL", "military")],
    ),
    ("Britain is withdrawing 250 troops from the UN mission in Mali.", [("withdrawn", 250, 250, "GB", "military")]),
    # no people, no event, no breakdown
    ("Mines destroyed two civilian cars.", []),
    ("The enemy lost six armoured personnel carriers.", []),
    ("A brigade comprises about 4,000 soldiers and is known for rapid deployment.", []),
    ("The monitor said 90 civilians were injured: 60 men and 30 women.", [("wounded", 90, 90, None, "civilian")]),
    # who moves, and who is moved: promises, numbers changed, ways home
    ("Portugal pledged 220 soldiers.", [("planned", 220, 220, "PT", "military")]),
    ("Some 250 Kenyan policemen set foot in Haiti on Monday.", [("deployed", 250, 250, "KE", "military")]),
    ("The US is to pull 300 soldiers out of Jordan.", [("withdrawn", 300, 300, "US", "military")]),
    ("Italy brought its 90 soldiers home from Niger.", [("withdrawn", 90, 90, "IT", "military")]),
    ("Spain withdrew 120 soldiers from Iraq.", [("withdrawn", 120, 120, "ES", "military")]),
    ("The Dutch contingent in Lithuania will be raised to 900 soldiers.", [("planned", 900, 900, "NL", "military")]),
    ("The US cut its force in Syria by 400 soldiers.", [("withdrawn", 400, 400, "US", "military")]),
    ("The size of the army will be raised to 250,000 soldiers.", []),
    ("Belgium to send 150 troops to Romania.", [("planned", 150, 150, "BE", "military")]),
    ("Sweden began to send 600 soldiers to Latvia.", [("deployed", 600, 600, "SE", "military")]),
    ("North Korea's fourth batch of 2,000 soldiers arrived in Russia.", [("deployed", 2000, 2000, "KP", "military")]),
    (
        "A Czech battalion, 640 strong, was sent to Slovakia.",
        [("deployed", 1, 1, "CZ", "military"), ("deployed", 640, 640, "CZ", "military")],
    ),
    ("Of 1,900 soldiers about 300 will leave.", [("withdrawn", 300, 300, None, "military")]),
    ("Latvia is home to some 1,700 Canadian soldiers.", [("deployed", 1700, 1700, "CA", "military")]),
    ("France ended its mission in Chad: the last 900 soldiers left the country.", [("withdrawn", 900, 900, "FR", "military")]),
    # what befalls people makes people of an unknown noun; what it cost, and whom
    ("Two beekeepers were killed by a mine near Izium.", [("killed", 2, 2, "UA", "civilian")]),
    ("The blast wounded a Spanish welder in Haifa.", [("wounded", 1, 1, "ES", "civilian")]),
    ("The strike killed 200 cows.", []),
    ("Two strikes killed five people.", [("killed", 5, 5, None, "civilian")]),
    ("Five electricity repairmen were injured in Sumy region.", [("wounded", 5, 5, "UA", "civilian")]),
    ("The assault cost the Russian army 60 dead.", [("killed", 60, 60, "RU", "military")]),
    (
        "December was the deadliest month for the Russian army: 48,000 killed and wounded.",
        [("casualties", 48000, 48000, "RU", "military")],
    ),
    ("Iraq's army mourned 12 of its soldiers.", [("killed", 12, 12, "IQ", "military")]),
    ("North Korea will send 5,000 North Korean military builders to Kursk.", [("planned", 5000, 5000, "KP", "military")]),
    ("Two reservists fell in the northern Gaza Strip.", [("killed", 2, 2, "IL", "military")]),
    # in whose hands, nowhere to be found, and where they are
    ("Thirty Congolese soldiers are in rebel hands in Walikale.", [("captured", 30, 30, "CD", "military")]),
    ("Nine Ukrainian marines came out with their hands up near Krynki.", [("captured", 9, 9, "UA", "military")]),
    ("Six sailors cannot be found after the attack.", [("missing", 6, 6, None, "military")]),
    ("A whole Russian company has vanished without trace near Pokrovsk.", [("missing", 1, 1, "RU", "military")]),
    ("Some 900 American soldiers are still at Al-Tanf.", [("deployed", 900, 900, "US", "military")]),
    ("About 1,500 Wagner fighters are currently in Mali.", [("deployed", 1500, 1500, "wagner", "military")]),
    ("An American brigade has gone home from Romania.", [("withdrawn", 1, 1, "US", "military")]),
    ("Ten people in police custody were fined.", []),
    ("French soldiers could be stationed in Ukraine, a presidential adviser said.", [("planned", None, None, "FR", "military")]),
    ("The Wagner detachment suffered grievous losses near Tinzaouaten.", [("casualties", None, None, "wagner", "military")]),
    # contact lost, a mark passed, and on whose side
    ("Contact with eight Armenian soldiers was lost.", [("missing", 8, 8, "AM", "military")]),
    ("Russian casualties have passed the 900,000 mark.", [("casualties", 900000, None, "RU", "military")]),
    ("Casualties on the Sudanese side run to 70 soldiers.", [("casualties", 70, 70, "SD", "military")]),
    ("The whereabouts of 11 Fijian peacekeepers are unknown.", [("missing", 11, 11, "FJ", "military")]),
    ("Shelters hold 13,000 people.", []),
    ("The rebels seized 18 Sudanese soldiers in Hajjah.", [("captured", 18, 18, "SD", "military")]),
    ("Two Chinese citizens were captured while fighting in the Russian army.", [("captured", 2, 2, "CN", "civilian")]),
    # strength told beside its noun, drawn on to a place, yet to come by the calendar
    ("Rwandan troops, estimated at between 5,000 and 6,000, are inside Congo.", [("deployed", 5000, 6000, "RW", "military")]),
    (
        "The number of Russian soldiers in the occupied territories exceeds 550,000.",
        [("deployed", 550000, None, "RU", "military")],
    ),
    ("The army is pulling two battalions to Pokrovsk.", [("deployed", 2, 2, None, "military")]),
    ("The next 500 Kenyan police officers leave for Haiti in February.", [("planned", 500, 500, "KE", "military")]),
    (
        "The US military has roughly 2,500 troops in Iraq and 2,000 in Syria.",
        [("deployed", 2500, 2500, "US", "military"), ("deployed", 2000, 2000, "US", "military")],
    ),
    ("Jamaica sent 24 soldiers to Haiti.", [("deployed", 24, 24, "JM", "military")]),
    ("A force of 800 soldiers from Malawi and Tanzania arrived in Goma.", [("deployed", 800, 800, None, "military")]),
    ("Indonesia keeps a battalion in Lebanon.", [("deployed", 1, 1, "ID", "military")]),
    ("Rwanda has pledged an additional 1,500 soldiers.", [("planned", 1500, 1500, "RW", "military")]),
    # in whose land people came to harm
    ("At least 18 people were killed by a suicide bomber in Iraq's Diyala province.", [("killed", 18, None, "IQ", "civilian")]),
    ("Six family members were killed in the northern province of Baghlan.", [("killed", 6, 6, "AF", "civilian")]),
    ("Yemen's Houthis said US strikes killed 31 people.", [("killed", 31, 31, "YE", "civilian")]),
    ("Iranian missiles killed eight people in Bat Yam.", [("killed", 8, 8, "IL", "civilian")]),
    ("Thirty people, 12 of them children, were killed in Goma.", [("killed", 30, 30, "CD", "civilian")]),
    # losses said to be heavy by a verb, a whole formation, and those of a mission
    ("Moscow has evacuated an entire battalion from Qamishli.", [("withdrawn", 1, 1, "RU", "military")]),
    ("A woman of 70 was hurt in Kharkiv.", [("wounded", 1, 1, "UA", "civilian")]),
    ("Four of the crew of the tanker were killed.", [("killed", 4, 4, None, "civilian")]),
    ("The blast left 12 soldiers of the Malian army dead.", [("killed", 12, 12, "ML", "military")]),
    ("Eighteen Cambodian soldiers who handed over their rifles to the patrol.", [("captured", 18, 18, "KH", "military")]),
    ("Tokyo intends to post 40 soldiers in the Philippines.", [("planned", 40, 40, "JP", "military")]),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_what_the_news_states(text: str, expected: list[Expected]) -> None:
    found = extract(Post(1, datetime(2025, 1, 15, 9, tzinfo=UTC), text), CHANNEL)
    counts = [statement.count for statement in found]
    assert [
        (one.event.value, count.low if count else None, count.high if count else None, one.force, one.people.value)
        for one, count in zip(found, counts, strict=True)
    ] == expected
