"""Short sentences and what they state, written from the annotation guide."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

OWNERS = {
    "UA": ("General Staff of the Armed Forces of Ukraine", "Europe/Kyiv"),
    "RU": ("Ministry of Defence of Russia", "Europe/Moscow"),
    "KR": ("Ministry of National Defense", "Asia/Seoul"),
    "IL": ("Israel Defense Forces", "Asia/Jerusalem"),
    "US": ("Department of Defense", "America/New_York"),
    "JP": ("Ministry of Defense of Japan", "Asia/Tokyo"),
    "GB": ("Ministry of Defence", "Europe/London"),
}

Expected = tuple[str, int | None, int | None, str, str | None, str, str]
"""Event, low, high, what is counted, force, stance, people."""

STATEMENTS: list[tuple[str, str, list[Expected]]] = [
    # Accidents are no statements, unless arms had their part in them
    ("UA", "Two buses collided near Rivne: six people died, 19 were injured.", []),
    ("JP", "The earthquake killed at least 126 people in the town.", []),
    ("KR", "산불로 30명이 숨지고 45명이 다쳤다.", []),
    (
        "UA",
        "The gas explosion after the missile strike killed six people.",
        [("killed", 6, 6, "person", "UA", "asserted", "civilian")],
    ),
    # nor are those of whom no more is told than that they were saved, a family, a notional enemy, what is commemorated
    ("UA", "Ліквідовано 90 пожеж, врятовано 12 осіб, серед них 5 дітей.", []),
    ("UA", "Врятовано 12 осіб, з них п'ятеро поранені.", [("wounded", 5, 5, "person", "UA", "asserted", "civilian")]),
    ("UA", "Двічі поранений командир має двох дітей.", []),
    ("UA", "На навчаннях умовний противник «утратив» 80 бійців.", []),
    ("GB", "Eighty years ago 156,000 troops landed on five beaches. Some 4,400 of them lay dead by the 8th of the month.", []),
    # English
    (
        "UA",
        "Five thousand North Koreans have been carried by train to Kursk Oblast.",
        [("deployed", 5000, 5000, "person", "KP", "asserted", "military")],
    ),
    ("UA", "Twelve enemy soldiers asked for quarter.", [("captured", 12, 12, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Two enemy battalions have been taken off the Zaporizhzhia line.",
        [("withdrawn", 2, 2, "battalion", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "Russia has only three brigades facing Finland.",
        [("deployed", 3, 3, "brigade", "RU", "asserted", "military")],
    ),
    (
        "GB",
        "On 3 May 150 Danish soldiers will take over the guard of the base in Latvia.",
        [("planned", 150, 150, "person", "DK", "asserted", "military")],
    ),
    ("UA", "300 Ukrainian soldiers are awaiting exchange.", []),
    ("UA", "Two ammunition depots were incinerated, twelve drones blown to pieces.", []),
    (
        "US",
        "About 300 of the 900 American troops in Syria have been moved to Iraq.",
        [("deployed", 300, 300, "person", "US", "asserted", "military")],
    ),
    ("UA", "The enemy left 60 soldiers on the battlefield.", [("casualties", 60, 60, "person", "RU", "asserted", "military")]),
    ("UA", "Captain Petrenko, 27, fell in combat.", []),
    ("UA", "In Kursk we took 594 of them prisoner.", [("captured", 594, 594, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Near Lyman the enemy had 40 servicemen killed and wounded.",
        [("casualties", 40, 40, "person", "RU", "asserted", "military")],
    ),
    (
        "US",
        "About 700 Danish soldiers have been in Latvia since spring.",
        [("deployed", 700, 700, "person", "DK", "asserted", "military")],
    ),
    ("US", "Two Egyptian battalions have reached Mogadishu.", [("deployed", 2, 2, "battalion", "EG", "asserted", "military")]),
    ("UA", "A Russian drone killed two in Kherson.", [("killed", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("US", "U.S. forces killed 37 operatives in Syria.", [("killed", 37, 37, "person", None, "asserted", "military")]),
    (
        "US",
        "The Netherlands keep 270 soldiers in Lithuania and Norway another 150.",
        [
            ("deployed", 270, 270, "person", "NL", "asserted", "military"),
            ("deployed", 150, 150, "person", "NO", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "Moscow was forced to move 60,000 troops to Kursk.",
        [("deployed", 60000, 60000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "29 Kyivans have been hurt.", [("wounded", 29, 29, "person", "UA", "asserted", "civilian")]),
    (
        "UA",
        "30 of our soldiers have fallen, one in five of them an officer.",
        [("killed", 30, 30, "person", "UA", "asserted", "military")],
    ),
    ("UA", "How many Russian soldiers were killed in Kursk?", []),
    ("UA", "Our forces entered Kupiansk.", []),
    (
        "US",
        "An armoured battalion of up to 550 American troops is based in Poland.",
        [("deployed", None, 550, "person", "US", "asserted", "military")],
    ),
    ("US", "France could land up to 2,000 troops there.", [("planned", None, 2000, "person", "FR", "hedged", "military")]),
    ("UA", "The Kremlin denied that 70 Russian soldiers had died.", [("killed", 70, 70, "person", "RU", "denied", "military")]),
    (
        "UA",
        "A lie, says the mayor of the talk that 50 Akhmat fighters surrendered.",
        [("captured", 50, 50, "person", "RU", "denied", "military")],
    ),
    (
        "IL",
        "Our troops have taken out 30 Hezbollah fighters.",
        [("killed", 30, 30, "person", "hezbollah", "asserted", "military")],
    ),
    ("US", "British troops numbering 900 are in Estonia.", [("deployed", 900, 900, "person", "GB", "asserted", "military")]),
    ("UA", "We sent nine occupiers straight to hell.", [("killed", 9, 9, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Russia's bill for the town so far: some 5,000 dead.",
        [("killed", 5000, 5000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Among the enemy: 25 killed.", [("killed", 25, 25, "person", "RU", "asserted", "military")]),
    ("UA", "On the enemy side, 25 were killed.", [("killed", 25, 25, "person", "RU", "asserted", "military")]),
    ("UA", "Four men of the Guards brigade raised the white flag.", [("captured", 4, 4, "person", "RU", "asserted", "military")]),
    (
        "US",
        "Ethiopian troops, 8,000 of them, are in Somalia.",
        [("deployed", 8000, 8000, "person", "ET", "asserted", "military")],
    ),
    ("US", "Burkina Faso's junta lost 60 soldiers.", [("casualties", 60, 60, "person", "BF", "asserted", "military")]),
    ("UA", "The death toll of the ferry accident has risen to 31.", []),
    ("UA", "The enemy lost 1,200 soldiers.", [("casualties", 1200, 1200, "person", "RU", "asserted", "military")]),
    ("RU", "The enemy lost up to 275 servicemen.", [("casualties", None, 275, "person", "UA", "asserted", "military")]),
    ("UA", "Our troops eliminated 14 occupiers.", [("killed", 14, 14, "person", "RU", "asserted", "military")]),
    ("UA", "Three of our soldiers were killed.", [("killed", 3, 3, "person", "UA", "asserted", "military")]),
    ("UA", "Fourteen North Korean soldiers surrendered.", [("captured", 14, 14, "person", "KP", "asserted", "military")]),
    (
        "UA",
        "More than 60 Russian soldiers were taken prisoner.",
        [("captured", 60, None, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "300 North Korean soldiers were killed and 2,700 wounded.",
        [
            ("killed", 300, 300, "person", "KP", "asserted", "military"),
            ("wounded", 2700, 2700, "person", "KP", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "North Korea suffered 4,700 casualties, including 600 dead.",
        [
            ("casualties", 4700, 4700, "person", "KP", "asserted", "military"),
            ("killed", 600, 600, "person", "KP", "asserted", "military"),
        ],
    ),
    ("UA", "240 Russian soldiers were killed and wounded.", [("casualties", 240, 240, "person", "RU", "asserted", "military")]),
    ("UA", "Dozens of North Korean soldiers were killed.", [("killed", 20, 99, "person", "KP", "asserted", "military")]),
    (
        "UA",
        "Russia has deployed between 10,000 and 12,000 North Korean soldiers to Kursk Oblast.",
        [("deployed", 10_000, 12_000, "person", "KP", "asserted", "military")],
    ),
    ("KR", "North Korea may send 3,000 soldiers to Russia.", [("planned", 3000, 3000, "person", "KP", "hedged", "military")]),
    ("US", "We will send 500 soldiers to Poland.", [("planned", 500, 500, "person", "US", "asserted", "military")]),
    ("UA", "Two Russian brigades were moved to Kursk.", [("deployed", 2, 2, "brigade", "RU", "asserted", "military")]),
    (
        "UA",
        "It is not true that 80,000 Ukrainian soldiers have died.",
        [("killed", 80_000, 80_000, "person", "UA", "denied", "military")],
    ),
    (
        "UA",
        "Reportedly, 40 Russian soldiers were killed near Kursk.",
        [("killed", 40, 40, "person", "RU", "hedged", "military")],
    ),
    ("UA", "Two people were killed in Kherson.", [("killed", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("UA", "In Odesa eight civilians were injured.", [("wounded", 8, 8, "person", "UA", "asserted", "civilian")]),
    ("IL", "About 20 Hezbollah operatives were eliminated.", [("killed", 20, 20, "person", "hezbollah", "asserted", "military")]),
    (
        "UA",
        "About 400 Ukrainian soldiers are missing in action.",
        [("missing", 400, 400, "person", "UA", "asserted", "military")],
    ),
    (
        "US",
        "1,000 American soldiers were withdrawn from Niger.",
        [("withdrawn", 1000, 1000, "person", "US", "asserted", "military")],
    ),
    ("UA", "The enemy suffered heavy losses.", [("casualties", None, None, "person", "RU", "asserted", "military")]),
    # English: nothing
    ("UA", "The enemy lost 12 tanks and 30 drones.", []),
    ("UA", "There were 142 combat clashes over the past day.", []),
    ("UA", "Today 189 Ukrainian soldiers came back from Russian captivity.", []),
    ("UA", "The bodies of 500 fallen soldiers were repatriated.", []),
    ("UA", "30,000 soldiers were trained in Great Britain.", []),
    ("US", "A $725 million package for Ukraine was approved.", []),
    ("UA", "70 per cent of the wounded return to duty.", []),
    # Ukrainian
    # doubt is no plan; a garrison that surrendered; whose losses; who was left there; who was taken
    ("UA", "Імовірно, 300 росіян сидять у підвалах Вовчанська.", [("deployed", 300, 300, "person", "RU", "hedged", "military")]),
    (
        "UA",
        "Під Суджею здався весь гарнізон – сто двоє російських вояків.",
        [("captured", 102, 102, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "За березень санітарні втрати однієї російської дивізії становили 640 осіб.",
        [("wounded", 640, 640, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "ЦАХАЛ відвів дві дивізії, а в Рафаху лишив одну бригаду.",
        [
            ("withdrawn", 2, 2, "division", "IL", "asserted", "military"),
            ("deployed", 1, 1, "brigade", "IL", "asserted", "military"),
        ],
    ),
    ("UA", "Ворог загубив під Лиманом роту.", [("casualties", 1, 1, "company", "RU", "asserted", "military")]),
    ("UA", "Хлопці взяли п'ятьох окупантів.", [("captured", 5, 5, "person", "RU", "asserted", "military")]),
    ("UA", "На облік узято 20 військових.", []),
    # headlines of losses; who set out from somewhere; whom a verb only moved; what is yet to be; people by what befell them
    (
        "UA",
        "Втрати ворога за добу\n\nПокровський напрямок: 44 поранених, 29 убитих.\nЛиманський: полонений – один.",
        [
            ("wounded", 44, 44, "person", "RU", "asserted", "military"),
            ("killed", 29, 29, "person", "RU", "asserted", "military"),
            ("captured", 1, 1, "person", "RU", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "За день вивели з ладу 213 окупантів, із котрих 88 – на той світ.",
        [
            ("casualties", 213, 213, "person", "RU", "asserted", "military"),
            ("killed", 88, 88, "person", "RU", "asserted", "military"),
        ],
    ),
    ("UA", "Екіпажі бригади вивели з ладу 213 окупантів.", [("casualties", 213, 213, "person", "RU", "asserted", "military")]),
    ("UA", "З екіпажу катера зникли безвісти семеро росіян.", [("missing", 7, 7, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "З Білорусі вже поїхала перша тисяча російських солдатів.",
        [("withdrawn", 1000, 1000, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "З Далекого Сходу на Курщину поїхали 800 північнокорейських бійців.",
        [("deployed", 800, 800, "person", "KP", "asserted", "military")],
    ),
    (
        "UA",
        "З підвалу заводу вивели 15 окупантів, що склали зброю.",
        [("captured", 15, 15, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "Росія перекинула на Сумщину п'ять батальйонів, з них два десантні.",
        [("deployed", 5, 5, "battalion", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "Нині в Литві служать 1 200 військових бундесверу, а наступного року їх буде три тисячі.",
        [
            ("deployed", 1200, 1200, "person", "DE", "asserted", "military"),
            ("planned", 3000, 3000, "person", "DE", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "Троє українських дипломатів сказали Reuters: Париж надішле дві тисячі військових.",
        [("planned", 2000, 2000, "person", "FR", "asserted", "military")],
    ),
    (
        "UA",
        "До лікарні привезли вісімдесятьох поранених російських морпіхів.",
        [("wounded", 80, 80, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Унаслідок обстрілу загинули 12 електриків.", [("killed", 12, 12, "person", "UA", "asserted", "civilian")]),
    ("UA", "На фермі після обстрілу загинули 12 корів.", []),
    ("UA", "Ракетний удар по Харкову забрав шість життів.", [("killed", 6, 6, "person", "UA", "asserted", "civilian")]),
    ("UA", "Медики врятували 15 життів.", []),
    ("UA", "Ліквідовано 12 пожеж, врятовано 20 осіб, з них 3 дитини.", []),
    ("UA", "У Вовчанську зосталося близько сорока окупантів.", [("deployed", 40, 40, "person", "RU", "asserted", "military")]),
    ("UA", "Ворог забрав звідти дві бригади на відновлення.", [("withdrawn", 2, 2, "brigade", "RU", "asserted", "military")]),
    (
        "UA",
        "Араканська армія заявила, що в полон здалися вісімсот солдатів хунти.",
        [("captured", 800, 800, "person", "MM", "asserted", "military")],
    ),
    (
        "UA",
        "Вбито 84 вагнерівців і 47 малійських військових, а тридцятьох найманців захоплено живими.",
        [
            ("killed", 84, 84, "person", "wagner", "asserted", "military"),
            ("killed", 47, 47, "person", "ML", "asserted", "military"),
            ("captured", 30, 30, "person", "wagner", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "Загинули 78 цивільних іранців, понад 320 поранено.",
        [
            ("killed", 78, 78, "person", "IR", "asserted", "civilian"),
            ("wounded", 320, None, "person", "IR", "asserted", "civilian"),
        ],
    ),
    ("UA", "За добу ворог втратив 1 560 осіб.", [("casualties", 1560, 1560, "person", "RU", "asserted", "military")]),
    ("UA", "Наші воїни ліквідували 14 окупантів.", [("killed", 14, 14, "person", "RU", "asserted", "military")]),
    ("UA", "Близько 300 північнокорейських солдатів загинули.", [("killed", 300, 300, "person", "KP", "asserted", "military")]),
    ("UA", "У полон узяли двох північнокорейських військових.", [("captured", 2, 2, "person", "KP", "asserted", "military")]),
    (
        "UA",
        "Знищено 17 окупантів, ще 20 поранено.",
        [
            ("killed", 17, 17, "person", "RU", "asserted", "military"),
            ("wounded", 20, 20, "person", "RU", "asserted", "military"),
        ],
    ),
    ("UA", "У Херсоні загинули двоє людей.", [("killed", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("UA", "За попередніми даними, поранено п'ятеро цивільних.", [("wounded", 5, 5, "person", "UA", "hedged", "civilian")]),
    (
        "UA",
        "Росія перекинула до Курської області до 12 тисяч солдатів КНДР.",
        [("deployed", None, 12_000, "person", "KP", "asserted", "military")],
    ),
    ("UA", "Ворог втратив 12 танків та 30 гармат.", []),
    ("UA", "Додому повернулися 189 захисників з російського полону.", []),
    (
        "UA",
        "На Донеччині ворог перекинув під Лиман полк десантників.",
        [("deployed", 1, 1, "regiment", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "До Риги прибув шведський батальйон, 550 солдатів.",
        [
            ("deployed", 1, 1, "battalion", "SE", "asserted", "military"),
            ("deployed", 550, 550, "person", "SE", "asserted", "military"),
        ],
    ),
    ("UA", "Бійці полку морської піхоти прибули на Донеччину.", []),
    (
        "UA",
        "Близько 2000 солдатів КНДР, відправлених на Курщину, загинули.",
        [("killed", 2000, 2000, "person", "KP", "asserted", "military")],
    ),
    (
        "UA",
        "Понад сотня російських солдатів перетнула кордон і здалася.",
        [("captured", 100, None, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Загинули двоє чоловіків і 14-річна дівчина.", [("killed", 3, 3, "person", "UA", "asserted", "civilian")]),
    ("UA", "Постраждали двоє дітей: хлопчики 8 і 12 років.", [("wounded", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("UA", "Мінус 71 за ніч.", []),
    ("UA", "Уражено пунктів управління – 4.", []),
    ("UA", "Взято живцем 12 окупантів.", [("captured", 12, 12, "person", "RU", "asserted", "military")]),
    ("UA", "У полон здалися четверо штурмовиків.", [("captured", 4, 4, "person", "RU", "asserted", "military")]),
    ("UA", "Десантна група окупантів чисельністю 14 осіб знищена.", [("killed", 14, 14, "person", "RU", "asserted", "military")]),
    ("UA", "Знищено групу противника — сімох бойовиків.", [("killed", 7, 7, "person", "RU", "asserted", "military")]),
    ("UA", "Із заручників, яких тримали в підвалі, семеро загинули.", [("killed", 7, 7, "person", "UA", "asserted", "civilian")]),
    (
        "UA",
        "Росіяни зняли з Херсонщини два полки й кинули їх під Покровськ.",
        [
            ("withdrawn", 2, 2, "regiment", "RU", "asserted", "military"),
            ("deployed", 2, 2, "regiment", "RU", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "Щотижня гинуть п'ять тисяч українських і російських солдатів.",
        [("killed", 5000, 5000, "person", None, "asserted", "military")],
    ),
    (
        "UA",
        "Кількість американських військових у Європі сягає 100 тисяч.",
        [("deployed", 100000, 100000, "person", "US", "asserted", "military")],
    ),
    (
        "UA",
        "Французький контингент, 1 000 солдатів, залишив Чад.",
        [("withdrawn", 1000, 1000, "person", "FR", "asserted", "military")],
    ),
    ("UA", "До 24 зросла кількість загиблих у Києві.", [("killed", 24, 24, "person", "UA", "asserted", "civilian")]),
    (
        "UA",
        "За грудень росіяни поклали під нашими позиціями 30 тисяч своїх.",
        [("killed", 30000, 30000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Росія відвела з Сирії 500 солдатів.", [("withdrawn", 500, 500, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Росія хоче завести на Курщину ще 20-25 тисяч корейців.",
        [("planned", 20000, 25000, "person", "KP", "hedged", "military")],
    ),
    ("UA", "Туреччина готова направити в Україну миротворців.", [("planned", None, None, "person", "TR", "hedged", "military")]),
    (
        "UA",
        "Польща не збирається відправляти в Україну своїх солдатів.",
        [("planned", None, None, "person", "PL", "denied", "military")],
    ),
    ("UA", "Рятувальники дістали з-під завалів тіла двох загиблих.", [("killed", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("UA", "Знешкоджено мережу агентів: п'ятеро завербованих стежили за аеродромом.", []),
    ("UA", "Родини загиблих: 41 тисяча родин загиблих отримала виплати.", []),
    ("UA", "До війська повернулися 20 тисяч бійців, які самовільно залишили частину.", []),
    ("UA", "Відбувся обмін. Серед звільнених 205 військовополонених.", []),
    ("UA", "У Латвії вже 9 тисяч канадських військових.", [("deployed", 9000, 9000, "person", "CA", "asserted", "military")]),
    (
        "UA",
        "На Сумщині нині майже 50 тисяч російських солдатів.",
        [("deployed", 50000, 50000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "У казармах Польщі 216 тисяч польських військових.", []),
    (
        "UA",
        "Росія та Україна разом втратили понад мільйон солдатів.",
        [("casualties", 1000000, None, "person", None, "asserted", "military")],
    ),
    (
        "UA",
        "Контингент із 250 шведських військових повернувся додому з Малі.",
        [("withdrawn", 250, 250, "person", "SE", "asserted", "military")],
    ),
    ("UA", "Додому повернулися 90 українських захисників.", []),
    ("UA", "До роботи повернулися 60 працівників станції.", []),
    ("UA", "Окупантів під Вовчанськом знищено 15.", [("killed", 15, 15, "person", "RU", "asserted", "military")]),
    ("UA", "Росіян у Покровську засіло від 200 до 250.", [("deployed", 200, 250, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Двоє окупантів убиті, третього взято в полон.",
        [("killed", 2, 2, "person", "RU", "asserted", "military"), ("captured", 1, 1, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "Під Оріхів росіяни стягнули полк піхоти, а слідом – два батальйони десантників.",
        [
            ("deployed", 1, 1, "regiment", "RU", "asserted", "military"),
            ("deployed", 2, 2, "battalion", "RU", "asserted", "military"),
        ],
    ),
    (
        "UA",
        "На Херсонщину ворог завів два батальйони та роту спецпризначенців.",
        [
            ("deployed", 2, 2, "battalion", "RU", "asserted", "military"),
            ("deployed", 1, 1, "company", "RU", "asserted", "military"),
        ],
    ),
    ("UA", "Фінляндія спрямує до України роту саперів.", [("planned", 1, 1, "company", "FI", "asserted", "military")]),
    ("UA", "Норвезький батальйон залишив Литву.", [("withdrawn", 1, 1, "battalion", "NO", "asserted", "military")]),
    (
        "UA",
        "Ізраїль відвів із півдня Лівану одну з трьох бригад.",
        [("withdrawn", 1, 1, "brigade", "IL", "asserted", "military")],
    ),
    ("UA", "Португальський контингент у Лівані – 140 осіб.", [("deployed", 140, 140, "person", "PT", "asserted", "military")]),
    ("UA", "Ворог наростив сили під Сумами до 50 тисяч.", [("deployed", 50000, 50000, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Пентагон відправляє на Близький Схід іще тисячу десантників.",
        [("deployed", 1000, 1000, "person", "US", "asserted", "military")],
    ),
    (
        "UA",
        "Росіяни збираються розгорнути в Білорусі ракетний комплекс.",
        [],
    ),
    (
        "UA",
        "Постраждали п'ятеро цивільних: три жінки й двоє чоловіків.",
        [("wounded", 5, 5, "person", "UA", "asserted", "civilian")],
    ),
    (
        "UA",
        "За рік Росія втратила 400 тисяч солдатів, на один лише грудень припало 48 тисяч.",
        [
            ("casualties", 400000, 400000, "person", "RU", "asserted", "military"),
            ("casualties", 48000, 48000, "person", "RU", "asserted", "military"),
        ],
    ),
    ("UA", "Семеро окупантів лишилися в окопі назавжди.", [("killed", 7, 7, "person", "RU", "asserted", "military")]),
    ("UA", "У навчаннях у Литві беруть участь 900 норвезьких військових.", []),
    ("UA", "Взвод росіян зник безвісти під Лиманом.", [("missing", 1, 1, "platoon", "RU", "asserted", "military")]),
    (
        "UA",
        "Січень коштував Росії приблизно 40 тисяч людей убитими й пораненими.",
        [("casualties", 40000, 40000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Зброю склали дев'ятеро російських десантників.", [("captured", 9, 9, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "Щонайменше за двадцятьма окупантами загубився слід, вони зникли безвісти.",
        [("missing", 20, None, "person", "RU", "asserted", "military")],
    ),
    (
        "UA",
        "Ворог дошле під Суми п'ять-шість тисяч піхотинців.",
        [("planned", 5000, 6000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Загиблих росіян чверть мільйона.", [("killed", 250000, 250000, "person", "RU", "asserted", "military")]),
    ("UA", "Кубинців, які воюють за Росію, шкода.", []),
    (
        "UA",
        "Ворог ударив по Сумах, убивши двох людей та поранивши сімох.",
        [("killed", 2, 2, "person", "UA", "asserted", "civilian"), ("wounded", 7, 7, "person", "UA", "asserted", "civilian")],
    ),
    ("UA", "Росіяни відступили, втративши 40 солдатів.", [("casualties", 40, 40, "person", "RU", "asserted", "military")]),
    ("UA", "Екіпажі дронів бригади за ніч знищили 12 окупантів.", [("killed", 12, 12, "person", "RU", "asserted", "military")]),
    ("UA", "Під час пожежі після удару дрона загинули двоє людей.", [("killed", 2, 2, "person", "UA", "asserted", "civilian")]),
    ("UA", "Кім пообіцяв Москві ще 30 тисяч бійців.", [("planned", 30000, 30000, "person", "KP", "asserted", "military")]),
    ("UA", "Є загиблі: двоє чоловіків і жінка.", [("killed", 3, 3, "person", "UA", "asserted", "civilian")]),
    (
        "UA",
        "Ворог двічі йшов на штурм. Утратив понад дві роти вбитими й пораненими.",
        [("casualties", 2, None, "company", "RU", "asserted", "military")],
    ),
    ("UA", "Більш як половину з 9 тисяч окупантів уже знищено.", []),
    (
        "UA",
        "Росіян, додав він, у Білорусі лишилося не більш як дві тисячі.",
        [("deployed", None, 2000, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Восени до них долучиться рота фінських зенітників.", [("planned", 1, 1, "company", "FI", "asserted", "military")]),
    (
        "UA",
        "Шестеро наших бійців полягло, одного вивезли пораненим.",
        [("killed", 6, 6, "person", "UA", "asserted", "military"), ("wounded", 1, 1, "person", "UA", "asserted", "military")],
    ),
    (
        "UA",
        "Двох окупантів ліквідовано, одного ми взяли живим.",
        [("killed", 2, 2, "person", "RU", "asserted", "military"), ("captured", 1, 1, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Втрати французів: вчора в Малі загинула ціла рота.", [("killed", 1, 1, "company", "FR", "asserted", "military")]),
    (
        "UA",
        "Бангкок утримує 18 полонених камбоджійських солдатів.",
        [("captured", 18, 18, "person", "KH", "asserted", "military")],
    ),
    ("UA", "Ще дві бригади Єгипет пересунув на Синай.", [("deployed", 2, 2, "brigade", "EG", "asserted", "military")]),
    (
        "UA",
        "Ворожа піхота танула: 31 двохсотий, 12 трьохсотих.",
        [("killed", 31, 31, "person", "RU", "asserted", "military"), ("wounded", 12, 12, "person", "RU", "asserted", "military")],
    ),
    # Russian
    # what something cost; those told of before; reports denied; a sending that will not be; going home from a friend
    (
        "RU",
        "Авантюра стоила Киеву уже 76 тысяч солдат.",
        [("casualties", 76_000, 76_000, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Взрыв обошёлся России в 5 миллионов долларов.", []),
    (
        "US",
        "Кирби о бойцах КНДР: их потери превысили тысячу.",
        [("casualties", 1000, None, "person", "KP", "asserted", "military")],
    ),
    (
        "KR",
        "После отправки северокорейских войск погибли 600 человек из их числа.",
        [("killed", 600, 600, "person", "KP", "asserted", "military")],
    ),
    (
        "RU",
        "МИД Ирана назвал ложью сообщения об иранских солдатах в Сирии.",
        [("deployed", None, None, "person", "IR", "denied", "military")],
    ),
    ("RU", "Войска Италии в Киев направлены не будут.", [("planned", None, None, "person", "IT", "denied", "military")]),
    ("UA", "Российские войска из Сирии не выводятся.", [("withdrawn", None, None, "person", "RU", "denied", "military")]),
    (
        "KR",
        "В декабре на родину из России вернулись 1 100 военных КНДР.",
        [("withdrawn", 1100, 1100, "person", "KP", "asserted", "military")],
    ),
    ("UA", "Из России домой вернулись 75 украинских военных.", []),
    (
        "UA",
        "В Белоруссию прибыли эшелоны с российскими военными.",
        [("deployed", None, None, "person", "RU", "asserted", "military")],
    ),
    ("UA", "Погибли чуть более 200 российских солдат.", [("killed", 200, None, "person", "RU", "asserted", "military")]),
    ("RU", "Противник потерял до 410 военнослужащих.", [("casualties", None, 410, "person", "UA", "asserted", "military")]),
    ("RU", "Уничтожено более 50 украинских боевиков.", [("killed", 50, None, "person", "UA", "asserted", "military")]),
    (
        "RU",
        "В Белгороде погиб один мирный житель, четверо ранены.",
        [
            ("killed", 1, 1, "person", "RU", "asserted", "civilian"),
            ("wounded", 4, 4, "person", "RU", "asserted", "civilian"),
        ],
    ),
    ("RU", "В плен сдались шестеро украинских солдат.", [("captured", 6, 6, "person", "UA", "asserted", "military")]),
    ("RU", "Польша стянула к границе три бригады.", [("deployed", 3, 3, "brigade", "PL", "asserted", "military")]),
    ("RU", "Сбиты 42 украинских беспилотника.", []),
    ("RU", "Урон противника превысил 240 человек.", [("casualties", 240, None, "person", "UA", "asserted", "military")]),
    (
        "RU",
        "Общие потери, понесённые врагом за неделю, — более 6 тысяч человек убитыми и ранеными.",
        [("casualties", 6000, None, "person", "UA", "asserted", "military")],
    ),
    ("UA", "Минус 1 150 оккупантов за сутки.", [("casualties", 1150, 1150, "person", "RU", "asserted", "military")]),
    (
        "RU",
        "Уничтожены 20 солдат ВСУ и более 70 украинских боевиков.",
        [
            ("killed", 20, 20, "person", "UA", "asserted", "military"),
            ("killed", 70, None, "person", "UA", "asserted", "military"),
        ],
    ),
    ("UA", "Враг потерял не 500, а 700 солдат.", [("casualties", 700, 700, "person", "RU", "asserted", "military")]),
    (
        "UA",
        "В российском плену, по данным омбудсмена, находятся около шести тысяч наших военных.",
        [("captured", 6000, 6000, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Количество пленных выросло до 430.", [("captured", 430, 430, "person", "UA", "asserted", "military")]),
    (
        "RU",
        "«Восток» и «Днепр»: урон врага — до 1 300 и до 420 военнослужащих соответственно.",
        [
            ("casualties", None, 1300, "person", "UA", "asserted", "military"),
            ("casualties", None, 420, "person", "UA", "asserted", "military"),
        ],
    ),
    (
        "RU",
        "В Габоне и Чаде остаются 90 и 70 французских инструкторов соответственно.",
        [
            ("deployed", 90, 90, "person", "FR", "asserted", "military"),
            ("deployed", 70, 70, "person", "FR", "asserted", "military"),
        ],
    ),
    (
        "RU",
        "Из 14 тысяч отправленных в Россию солдат КНДР погибли 500.",
        [
            ("deployed", 14000, 14000, "person", "KP", "asserted", "military"),
            ("killed", 500, 500, "person", "KP", "asserted", "military"),
        ],
    ),
    (
        "RU",
        "Из 11 тысяч северокорейских солдат в Курской области около тысячи погибли.",
        [("killed", 1000, 1000, "person", "KP", "asserted", "military")],
    ),
    (
        "RU",
        "На базах остаются 1 200 солдат США, две из пяти станций разрушены.",
        [("deployed", 1200, 1200, "person", "US", "asserted", "military")],
    ),
    (
        "UA",
        "Пхеньян, по словам президента, уже лишился около четырёх тысяч солдат.",
        [("casualties", 4000, 4000, "person", "KP", "asserted", "military")],
    ),
    ("RU", "Около 250 военных держит Италия.", [("deployed", 250, 250, "person", "IT", "asserted", "military")]),
    ("RU", "Две бригады к границе стянула Польша.", [("deployed", 2, 2, "brigade", "PL", "asserted", "military")]),
    (
        "UA",
        "Под Покровском россияне собрали 90 тысяч военнослужащих.",
        [("deployed", 90000, 90000, "person", "RU", "asserted", "military")],
    ),
    ("RU", "Волонтёры собрали 90 тысяч рублей.", []),
    ("RU", "За сутки поражены 152 района, две его роты остались без пунктов управления.", []),
    ("UA", "Враг 64 раза штурмовал и свыше пяти тысяч раз обстрелял позиции наших войск.", []),
    ("RU", "Потери сторон — 1 к 5 в нашу пользу.", []),
    ("RU", "Восемь БПЛА уничтожены над Курской областью, четыре – над Брянской, два – над Крымом и один – над Белгородской.", []),
    (
        "RU",
        "Потери ВСУ за сутки составили более 250 военнослужащих, уничтожены два танка и пушка.",
        [("casualties", 250, None, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Разгромлены три отряда ВСУ.", []),
    ("RU", "На стройках недосчитались 300 тысяч работников.", []),
    ("RU", "Численность занятых достигла 15,8 млн человек.", []),
    (
        "RU",
        "FPV-дрон врезался в микроавтобус: погиб водитель, двое пассажиров ранены.",
        [("killed", 1, 1, "person", "RU", "asserted", "civilian"), ("wounded", 2, 2, "person", "RU", "asserted", "civilian")],
    ),
    ("RU", "Автобус врезался в грузовик под Рязанью, погибли пять человек.", []),
    ("RU", "Водитель от полученных травм скончался на месте.", [("killed", 1, 1, "person", "RU", "asserted", "civilian")]),
    (
        "RU",
        "Число погибших выросло до четырёх: ночью в реанимации умер мальчик.",
        [("killed", 4, 4, "person", "RU", "asserted", "civilian")],
    ),
    (
        "RU",
        "В больницах остаются шестеро раненых, двоих готовят к отправке в Москву.",
        [("wounded", 6, 6, "person", "RU", "asserted", "civilian")],
    ),
    ("RU", "На полигоне завершилась активная фаза учений. Задействованы свыше 1 500 военнослужащих пяти государств.", []),
    ("RU", "83 года назад завершилась Сталинградская битва. В плен взяли 91 тысячу солдат.", []),
    (
        "RU",
        "Из Сенегала ушли последние французские солдаты: страну покинули 320 военнослужащих.",
        [("withdrawn", 320, 320, "person", "FR", "asserted", "military")],
    ),
    (
        "UA",
        "Российский штурмовик с позывным «Сокол» жалуется: «У нас семнадцать двухсотых, двадцать трёхсотых».",
        [("killed", 17, 17, "person", "RU", "asserted", "military"), ("wounded", 20, 20, "person", "RU", "asserted", "military")],
    ),
    (
        "RU",
        "Группировка JNIM утверждает, что убила в Буркина-Фасо не менее двухсот солдат.",
        [("killed", 200, None, "person", "BF", "asserted", "military")],
    ),
    (
        "RU",
        "Пентагон перебросит на Ближний Восток два батальона морской пехоты.",
        [("planned", 2, 2, "battalion", "US", "asserted", "military")],
    ),
    ("RU", "В Сирии убит российский военнослужащий.", [("killed", 1, 1, "person", "RU", "asserted", "military")]),
    ("UA", "ССО взяли в плен северокорейского бойца.", [("captured", 1, 1, "person", "KP", "asserted", "military")]),
    ("RU", "Погиб военнослужащий Дмитрий Сидоров.", []),
    ("RU", "В Латвии уже 9 тысяч канадских военных.", [("deployed", 9000, 9000, "person", "CA", "asserted", "military")]),
    ("RU", "Последние 90 датских солдат вернулись на родину.", [("withdrawn", 90, 90, "person", "DK", "asserted", "military")]),
    ("RU", "Домой вернулись 150 российских военнослужащих.", []),
    ("RU", "За сутки украинских военных сдалось в плен семеро.", [("captured", 7, 7, "person", "UA", "asserted", "military")]),
    (
        "RU",
        "Двое солдат погибли, третий ранен.",
        [("killed", 2, 2, "person", "RU", "asserted", "military"), ("wounded", 1, 1, "person", "RU", "asserted", "military")],
    ),
    (
        "RU",
        "В Нигер прибыли рота французских десантников и два взвода сапёров.",
        [
            ("deployed", 1, 1, "company", "FR", "asserted", "military"),
            ("deployed", 2, 2, "platoon", "FR", "asserted", "military"),
        ],
    ),
    ("RU", "Финляндия направит на Украину роту сапёров.", [("planned", 1, 1, "company", "FI", "asserted", "military")]),
    (
        "RU",
        "Канадская бригада в Латвии выросла до 2200 военных.",
        [("deployed", 2200, 2200, "person", "CA", "asserted", "military")],
    ),
    (
        "RU",
        "На рубеж перегнаны две бригады украинской морской пехоты.",
        [("deployed", 2, 2, "brigade", "UA", "asserted", "military")],
    ),
    ("RU", "В область зашли четыре-пять украинских бригад.", [("deployed", 4, 5, "brigade", "UA", "asserted", "military")]),
    ("RU", "Границу стерегут две тысячи польских солдат.", [("deployed", 2000, 2000, "person", "PL", "asserted", "military")]),
    ("RU", "В Судан приедут ещё 200 российских инструкторов.", [("planned", 200, 200, "person", "RU", "asserted", "military")]),
    (
        "RU",
        "За ночь убиты две с лишним сотни украинских солдат.",
        [("killed", 200, None, "person", "UA", "asserted", "military")],
    ),
    (
        "RU",
        "Полторы с лишним тысячи украинских солдат сдались в плен.",
        [("captured", 1500, None, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Боевики вырезали 60 малийских солдат.", [("killed", 60, 60, "person", "ML", "asserted", "military")]),
    ("RU", "Удар унёс жизни 12 украинских солдат.", [("killed", 12, 12, "person", "UA", "asserted", "military")]),
    ("RU", "Ликвидирована этой ночью под Волчанском рота ВСУ.", [("killed", 1, 1, "company", "UA", "asserted", "military")]),
    ("RU", "Взвод ВСУ уничтожен под Покровском.", [("killed", 1, 1, "platoon", "UA", "asserted", "military")]),
    ("RU", "У ВСУ под Сумами погибло 50 человек.", [("killed", 50, 50, "person", "UA", "asserted", "military")]),
    ("RU", "Со стороны противника погибло 20 солдат.", [("killed", 20, 20, "person", "UA", "asserted", "military")]),
    (
        "RU",
        "Вылазка стоила противнику 20 убитых и 30 раненых.",
        [("killed", 20, 20, "person", "UA", "asserted", "military"), ("wounded", 30, 30, "person", "UA", "asserted", "military")],
    ),
    (
        "RU",
        "Убито 12 украинских солдат, столько же ранено.",
        [("killed", 12, 12, "person", "UA", "asserted", "military"), ("wounded", 12, 12, "person", "UA", "asserted", "military")],
    ),
    (
        "RU",
        "Под Купянск брошены резервы ВСУ, не менее трёх рот.",
        [("deployed", 3, None, "company", "UA", "asserted", "military")],
    ),
    (
        "RU",
        "Завершён отвод украинских подразделений из Суджи.",
        [("withdrawn", None, None, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Ни один наш боец не погиб.", [("killed", None, None, "person", "RU", "denied", "military")]),
    ("RU", "Среди российских десантников потерь нет.", [("casualties", None, None, "person", "RU", "denied", "military")]),
    (
        "RU",
        "Из 40 украинских штурмовиков 25 убиты, остальные сдались.",
        [("killed", 25, 25, "person", "UA", "asserted", "military")],
    ),
    ("RU", "Американских военных в Сирии – две тысячи.", [("deployed", 2000, 2000, "person", "US", "asserted", "military")]),
    (
        "RU",
        "Российских солдат в Приднестровье около полутора тысяч.",
        [("deployed", 1500, 1500, "person", "RU", "asserted", "military")],
    ),
    ("RU", "300 бойцам доставили зимнюю форму.", []),
    ("RU", "На склад завезли 300 комплектов формы для солдат.", []),
    ("RU", "На матче порядок охраняли 800 полицейских.", []),
    ("RU", "В Грузию за год приехали 30 тысяч россиян.", []),
    ("RU", "Вернули ещё 60 наших ребят.", []),
    ("RU", "Условно уничтожены 30 боевиков условного противника.", []),
    ("RU", "По словам самих пленных, в роте было много новобранцев.", []),
    ("RU", "Будут спасены тысячи жизней.", []),
    ("RU", "В смертельной аварии столкнулись маршрутка и фура. Погибли четверо.", []),
    (
        "RU",
        "Парламент Кении одобрил отправку тысячи полицейских на Гаити.",
        [("planned", 1000, 1000, "person", "KE", "asserted", "military")],
    ),
    ("RU", "США сократят контингент в Ираке на 500 человек.", [("withdrawn", 500, 500, "person", "US", "asserted", "military")]),
    ("RU", "Сенегальский контингент покинул Гамбию.", [("withdrawn", None, None, "person", "SN", "asserted", "military")]),
    (
        "RU",
        "Турция нарастила группировку в Идлибе до 10 тысяч солдат.",
        [("deployed", 10000, 10000, "person", "TR", "asserted", "military")],
    ),
    (
        "RU",
        "Около 150 украинских солдат ликвидировано, ещё 19 взяты в плен.",
        [
            ("killed", 150, 150, "person", "UA", "asserted", "military"),
            ("captured", 19, 19, "person", "UA", "asserted", "military"),
        ],
    ),
    ("RU", "Первые камни были брошены в грузинских полицейских в Тбилиси.", []),
    ("RU", "В столице России их 77.", []),
    # Korean
    ("KR", "북한군 300여 명이 사망했다.", [("killed", 300, None, "person", "KP", "asserted", "military")]),
    ("KR", "북한군 약 1만1천 명이 러시아에 파병됐다.", [("deployed", 11_000, 11_000, "person", "KP", "asserted", "military")]),
    ("KR", "우크라이나군은 북한 병사 두 명을 생포했다.", [("captured", 2, 2, "person", "KP", "asserted", "military")]),
    ("KR", "러시아군 2개 대대가 철수했다.", [("withdrawn", 2, 2, "battalion", "RU", "asserted", "military")]),
    (
        "KR",
        "민간인 23명이 숨지고 90명이 다쳤다.",
        [
            ("killed", 23, 23, "person", "KR", "asserted", "civilian"),
            ("wounded", 90, 90, "person", "KR", "asserted", "civilian"),
        ],
    ),
    ("KR", "북한군 수백 명이 죽거나 다친 것으로 추정된다.", [("casualties", 200, 999, "person", "KP", "hedged", "military")]),
    ("KR", "러시아군 전차 7대가 파괴됐다.", []),
    ("KR", "시리아에 파견된 튀르키예군 40명이 전사했다.", [("killed", 40, 40, "person", "TR", "asserted", "military")]),
    ("KR", "미국은 독일 주둔 병력 700명을 철수했다.", [("withdrawn", 700, 700, "person", "US", "asserted", "military")]),
    ("KR", "러시아군 2000명이 새롭게 배치됐다.", [("deployed", 2000, 2000, "person", "RU", "asserted", "military")]),
    (
        "KR",
        "북한은 약 3천명의 병력을 러시아에 파견했다.",
        [("deployed", 3000, 3000, "person", "KP", "asserted", "military")],
    ),
    (
        "KR",
        "러시아군 사상자가 3만 명에서 4만 명에 이른다.",
        [("casualties", 30_000, 40_000, "person", "RU", "asserted", "military")],
    ),
    (
        "KR",
        "러시아군 사상자는 최소 6명이 숨지고 9명이 다친 것으로 추정된다.",
        [
            ("killed", 6, None, "person", "RU", "hedged", "military"),
            ("wounded", 9, 9, "person", "RU", "hedged", "military"),
        ],
    ),
    (
        "KR",
        "포격으로 주민 12명이 목숨을 잃고 31명이 다쳤다.",
        [
            ("killed", 12, 12, "person", "KR", "asserted", "civilian"),
            ("wounded", 31, 31, "person", "KR", "asserted", "civilian"),
        ],
    ),
    ("KR", "어린이 4명을 포함해 주민 17명이 숨졌다.", [("killed", 17, 17, "person", "KR", "asserted", "civilian")]),
    (
        "KR",
        "북한군의 인명 피해가 전사 200여 명을 포함해 1천500여 명에 이른다.",
        [
            ("killed", 200, None, "person", "KP", "asserted", "military"),
            ("casualties", 1500, None, "person", "KP", "asserted", "military"),
        ],
    ),
    ("KR", "러시아에 파병된 북한군의 사상자 수는 확인되지 않았다.", []),
    (
        "KR",
        "이스라엘군은 “라파에서 병력 피해를 입은 사실이 없다”고 밝혔다.",
        [("casualties", None, None, "person", "IL", "denied", "military")],
    ),
    ("KR", "북한이 러시아에 추가로 4천 명을 보냈다.", [("deployed", 4000, 4000, "person", "KP", "asserted", "military")]),
    ("KR", "철수 뒤 시리아에 남은 미군은 900명이다.", [("deployed", 900, 900, "person", "US", "asserted", "military")]),
    (
        "KR",
        "파병을 위해 러시아로 간 북한군은 1만3천 명에 이른다.",
        [("deployed", 13_000, 13_000, "person", "KP", "asserted", "military")],
    ),
    (
        "KR",
        "레바논에 주둔 중인 동명부대 장병은 약 290명입니다.",
        [("deployed", 290, 290, "person", "KR", "asserted", "military")],
    ),
    (
        "KR",
        "북한 특수부대 2개 여단 6천 명이 러시아에 도착했다.",
        [
            ("deployed", 2, 2, "brigade", "KP", "asserted", "military"),
            ("deployed", 6000, 6000, "person", "KP", "asserted", "military"),
        ],
    ),
    ("KR", "말리에서 독일군 마지막 병력 310명이 떠났다.", [("withdrawn", 310, 310, "person", "DE", "asserted", "military")]),
    ("KR", "아라칸군은 정부군 120명을 사살했다고 주장했다.", [("killed", 120, 120, "person", "MM", "asserted", "military")]),
    (
        "KR",
        "러시아는 전사 3만 명에 부상 6만 명이라고 집계했다.",
        [
            ("killed", 30_000, 30_000, "person", "RU", "asserted", "military"),
            ("wounded", 60_000, 60_000, "person", "RU", "asserted", "military"),
        ],
    ),
    ("KR", "러시아군 중사 2명이 전사했다.", [("killed", 2, 2, "person", "RU", "asserted", "military")]),
    (
        "KR",
        "영국 정부는 병력 2천 명을 파견하는 방안을 검토하고 있다.",
        [("planned", 2000, 2000, "person", "GB", "hedged", "military")],
    ),
    ("UA", "적은 하루 사이 병력 210명을 잃었다.", [("casualties", 210, 210, "person", "RU", "asserted", "military")]),
    ("UA", "시민 일곱 분이 희생되셨습니다.", [("killed", 7, 7, "person", "UA", "asserted", "civilian")]),
    ("UA", "오늘 포로 60명이 집으로 돌아왔습니다.", []),
    ("KR", "러시아 제72여단 소속 210명이 항복했다.", [("captured", 210, 210, "person", "RU", "asserted", "military")]),
    ("KR", "우크라이나 제80여단 병사 31명이 전사했다.", [("killed", 31, 31, "person", "UA", "asserted", "military")]),
    ("KR", "시리아국민군(SNA) 22명이 숨졌다.", [("killed", 22, 22, "person", "sna", "asserted", "military")]),
    ("KR", "리투아니아에 나가 있는 독일 장병은 700명쯤이다.", [("deployed", 700, 700, "person", "DE", "asserted", "military")]),
    ("KR", "유엔 주재 북한 대표부는 러시아 파병설을 부인했다.", [("deployed", None, None, "person", "KP", "denied", "military")]),
    ("KR", "국방부는 북한군 장교 홍길동 대령(45)이 전사했다고 밝혔다.", []),
    ("KR", "러시아 해군 승조원 3명이 숨졌다.", [("killed", 3, 3, "person", "RU", "asserted", "military")]),
    ("KR", "양측이 포로 205명을 맞바꿨다.", []),
    (
        "KR",
        "니제르 주둔군 1천300명이 철수했다고 프랑스군이 밝혔다.",
        [("withdrawn", 1300, 1300, "person", "FR", "asserted", "military")],
    ),
    (
        "KR",
        "우리 군 전사자는 400명, 러시아는 전사 3천 명이다.",
        [
            ("killed", 400, 400, "person", "KR", "asserted", "military"),
            ("killed", 3000, 3000, "person", "RU", "asserted", "military"),
        ],
    ),
    (
        "KR",
        "말리에 흩어져 있는 러시아 ‘아프리카군단’ 병력이 2천 명을 넘지 않는다.",
        [("deployed", None, 2000, "person", "RU", "asserted", "military")],
    ),
    ("KR", "북한은 러시아에 교대 병력을 보낼 채비를 하고 있다.", [("planned", None, None, "person", "KP", "hedged", "military")]),
    ("KR", "북한군 2천 명이 러시아로 떠날 예정이다.", [("planned", 2000, 2000, "person", "KP", "asserted", "military")]),
    ("KR", "러시아군 72여단 병사 31명이 전사했다.", [("killed", 31, 31, "person", "RU", "asserted", "military")]),
    (
        "KR",
        "하르키우 공습 사망자는 어린이 2명을 포함해 모두 9명이다.",
        [("killed", 9, 9, "person", "UA", "asserted", "civilian")],
    ),
    ("KR", "러시아군은 지난주 전투에서 큰 손실을 봤다.", [("casualties", None, None, "person", "RU", "asserted", "military")]),
    ("KR", "이라크에는 약 2800명의 미군이 주둔하고 있다.", [("deployed", 2800, 2800, "person", "US", "asserted", "military")]),
    (
        "KR",
        "약 1500명의 북한군이 새롭게 배치된 것으로 알려졌다.",
        [("deployed", 1500, 1500, "person", "KP", "hedged", "military")],
    ),
    ("KR", "북한군 500명이 전쟁에 참전했다가 전사했다.", [("killed", 500, 500, "person", "KP", "asserted", "military")]),
    (
        "KR",
        "사망한 러시아군 병사가 700명에 가까운 것으로 나타났다.",
        [("killed", 700, 700, "person", "RU", "asserted", "military")],
    ),
    (
        "KR",
        "부상자가 민간인 12명, 군인 5명 등 총 17명으로 집계됐다.",
        [
            ("wounded", 12, 12, "person", "KR", "asserted", "civilian"),
            ("wounded", 5, 5, "person", "KR", "asserted", "military"),
            ("wounded", 17, 17, "person", "KR", "asserted", "military"),
        ],
    ),
    ("IL", "‘레바논에서 병사 세 명이 실종됐다’는 이야기는 거짓이다.", [("missing", 3, 3, "person", "IL", "denied", "military")]),
    (
        "KR",
        "아프가니스탄과 이라크에 주둔 중인 미군은 각각 4000여 명과 3000여 명이다.",
        [
            ("deployed", 4000, None, "person", "US", "asserted", "military"),
            ("deployed", 3000, None, "person", "US", "asserted", "military"),
        ],
    ),
    ("KR", "북한군 5천 명이 전사하거나 부상했다.", [("casualties", 5000, 5000, "person", "KP", "asserted", "military")]),
    ("KR", "전사한 러시아군 9만 명의 신원이 확인됐다.", [("killed", 90_000, 90_000, "person", "RU", "asserted", "military")]),
    ("KR", "체코는 우크라이나에 군대를 보내지 않겠다고 밝혔다.", [("planned", None, None, "person", "CZ", "denied", "military")]),
    (
        "KR",
        "북한군 폭풍군단이 투입됐으며 최소 90명의 사망자가 발생했다.",
        [("killed", 90, None, "person", "KP", "asserted", "military")],
    ),
    ("KR", "쿠르스크의 북한군 3분의 1이 전사했다.", []),
    ("KR", "시리아 국방부는 홈스에서 병력을 뺐다고 했다.", [("withdrawn", None, None, "person", "SY", "asserted", "military")]),
    ("KR", "북한군 2천 명이 기차로 쿠르스크에 들어왔다.", [("deployed", 2000, 2000, "person", "KP", "asserted", "military")]),
    ("RU", "우리 부대는 도네츠크주에서 공세를 이어가고 있습니다.", []),
    ("IL", "아군 피해: 남부에서 전사 6명.", [("killed", 6, 6, "person", "IL", "asserted", "military")]),
    (
        "UA",
        "우리 군이 외국 국적자 두 명을 붙잡았다. 67세 여성 등 주민 두 명이 숨졌다.",
        [
            ("captured", 2, 2, "person", "RU", "asserted", "military"),
            ("killed", 2, 2, "person", "UA", "asserted", "civilian"),
        ],
    ),
]


@pytest.mark.parametrize(("nation", "text", "expected"), STATEMENTS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_sentence_states(nation: str, text: str, expected: list[Expected]) -> None:
    owner, zone = OWNERS[nation]
    channel = Channel(username="x", title=owner, owner=owner, nation=nation, zone=zone)
    found = extract(Post(1, datetime(2025, 1, 15, 9, tzinfo=UTC), text), channel)
    assert [
        (
            statement.event.value,
            statement.count.low if statement.count else None,
            statement.count.high if statement.count else None,
            statement.of.value,
            statement.force,
            statement.stance.value,
            statement.people.value,
        )
        for statement in found
    ] == expected
    assert all(text[statement.start : statement.end] == statement.evidence for statement in found)
