"""A text in pieces is the text, and every quote is where it was said."""

from hypothesis import given
from hypothesis import strategies as st

from matching.result import Span
from service.pages.highlight import Piece, pieces, quotes

TEXT = "покупать продукты, убирать, готовить"


def drawn(found: tuple[Piece, ...]) -> str:
    """Pieces as a picture: quotes in brackets with their numbers, reasons in braces."""
    out = ""
    for piece in found:
        out += f"[{piece.quote.number}:" if piece.opens and piece.quote else ""
        out += f"{{{piece.text}}}" if piece.reason else piece.text
        out += "]" if piece.closes else ""
    return out


def test_quotes_are_numbered_in_the_order_of_the_text_and_keep_all_they_speak_for() -> None:
    marked = quotes([(Span(start=19, end=26), "b"), (Span(start=0, end=17), "a"), (Span(start=19, end=26), "c")])
    assert [(q.number, q.refs) for q in marked] == [(1, ("a",)), (2, ("b", "c"))]
    assert drawn(pieces(TEXT, marked)) == "[1:покупать продукты], [2:убирать], готовить"


def test_a_reason_inside_a_quote_does_not_end_the_quote() -> None:
    marked = quotes([(Span(start=0, end=17), "a")])
    assert drawn(pieces(TEXT, marked, [Span(start=9, end=17)])) == "[1:покупать {продукты}], убирать, готовить"


def test_of_quotes_that_overlap_the_first_has_the_words() -> None:
    marked = quotes([(Span(start=0, end=17), "a"), (Span(start=9, end=26), "b")])
    assert drawn(pieces(TEXT, marked)) == "[1:покупать продукты][2:, убирать], готовить"


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_pieces_joined_are_the_text_and_every_quote_opens_as_often_as_it_closes(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [Span(start=min(a, b, len(text)), end=min(max(a, b), len(text))) for a, b in places]
    marked = quotes((span, "x") for span in spans if span.start < span.end)
    found = pieces(text, marked, spans)
    assert "".join(piece.text for piece in found) == text
    assert sum(piece.opens for piece in found) == sum(piece.closes for piece in found)
