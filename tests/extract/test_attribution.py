"""Who says it: short texts and the speaker of their one statement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.extract import extract
from bot.model import Channel, Post

OWNER = "Office of the President"

SPEAKERS: list[tuple[str, str]] = [
    # to whom it is told; a subject behind a time, an object or a title; a body and nothing more before a colon
    ("«У нас 240 пропавших», — рассказал изданию «Пример» российский боец Баир Иванов.", "Баир Иванов"),
    ("Страну покинули 350 французских военных, сказал агентству AFP генерал Жан Дюпон.", "Жан Дюпон"),
    ("Сто бойцов отозваны из Мали, рассказал командир Виктор Ермолаев газете «Пример».", "Виктор Ермолаев"),
    ("Перебросят батальон, подтвердил министр обороны Андрюс Каунас.", "Андрюс Каунас"),
    ("Отправят ещё 700 солдат НАТО, объявил генсек альянса Йенс Столтенберг.", "Jens Stoltenberg"),
    ("Погибли 11 пакистанских военных, обнародовала списки пресс-служба пакистанской армии.", "Inter-Services Public Relations"),
    ("МИД Индии гибель 50 солдат решительно отрицает.", "Ministry of Foreign Affairs of India"),
    ("Союз матерей солдат: пропавшими остаются 312 бойцов.", "Союз матерей солдат"),
    ("Член комитета Госдумы Андрей Петров: ВСУ потеряли 300 бойцов.", "Андрей Петров"),
    ("Британские и американские чиновники — о январе: Россия потеряла 500 солдат.", "Британские и американские чиновники"),
    ("CSIS: по оценкам аналитиков, Россия потеряла 500 солдат.", "CSIS"),
    ("Анкара: обезврежены девять боевиков РПК — сводка Минобороны Турции за сутки.", "Turkish Ministry of National Defence"),
    ("Из брифинга М. В. Захаровой\n\nПогибли 300 солдат ВСУ.", "Maria Zakharova"),
    ("Песков о ста тысячах российских потерь: «Цифры взяты с потолка».", "Dmitry Peskov"),
    # a long title before a name; brackets at the end; an outlet behind a word for it; a body that no table knows as the topic
    ("Прибули 300 солдатів, заявив начальник департаменту військового співробітництва Петро Коваль.", "Петро Коваль"),
    ("Some 700,000 men are fighting for us in Ukraine (Vladimir Putin).", "Vladimir Putin"),
    ("Deputy Minister John Smith after the meeting\n• 300 soldiers of ours were killed.", "John Smith"),
    ("우크라이나 제93기계화여단은 러시아군 열일곱 명을 사살했다고 밝혔다.", "우크라이나 제93기계화여단"),
    ("남태평양개발공동체는 말라위군 30명이 전사했다고 밝혔다.", "남태평양개발공동체"),
    ("요나스 페테르손 스웨덴 국방장관은 29일 우크라이나군 300명이 전사했다고 밝혔다.", "요나스 페테르손"),
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
    # a name in brackets at the end; a heading over quoted items; a pronoun between commas; a list by states
    ("— Around 700,000 of our men are in Ukraine (Vladimir Putin).", "Vladimir Putin"),
    ('Deputy Prime Minister Piotr Kowalski after the meeting\n\n➡️ "12 Polish soldiers were killed."', "Piotr Kowalski"),
    ('"They are a target," warned Mark Rutte. France, he believes, sent 200 troops there.', "Mark Rutte"),
    ("Where they serve\n▫️ Latvia: about 750 Danish soldiers are in Latvia.", OWNER),
    # who denies it speaks of it
    ("The Kremlin denied that Russian troops were leaving Syria.", "Kremlin"),
    ("Moscow denied the reports that 500 of its soldiers had died near Sudzha.", "Russia"),
    # who said it, or where it was said, told behind
    (
        "За січень загинули 300 російських солдатів. Про це йдеться у зведенні Генштабу.",
        "General Staff of the Armed Forces of Ukraine",
    ),
    ("Під Сумами полонили шістьох росіян, повідомили в Генштабі.", "General Staff of the Armed Forces of Ukraine"),
    ("Росія втратила 600 тисяч солдатів, сказав агентству Reuters посадовець НАТО.", "NATO official"),
    # people without a name; a pronoun; a bare noun for the body named before, which at home is the channel's own
    ("Residents told reporters that 30 civilians had been killed.", "Residents"),
    ("Жители Сум рассказали, что погибли 30 мирных жителей.", "Жители Сум"),
    ("Mark Rutte spoke of Kursk. Three thousand soldiers, he believes, were killed.", "Mark Rutte"),
    (
        "The National Intelligence Service met today. The agency put the number of the killed soldiers at 300.",
        "National Intelligence Service",
    ),
    ("The ministry denies that 300 soldiers were killed.", OWNER),
    ("«Хезболла» мовчала добу. Угруповання визнало втрату 40 бійців.", "Hezbollah"),
    # whose report it is
    ("Втрати росіян за добу: 1 200 осіб\nДжерело: Генштаб ЗСУ", "General Staff of the Armed Forces of Ukraine"),
    (
        "Source: General Staff of the Armed Forces of Ukraine\nRussian losses: 1,200 soldiers",
        "General Staff of the Armed Forces of Ukraine",
    ),
    ("러시아 국방부 일일 브리핑\n- 우크라이나군 병력 손실 240명", "Ministry of Defence of the Russian Federation"),
    ("러시아군 병력 손실 1,200명 (우크라이나군 총참모부 자료)", "General Staff of the Armed Forces of Ukraine"),
    ("After the briefing of the Ministry of Defence I went to Sumy.\n\n300 Russian soldiers were killed there.", OWNER),
    # a headline quotes whom it names; a name before a title; two who speak together
    ("[속보] 국정원 “북한군 3천여 명 러시아 도착”", "National Intelligence Service"),
    ("홍길동 의원은 북한군 300명이 숨졌다고 밝혔다.", "홍길동"),
    ("미국과 우크라이나 당국자들은 북한군 300명이 숨졌다고 말했다.", "미국과 우크라이나 당국자"),
    # apposition, insertions, and where somebody only is
    ("Three soldiers were killed, John Smith, a military spokesman, said.", "John Smith"),
    ("Three soldiers were killed, the head of the press centre, John Smith, told reporters.", "John Smith"),
    ("John Smith said that 300 soldiers were killed.", "John Smith"),
    ("Іван Довженко заявив, що загинули 300 солдатів.", "Іван Довженко"),
    # a land that only tells where it was; a body in which it is said
    ("In Latvia today: 300 soldiers were killed.", OWNER),
    ("У Міноборони Литви загибель 300 солдатів назвали вигадкою.", "Ministry of Defence of Lithuania"),
    ("필리핀 육군: 병사 4명 전사", "필리핀 육군"),
    ("A NATO official, speaking on condition of anonymity, said 300 soldiers were killed.", "NATO official"),
    ("UN peacekeepers in Lebanon said two soldiers were wounded.", "United Nations"),
    ("South Korea's spy agency says 300 soldiers were killed.", "National Intelligence Service"),
    # one word that names somebody; a movement by its people; a title before an unknown name
    ("По словам Марочко, ВСУ потеряли 300 военных.", "Марочко"),
    ("Хуситы заявили о гибели 40 американских военных.", "Houthis"),
    ("Троє людей загинули, повідомив очільник області Семен Кравчук.", "Семен Кравчук"),
    ("하르키우 시장 홍길동은 세 명이 숨졌다고 밝혔다.", "홍길동"),
    # who says it by what stands before the verb alone; units and bodies that no table knows; an office-holder by his name
    ("홍길동 의원은 북한군 세 명을 붙잡았다고 했다.", "홍길동"),
    ("북한군 세 명을 붙잡았다고 홍길동 의원이 털어놓았다.", "홍길동"),
    ("우크라이나 제17산악여단은 러시아군 40명을 사살했다고 발표했다.", "우크라이나 제17산악여단"),
    ("지하 저항 조직 하얀매는 러시아군 2개 중대가 도착했다고 주장했다.", "하얀매"),
    ("홍길동 김철수 루마니아 국방장관은 미군 800명이 철수했다고 밝혔다.", "홍길동 김철수"),
    ("러시아군 100명이 숨졌다고 남수단군 참모총장 홍 길이 밝혔다.", "홍 길"),
    # a line that only names who said what stands above it
    ("Three hundred soldiers were killed near Sumy.\n\n— John Smith, Commander of the Marines", "John Smith"),
    ("Під Сумами вбито 300 солдатів.\n\n— Іван Довженко, речник бригади", "Іван Довженко"),
    ("코소보에서 병사 19명이 다쳤다.\n(KFOR 발표)", "Kosovo Force"),
    ("Three soldiers were killed near Sumy.\n— Two tanks, John Smith", OWNER),
    # a quotation of several sentences, and whose it is
    ("«Під Сумами вбито 300 солдатів. Стоїмо далі», – сказав капітан Іван Довженко.", "Іван Довженко"),
    ('"Near Sumy 300 soldiers were killed. We go on," said Colonel John Smith.', "John Smith"),
    ("“수미에서 병사 300명이 전사했다.” 홍길동 의원은 이렇게 밝혔다.", "홍길동"),
    # where and when it is said, between who says it and the verb; an office and a name behind a comma
    ("Міністр оборони Іван Довженко після засідання уряду сказав, що вбито 300 солдатів.", "Іван Довженко"),
    ("The minister of defence, John Smith, after a meeting of the cabinet, said 300 soldiers were killed.", "John Smith"),
    ("Ivan Dovzhenko, Ruritania's interior minister, wrote that 300 soldiers were killed.", "Ivan Dovzhenko"),
    ("By Mark Rutte's count, 300 soldiers were killed.", "Mark Rutte"),
    # who speaks for himself within a body; small words that tell which ones
    ("A source in the Malian army said 300 soldiers were killed.", "source in the Malian army"),
    ("Убиты 300 солдат, рассказал источник в силовых структурах.", "источник в силовых структурах"),
    ("Military analysts estimate that 300 soldiers were killed.", "Military analysts"),
    # names in an oblique case, and those that are not; a namesake of somebody known
    ("По словам полковника Андрея Лобова, убиты 300 солдат.", "Андрей Лобов"),
    ("За словами Миколи Дяченка, убито 300 солдатів.", "Микола Дяченко"),
    ("За даними військових експертів, убито 300 солдатів.", "військові експерти"),
    ("Министр Мария Иванова сообщила, что убиты 300 солдат.", "Мария Иванова"),
    ("По словам сержанта Марии Сырской, убиты 300 солдат.", "Мария Сырская"),
    # a figure in the line: it is no heading
    ("Kim Jong Un sent 3,000 soldiers to Russia\n\n“They will be sorry.”", OWNER),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker(text: str, speaker: str) -> None:
    channel = Channel(username="example", title="Example", owner=OWNER, nation="UA")
    (statement,) = extract(Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text), channel)
    assert statement.speaker == speaker


RELAYS: list[tuple[str, str, tuple[str, ...]]] = [
    (
        "According to lawmaker Lee Seong-kweun, the NIS believes that 600 soldiers were killed.",
        "National Intelligence Service",
        ("Lee Seong-kweun",),
    ),
    (
        "Citing the NIS, lawmaker Lee Seong-kweun said 600 soldiers were killed.",
        "National Intelligence Service",
        ("Lee Seong-kweun",),
    ),
    (
        "The NIS believes that 600 soldiers were killed, according to lawmaker Lee Seong-kweun.",
        "National Intelligence Service",
        ("Lee Seong-kweun",),
    ),
    (
        "The NIS estimates that 600 soldiers were killed. Lawmaker Lee Seong-kweun passed the figure on.",
        "National Intelligence Service",
        ("Lee Seong-kweun",),
    ),
    ("Источник ТАСС в силовых структурах рассказал о гибели 600 солдат.", "Источник в силовых структурах", ("TASS",)),
    (
        "The NIS believes that 600 soldiers were killed, lawmaker Lee Seong-kweun said.",
        "National Intelligence Service",
        ("Lee Seong-kweun",),
    ),
    ("Residents told AFP that 30 civilians had been killed.", "Residents", ("AFP",)),
    ("Про загибель 300 солдатів КНДР пише Bloomberg із посиланням на Yonhap.", "Yonhap News Agency", ("Bloomberg",)),
    ("시리아 국영 SANA통신은 군 소식통을 인용해 시리아군 30명이 숨졌다고 전했다.", "군 소식통", ("SANA",)),
    ("We deny the report of the BBC that 90 of our soldiers were killed.", OWNER, ()),
    ("홍길동 의원은 “국정원이 북한군 전사자를 600명으로 추산했다”고 전했다.", "National Intelligence Service", ("홍길동",)),
]


@pytest.mark.parametrize(("text", "speaker", "via"), RELAYS)
def test_relays(text: str, speaker: str, via: tuple[str, ...]) -> None:
    channel = Channel(username="example", title="Example", owner=OWNER, nation="UA")
    (statement,) = extract(Post(1, datetime(2025, 1, 15, 12, tzinfo=UTC), text), channel)
    assert (statement.speaker, statement.via) == (speaker, via)
