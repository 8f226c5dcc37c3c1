"""All pictures, from a small invented record, in words that the caller chooses.

``pictures(language)`` draws them in one of the three languages; ``pictures_in(words)`` lets
``words(en, ru, sv)`` choose every text, so that a test can try any. ``write_page`` puts all of
them on one page, to be looked at: ``python tests/below/release/pictures/samples.py PAGE.html ru``.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from vittne.release import pictures as p

Words = Callable[[str, str, str], str]
ENGLISH = p.NumberStyle()
LANGUAGES = ("en", "ru", "sv")


@cache
def pictures(language: str) -> dict[str, p.Picture]:
    place = LANGUAGES.index(language)
    return pictures_in(lambda *texts: texts[place], numbers(language))


def numbers(language: str) -> p.NumberStyle:
    if language == "en":
        return p.NumberStyle()
    return p.NumberStyle(decimal=",", group="\u202f", percent="{}\u00a0%")


def pictures_in(words: Words, style: p.NumberStyle = ENGLISH) -> dict[str, p.Picture]:
    return {
        "claims": p.claims_over_time("claims", claims(words), claims_labels(words, style)),
        "graph": p.who_rests_on_whom("graph", nodes(words), EDGES, graph_labels(words)),
        "denials": p.denial_against_evidence(
            "denials", evidence(words), denials(words), denial_labels(words)
        ),
        "silence": p.silence_plane(
            "silence", PLANE, answers(words), silence_labels(words, style), clustered=CLUSTERED
        ),
        "three": p.intervals(
            "three", three_numbers(words), p.IntervalScale(kind="count", numbers=style),
            interval_labels(words),
        ),
        "shares": p.intervals(
            "shares", shares(words), share_scale(words, style), interval_labels(words)
        ),
        "attribution": p.attribution("attribution", CELLS, attribution_labels(words)),
    }  # fmt: skip


def span(first: date | None, last: date | None = None) -> p.Span:
    last = last or first
    return p.Span(lower=first, upper=last, text=f"{first}/{last}")


SPRING = span(date(2031, 2, 1), date(2031, 3, 31))
YEAR = span(date(2031, 1, 1), date(2031, 12, 31))
WINTER = span(date(2032, 12, 1), date(2033, 1, 14))


def claims(w: Words) -> list[p.ClaimMark]:
    gazette = w("Northern Gazette", "«Северная газета»", "Norra Tidningen")
    network = w("Network for Help", "Сеть взаимопомощи", "Hjälpnätverket")
    agency = w(
        "Overseas News Agency, as copied on a private page",
        "Зарубежное информационное агентство, по копии на частной странице",
        "Utländska nyhetsbyrån, enligt en avskrift på en privat sida",
    )
    office = w("Governor's spokesperson", "Пресс-секретарь губернатора", "Guvernörens talesperson")
    at_least = w("at least {}", "не менее {}", "minst {}")

    def mark(
        ident: str, unit: str, day: date, period: p.Span, low: int | None, high: int | None,
        speaker: str, origin: str, **more: object,
    ) -> p.ClaimMark:  # fmt: skip
        number = at_least.replace("{}", str(low)) if high is None else f"{low}–{high}"
        return p.ClaimMark(
            id=ident, unit=unit, said=span(day), period=period, low=low, high=high,
            number=number, speaker=speaker, origin=origin, **more,  # type: ignore[arg-type]
        )  # fmt: skip

    return [
        mark("K1", "killed", date(2031, 4, 1), SPRING, 3, None, gazette, "K1"),
        mark("K2", "killed", date(2031, 8, 31), YEAR, 4, None, agency, "K1", retells=("K1",)),
        mark("K3", "killed", date(2033, 1, 14), YEAR, 6, None, agency, "K1", retells=("K1",)),
        mark("K4", "killed", date(2033, 1, 14), WINTER, 2, 2, network, "K4"),
        mark("K5", "killed", date(2033, 1, 14), WINTER, 10, 20, agency, "K5"),
        mark("E1", "evacuated", date(2031, 5, 16), SPRING, 42, 42, network, "E1"),
        mark("E2", "evacuated", date(2032, 9, 1), YEAR, 130, 130, network, "E1"),
        mark("N1", "killed", date(2031, 4, 1), SPRING, 0, 0, office, "", denies=True),
        mark("N2", "complaints", date(2031, 4, 14), SPRING, 0, 0, office, "", denies=True),
        mark("N3", "killed", date(2033, 1, 14), WINTER, 0, 0, office, "", denies=True),
    ]


def claims_labels(w: Words, style: p.NumberStyle) -> p.ClaimsLabels:
    return p.ClaimsLabels(
        title=w("Claims over time", "Утверждения во времени", "Påståenden över tid"),
        description=w("Who said what when.", "Кто, что и когда сказал.", "Vem sa vad när."),
        units={
            "killed": w("People killed", "Убитые", "Dödade"),
            "evacuated": w(
                "People taken out of the region to safety",
                "Люди, вывезенные из региона в безопасное место",
                "Personer som har förts ut ur regionen till säkerhet",
            ),
        },
        origins={
            "K1": w("Northern Gazette", "«Северная газета»", "Norra Tidningen"),
            "K4": w("Network for Help", "Сеть взаимопомощи", "Hjälpnätverket"),
            "K5": w("A member in exile", "Один из уехавших", "En person i exil"),
            "E1": w("Network for Help", "Сеть взаимопомощи", "Hjälpnätverket"),
        },
        claim=w("Claim", "Утверждение", "Påstående"),
        unit=w("Counted", "Что считали", "Räknat"),
        origin=w("Origin", "Источник", "Ursprung"),
        speaker=w("Speaker", "Кто сказал", "Talare"),
        said_on=w("Said on", "Когда сказано", "Sagt den"),
        period=w("Period", "Период", "Period"),
        low=w("At least", "Не менее", "Minst"),
        high=w("At most", "Не более", "Högst"),
        number=w("Number", "Число", "Antal"),
        retells=w("Retells", "Пересказ", "Återger"),
        denied=w("Denied", "Отрицали", "Förnekat"),
        key_own=w("said on its own account", "сказано от своего имени", "sagt i eget namn"),
        key_retelling=w(
            "retold from another claim", "пересказ другого утверждения", "återgivet från annan"
        ),
        key_period=w(
            "the time that it speaks of", "время, о котором идёт речь", "tiden det handlar om"
        ),
        key_open=w("or more", "или больше", "eller fler"),
        numbers=style,
    )


def nodes(w: Words) -> list[p.GraphNode]:
    shown = [
        p.GraphNode(
            id=claim.id,
            text=f"{claim.speaker}: {claim.number}",
            lane=claim.origin or "official",
            said=claim.said,
            denies=claim.denies,
        )
        for claim in claims(w)
    ]
    survey = w("A survey of 500 people", "Опрос 500 человек", "En undersökning av 500 personer")
    return [*shown, p.GraphNode(id="reporting/2031", text=survey, lane="outside")]


EDGES = [
    p.GraphEdge(source="K2", target="K1", kind="drifts_from"),
    p.GraphEdge(source="K3", target="K1", kind="drifts_from"),
    p.GraphEdge(source="K5", target="K4", kind="contradicts"),
    p.GraphEdge(source="N1", target="K1", kind="contradicts"),
    p.GraphEdge(source="N3", target="K4", kind="contradicts"),
    p.GraphEdge(source="K1", target="K3", kind="same_base"),
    p.GraphEdge(source="E1", target="E2", kind="part_of"),
    p.GraphEdge(source="E1", target="reporting/2031", kind="same_topic"),
]


def graph_labels(w: Words) -> p.GraphLabels:
    labels = claims_labels(w, p.NumberStyle())
    return p.GraphLabels(
        title=w("Who rests on whom", "Кто на кого опирается", "Vem vilar på vem"),
        description=w("How claims relate.", "Как связаны утверждения.", "Hur de hänger ihop."),
        lanes={**labels.origins, "official": w("Officials", "Власти", "Myndigheter")},
        relations={
            "drifts_from": w("retells with another number", "пересказ с другим числом", "ändrar"),
            "contradicts": w("contradicts", "противоречит", "motsäger"),
            "same_base": w("same base as", "та же основа, что и", "samma grund som"),
            "part_of": w("is part of", "входит в", "ingår i"),
            "same_topic": w("is about the same topic as", "о том же, что и", "samma ämne som"),
        },
        claim=labels.claim,
        lane=labels.origin,
        said_on=labels.said_on,
        text=labels.number,
        relation=w("Relation", "Связь", "Relation"),
        target=w("To", "С чем", "Till"),
    )


def evidence(w: Words) -> list[p.EvidenceMark]:
    return [
        p.EvidenceMark(id=c.id, text=f"{c.speaker}: {c.number}", period=c.period, said=c.said)
        for c in claims(w)
        if not c.denies and not c.retells
    ]


def denials(w: Words) -> list[p.DenialMark]:
    known = p.DenialLink(evidence="K1", known=True)
    later = p.DenialLink(evidence="K4", known=False)
    said = w("There are no such people.", "Таких людей здесь просто нет.", "Sådana finns inte.")
    office = w("Governor's spokesperson", "Пресс-секретарь губернатора", "Guvernörens talesperson")
    unclear = p.DenialLink(evidence="K5", known=None)
    days = {"N1": date(2031, 4, 1), "N2": date(2031, 4, 14), "N3": date(2033, 1, 14)}
    return [
        p.DenialMark(
            id=ident, speaker=office, words=said, said=span(day), denies=(known, later, unclear)
        )
        for ident, day in days.items()
    ]


def denial_labels(w: Words) -> p.DenialLabels:
    labels = claims_labels(w, p.NumberStyle())
    return p.DenialLabels(
        title=w("Denial against evidence", "Отрицание и свидетельства", "Förnekande mot bevis"),
        description=w("What was known when.", "Что было известно.", "Vad som var känt."),
        evidence_heading=w("What was reported", "О чём сообщали", "Vad som rapporterades"),
        denials_heading=w("What officials said", "Что говорили власти", "Vad myndigheterna sa"),
        on_record=w("On record that day", "Уже было известно", "Redan känt den dagen"),
        later=w("Became known later", "Стало известно позже", "Blev känt senare"),
        key_period=w("when it happened", "когда это произошло", "när det hände"),
        key_said=w("when it was made public", "когда об этом сообщили", "när det blev känt"),
        key_denial=w("day of the denial", "день отрицания", "dagen för förnekandet"),
        denial=w("Denial", "Отрицание", "Förnekande"),
        speaker=labels.speaker,
        words=w("Words", "Слова", "Ord"),
        said_on=labels.said_on,
        evidence=labels.claim,
        evidence_text=labels.number,
        period=labels.period,
        evidence_said_on=labels.said_on,
        known=w("Known", "Известно", "Känt"),
        yes=w("yes", "да", "ja"),
        no=w("no", "нет", "nej"),
        unclear=w("The dates do not tell", "По датам не установить", "Datumen avgör inte") or "?",
        quote=w("“{}”", "«{}»", "”{}”"),
    )


_VICTIMS = sorted({round(10 ** (i / 8)) for i in range(25)})
_SHARES = [10 ** (-3 + 2.95 * i / 30) for i in range(31)]
PLANE = p.PlaneGrid(
    victims=_VICTIMS, shares=_SHARES, chance=[[(1 - s) ** v for s in _SHARES] for v in _VICTIMS]
)
# Not the real formula of clustered decisions: any chance that falls more slowly will do here.
CLUSTERED = p.PlaneGrid(
    victims=_VICTIMS,
    shares=_SHARES,
    chance=[[(1 - s) ** (v**0.8) for s in _SHARES] for v in _VICTIMS],
)


def answers(w: Words) -> list[p.AnswerMark]:
    label = w(
        "documented, 1 complaint: the share registered that this leaves possible",
        "задокументировано, 1 жалоба: возможная доля зарегистрированных жалоб",
        "dokumenterade, 1 anmälan: den andel registrerade som detta lämnar möjlig",
    )
    bounds = ((114, 0.0002, 0.048), (41, 0.002, 0.129))
    return [
        p.AnswerMark(victims=n, complaints=1, share_low=a, share_high=b, label=f"{n} {label}")
        for n, a, b in bounds
    ]


def silence_labels(w: Words, style: p.NumberStyle) -> p.SilenceLabels:
    return p.SilenceLabels(
        title=w("When silence is expected", "Когда молчание ожидаемо", "När tystnad är väntad"),
        description=w("The chance of silence.", "Вероятность молчания.", "Chansen för tystnad."),
        victims_axis=w("Number of victims", "Число пострадавших", "Antal drabbade"),
        share_axis=w(
            "Share of the victims whose complaint is filed and registered",
            "Доля пострадавших, чья жалоба подана и зарегистрирована",
            "Andel av de drabbade vars anmälan görs och registreras",
        ),
        expected=w("Silence is expected here", "Здесь молчание ожидаемо", "Här väntas tystnad"),
        surprise=w(
            "Silence would be a surprise here",
            "Здесь молчание было бы неожиданным",
            "Här vore tystnad överraskande",
        ),
        threshold=w(
            "5% chance of no complaint at all, if each decides alone",
            "вероятность 5 %, что жалоб нет вовсе, если каждый решает сам",
            "5 % chans att ingen anmälan görs, om var och en bestämmer själv",
        ),
        clustered=w(
            "the same, if people seized together decide together",
            "то же, если задержанные вместе решают вместе",
            "detsamma, om de som gripits tillsammans bestämmer tillsammans",
        ),
        victims=w("Victims", "Пострадавшие", "Drabbade"),
        share=w("Share", "Доля", "Andel"),
        chance=w("Chance", "Вероятность", "Chans"),
        chance_clustered=w("Chance, clustered", "Вероятность, группы", "Chans, klustrad"),
        contours=w("50% and 1%", "50 % и 1 %", "50 % och 1 %"),
        numbers=style,
    )


def three_numbers(w: Words) -> list[p.IntervalRow]:
    return [
        p.IntervalRow(
            label=w("Documented", "Задокументировано", "Dokumenterade"),
            value=3, low=3, high=None, number=w("at least 3", "не менее 3", "minst 3"),
        ),
        p.IntervalRow(
            label=w("Audited", "Проверено", "Granskade"), value=None, low=None, high=None,
            refusal=w("not audited", "не проверялось", "inte granskat"),
        ),
        p.IntervalRow(
            label=w("Estimated", "По оценке", "Uppskattat"),
            value=12, low=8, high=20, number="12 (8–20)",
        ),
    ]  # fmt: skip


def shares(w: Words) -> list[p.IntervalRow]:
    return [
        p.IntervalRow(
            label=w(
                "People who experienced a crime because of who they are and told the police",
                "Люди, пострадавшие от преступлений на почве ненависти и обратившиеся в полицию",
                "Personer som har utsatts för hatbrott och anmält det till polisen",
            ),
            value=0.14, low=0.107, high=0.182, number="14 % (10.7–18.2 %)",
        ),
        p.IntervalRow(
            label=w("The most serious", "Самые тяжёлые", "De allvarligaste"),
            value=None, low=None, high=0.1, number=w("at most", "не более", "högst") + " 10 %",
        ),
        p.IntervalRow(
            label=w("People aged 18–24", "Люди 18–24 лет", "Personer 18–24 år"),
            value=None, low=None, high=None,
            refusal=w("not published", "не опубликовано", "inte publicerat"),
        ),
    ]  # fmt: skip


def share_scale(w: Words, style: p.NumberStyle) -> p.IntervalScale:
    label = w("“over 90%”: under 10% tell", "«более 90 %»: менее 10 %", "”över 90 %”: under 10 %")
    return p.IntervalScale(kind="share", high=1, mark=0.1, mark_label=label, numbers=style)


def interval_labels(w: Words) -> p.IntervalLabels:
    return p.IntervalLabels(
        title=w("Three numbers", "Три числа", "Tre tal"),
        description=w("Numbers with intervals.", "Числа с интервалами.", "Tal med intervall."),
        label=w("What", "Что", "Vad"),
        value=w("Value", "Значение", "Värde"),
        low=w("At least", "Не менее", "Minst"),
        high=w("At most", "Не более", "Högst"),
        remark=w("Remark", "Примечание", "Anmärkning"),
    )


CELLS = [
    p.AttributionCell(hand="state_agent", ground="orientation", origins=("K1", "K4", "E1")),
    p.AttributionCell(hand="relative", ground="any", origins=("K5",)),
    p.AttributionCell(
        hand="", ground="orientation", origins=tuple(f"K{i}" for i in range(10, 24))
    ),
]  # fmt: skip


def attribution_labels(w: Words) -> p.AttributionLabels:
    return p.AttributionLabels(
        title=w("Who is said to have done it", "Кто это сделал", "Vem som sägs ha gjort det"),
        description=w("One dot an origin.", "Точка — источник.", "En punkt är ett ursprung."),
        hands={
            "state_agent": w("agents of the state", "представители государства", "statens män"),
            "relative": w("relatives", "родственники", "anhöriga"),
            "": w("not stated", "не указано", "inte angivet"),
        },
        grounds={
            "orientation": w("sexual orientation", "сексуальная ориентация", "sexuell läggning"),
            "any": w("any ground", "любое основание", "vilken grund som helst"),
        },
        hand=w("Hand", "Кто", "Vem"),
        ground=w("Ground", "Основание", "Grund"),
        origins=w("Origins", "Источники", "Ursprung"),
        count=w("Number", "Число", "Antal"),
        key_dot=w("one independent origin", "один независимый источник", "ett oberoende ursprung"),
    )


def write_page(path: Path, language: str, font: str = "system-ui, sans-serif") -> None:
    """All pictures under each other, as a page of the site would show them."""
    drawn = pictures(language).values()
    body = "".join(f"<h2>{html.escape(picture.title)}</h2>{picture.svg}" for picture in drawn)
    style = (
        f"{p.PICTURES_CSS} body {{ font-family: {font}; margin: 0 auto; padding: 0 1.25rem;"
        " max-width: 66rem; color: #1c1b19; background: #fbfaf7 }"
        " @media (prefers-color-scheme: dark) { body { color: #ece8e1; background: #161615 } }"
    )
    path.write_text(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Pictures</title><style>{style}</style></head><body><h1>Pictures</h1>"
        f"{body}</body></html>",
        encoding="utf-8",
    )


if __name__ == "__main__":
    write_page(Path(sys.argv[1]), sys.argv[2])
