"""Answers in the terminal, as a person reads them."""

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus.catalogue import Document
from matching.result import Gaps, MatchedProfession, MatchResult

STATUS = {
    "matched": "Профессия найдена",
    "ambiguous": "Подходят две профессии",
    "out_of_scope": "Похоже, это не профессия из каталога; ближайшие показаны ниже",
    "insufficient_text": "Текста мало: напишите, что человек делает или умеет",
}
GAP_STATUS = {
    "covered": "есть",
    "partial": "частично",
    "missing": "нет",
    "asked": "требуется",
    "not_asked": "не упомянуто",
}
EVIDENCE_SHOWN = 5


def match(console: Console, result: MatchResult, documents: dict[str, Document]) -> None:
    """Print a match result."""
    console.print(f"[bold]{STATUS[result.status]}[/bold]  ({_kind(result)}, язык: {result.language})")
    if result.level.value is not None:
        reasons = ", ".join(f"«{escape(r.quote)}»" for r in result.level.reasons) or "по уровням профессии"
        console.print(
            f"Уровень ОРК: [bold]{result.level.value}[/bold]  {_shares(result)}\n  [dim]основания: {reasons}[/dim]"
        )
    if result.question:
        console.print(f"[bold]Вопрос:[/bold] {escape(result.question.text['ru'])}")
    for number, profession in enumerate(result.professions, start=1):
        console.print(_profession(number, profession, documents))


def _kind(result: MatchResult) -> str:
    return "резюме" if result.kind == "cv" else "вакансия"


def _shares(result: MatchResult) -> str:
    return "  ".join(f"{level}: {share:.0%}" for level, share in result.level.distribution.items())


def _profession(number: int, profession: MatchedProfession, documents: dict[str, Document]) -> RenderableType:
    codes = ", ".join(profession.codes) or "без кода"
    level = f"уровень {profession.level.value}" if profession.level.value else "уровень не указан"
    head = Text.assemble(
        f"\n{number}. ",
        (profession.title, "bold"),
        f"  [{codes}], {level}, уверенность {profession.confidence:.0%}",
    )
    if number > 1 or not profession.evidence:
        return head
    table = Table("в тексте", "в карточке", "документ", "близость", expand=True)
    for piece in profession.evidence[:EVIDENCE_SHOWN]:
        document = next((d for d in documents if piece.item.card.startswith(d + ".")), "")
        turned = "".join(f"\n[dim]{escape(u.said)} → {escape(u.means)}[/dim]" for u in piece.understood)
        table.add_row(
            escape(piece.quote) + turned,
            escape(piece.item.text),
            f"{document}:{piece.item.line}",
            f"{piece.similarity:.2f}",
        )
    counts = profession.coverage
    asked = f"   пункты карточки: {counts.covered} упомянуто, {counts.partial} частично, {counts.missing} нет"
    return Group(head, Padding(table, (0, 0, 0, 3)), asked)


def gaps(console: Console, result: Gaps) -> None:
    """Print the gaps of a card: a table in the card's order and the counts."""
    table = Table("", "пункт карточки", "ближе всего в тексте", "статус", expand=True)
    for item in result.items:
        quote = item.evidence[0].quote if item.evidence else ""
        mark = "умение" if item.kind == "skill" else "акт" if item.act else "знание"
        table.add_row(mark, escape(item.text), escape(quote), f"{GAP_STATUS[item.status]} ({item.confidence:.0%})")
    console.print(table)
    console.print("   ".join(f"{GAP_STATUS[name]}: {count}" for name, count in result.summary.items()))
