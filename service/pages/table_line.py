"""The answer for one row of a table: which profession and level, and the status of every item of its card; no quote."""

from typing import Any

from matching.matcher import Matcher, TextTooLong
from matching.result import Gaps, MatchResult
from service.pages.answering import is_thin

SHOWN = 3  # professions
OPENS = ("matched", "ambiguous")


def table_line(record: dict[str, Any], matcher: Matcher) -> dict[str, Any]:
    """Answer for a record of `service.pages.table_rows`, in the form that batches keep."""
    text = str(record.get("text") or "")
    try:
        judged = matcher.judge(text, kind=record.get("kind") or "auto", title=record.get("title"))
    except TextTooLong as exc:
        return {"error": {"kind": "text-too-long", "detail": str(exc)}}
    result = matcher.answer(judged, top_k=SHOWN)
    gaps = None
    if result.status in OPENS:
        first = result.professions[0]
        profession = matcher.index.catalogue.profession_by_id[first.id]
        gaps = matcher.gaps_of(judged.compared, profession, profession.member_at(first.level.value))
    return _plain(result, gaps, record.get("title"), thin=is_thin(result, text))


def _plain(result: MatchResult, gaps: Gaps | None, title: Any, *, thin: bool) -> dict[str, Any]:
    return {
        "title": title,
        "status": "insufficient_text" if thin else result.status,
        "kind": result.kind,
        "professions": [
            {"id": p.id, "title": p.title, "confidence": p.confidence, "level": p.level.value}
            for p in result.professions
        ],
        "level": {"value": result.level.value},
        "gaps": gaps
        and {
            "profession": gaps.profession,
            "card": gaps.card,
            "items": [[item.id, item.status] for item in gaps.items],
        },
        "catalogue_version": result.catalogue_version,
        "model_version": result.model_version,
        "input_sha256": result.input_sha256,
    }
