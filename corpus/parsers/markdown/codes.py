"""Codes of the national classifier (НКЗ) in a text: «2635-5-001 Консультант», «2635-5 Специалисты»."""

import re
from dataclasses import dataclass

from corpus.items import clean, squeeze

DASH = r"\s*[-–—−‑]\s*"
OCCUPATION = re.compile(rf"(?<![\d-])\d{{4}}{DASH}\d{{1,2}}{DASH}\d{{3}}(?!\d)")
SUBGROUP = re.compile(rf"(?<![\d-])\d{{4}}{DASH}\d{{1,2}}(?!{DASH}\d|\d)")
GROUP = re.compile(r"\d{4}(?=\s*[^\W\d]|\s*$)")  # only at the start: «2635 Специалисты», but «в 2017 году»
ANY = re.compile(rf"{OCCUPATION.pattern}|{SUBGROUP.pattern}")
# «Код НКЗ: 2635-5-001», «(2635-5-001)»
AROUND = re.compile(r"^[\s(:,;.–—-]+|(?:[\s(:,;–—-]|\b(?:код(?: по)?|нкз)\b)+$", re.IGNORECASE)
CODE_LABEL = re.compile(r"^(?:код(?: по)?(?: нкз)?|нкз)[\s:–—-]*(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A title with its code, None where none is printed."""

    code: str | None
    title: str

    @property
    def is_group(self) -> bool:
        """Whether the code is of a group of occupations: «2635», «2635-5»."""
        return self.code is not None and self.code.count("-") < 2


def normal_code(code: str) -> str:
    """«2635 – 5 – 001» → «2635-5-001»."""
    return re.sub(DASH, "-", code.strip())


def coded_titles(text: str) -> list[Coded]:
    """Titles of a text with their codes; a text without a code is one title."""
    text = CODE_LABEL.sub("", squeeze(text))
    spans = [m.span() for m in ANY.finditer(text)]
    start = GROUP.match(text)
    if start is not None and not (spans and spans[0][0] == 0):
        spans.insert(0, start.span())
    if not spans:
        return [Coded(code=None, title=_title(text))] if _title(text) else []
    codes = [normal_code(text[begin:end]) for begin, end in spans]
    ends = [begin for begin, _ in spans[1:]] + [len(text)]
    after = [_title(text[end:stop]) for (_, end), stop in zip(spans, ends, strict=True)]
    before = _title(text[: spans[0][0]])
    if before and not after[-1]:  # the code stands behind its title: «Логист (2635-5-001)»
        after = [before, *after[:-1]]
        before = ""
    found = [Coded(code=code, title=title) for code, title in zip(codes, after, strict=True)]
    return [Coded(code=None, title=before), *found] if before else found


def _title(text: str) -> str:
    """«: Консультант (» → «Консультант»; its own brackets stay."""
    bare = AROUND.sub("", squeeze(text))
    if bare.count(")") > bare.count("("):
        bare = bare.rstrip(") ")
    return clean(bare)
