"""Level rows of frameworks for tests: their lists, and the header of a table flattened with tabs."""

from corpus.cards import FrameworkLevel

LISTS = ("knowledge", "skills", "professional_competences", "personal_competences")
HEADER = (
    "\tУровень ОРК\n\tЗанятие из НКЗ\n\tУровень НРК\n\tСтадия\n\tРоль в коллективном разделении труда\n"
    "\tЗнания\n\tНавыки (умения)\n\tПрофессиональные компетенции\n\tЛичностные компетенции\n\n"
)


def texts(row: FrameworkLevel, name: str) -> list[str]:
    """Texts of a list of a row."""
    return [item.text for item in getattr(row, name)]
