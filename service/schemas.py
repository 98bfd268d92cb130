"""Bodies of requests of the API."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from matching.extract import LIKELY
from matching.matcher import MAX_CHARACTERS
from matching.normalize import SHOWN

VACANCY = (
    "Социальный работник на дому\nОбязанности:\n- покупать продукты и лекарства пенсионерам\n- помогать с уборкой\n"
    "- оформлять документы на льготы\nТребования: колледж, опыт от 1 года"
)
CV = "Ищу работу социальным работником. Окончила колледж. Два года ухаживала за лежачей бабушкой, мыла, кормила."
PROGRAMME = (
    "Курс «Уход за пожилыми людьми»\n- гигиена и питание лежачего больного\n- оказание первой помощи\n"
    "- социально-бытовые услуги на дому\n- этика общения с получателями услуг"
)
PERSONAL = "Иванова Айгуль Маратовна, тел. +7 701 123 45 67, aigul@example.kz. Ухаживаю за пожилыми людьми."
PROFESSION = "sotsialnyi-rabotnik"
CARD = "ps-2023-262.sotsialnyi-rabotnik.4"
MOST_SKILLS = 500
MOST_TARGETS = 20


def _unicode(value: str) -> str:
    """Refuse lone surrogates: JSON can write them, no encoding can."""
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise PydanticCustomError("not_unicode", "the text has lone surrogates and is no valid Unicode")
    return value


String = Annotated[str, AfterValidator(_unicode)]


def _number(value: object) -> object:
    """Refuse truth values and texts, which pydantic would take for numbers."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("float_type", "give a number")
    return value


NUMERIC = BeforeValidator(_number)
Whole = Annotated[int, NUMERIC]
Number = Annotated[float, NUMERIC]
Text = Annotated[
    String,
    # Longer ones are told by 413, so the limit is documented here and held by the matcher.
    Field(description="text in Russian or Kazakh", json_schema_extra={"maxLength": MAX_CHARACTERS}),
]
Title = Annotated[String, Field(description="title, when it is not the first line of the text")] | None
Id = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_unicode)]
OptionalId = Id | None
Kind = Annotated[Literal["auto", "vacancy", "cv"], Field(description="auto lets Kasip tell")]


class Request(BaseModel):
    """Base of request bodies: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")


def _example(value: dict[str, Any], **more: Any) -> ConfigDict:
    """Configuration of a body with an example that runs."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [value], **more})


def _one_of(*groups: tuple[str, ...]) -> list[dict[str, Any]]:
    """JSON Schema of `_exactly_one`: a group is given, all others are left out or null."""
    names = [name for group in groups for name in group]
    return [
        {
            "required": list(group),
            "properties": {name: {"not": {"type": "null"}} if name in group else {"type": "null"} for name in names},
        }
        for group in groups
    ]


def _exactly_one(model: BaseModel, *groups: tuple[str, ...]) -> None:
    """Raise PydanticCustomError unless the fields of exactly one group are given, all of them."""
    given = [[getattr(model, name) is not None for name in group] for group in groups]
    if sum(map(any, given)) != 1 or sum(map(all, given)) != 1:
        expected = "; ".join(" + ".join(group) for group in groups)
        raise PydanticCustomError("exactly_one", "give exactly one of: {expected}", {"expected": expected})


class Options(Request):
    """How much of the answer is wanted."""

    top_k: Whole = Field(5, ge=1, le=50, description="how many professions")
    min_confidence: Number = Field(0.0, ge=0, le=1, description="leave out professions below it")
    explain: bool = Field(
        False, strict=True, description="add a paragraph on why this profession and level, in ru, kk and en"
    )


class Target(Request):
    """What a text is held against: a profession, a card or position, or the place where one begins."""

    model_config = _example(
        {"profession": PROFESSION},
        oneOf=_one_of(("profession",), ("card",), ("document", "line")),
    )

    profession: OptionalId = None
    card: OptionalId = None
    document: OptionalId = None
    line: Annotated[int, Field(ge=1), NUMERIC] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _exactly_one(self, ("profession",), ("card",), ("document", "line"))
        return self


class MatchRequest(Request):
    """A text to match; with `target` the answer holds its gaps as well."""

    model_config = _example({"text": VACANCY, "options": {"top_k": 3, "explain": True}})

    text: Text
    kind: Kind = "auto"
    title: Title = None
    target: Target | None = None
    options: Options = Field(default_factory=lambda: Options.model_validate({}))


class GapsRequest(Request):
    """A text to hold against a profession or card; exactly one of the two ids."""

    model_config = _example({"text": CV, "profession": PROFESSION}, oneOf=_one_of(("profession",), ("card",)))

    text: Text
    kind: Kind = "auto"
    profession: OptionalId = None
    card: OptionalId = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _exactly_one(self, ("profession",), ("card",))
        return self


class CompareRequest(Request):
    """A CV to hold against a vacancy."""

    model_config = _example({"cv": CV, "vacancy": VACANCY})

    cv: Text
    vacancy: Text
    cv_title: Title = None
    vacancy_title: Title = None


class ExtractRequest(Request):
    """A text whose competences are wanted."""

    model_config = _example({"text": CV})

    text: Text
    kind: Kind = "auto"
    min_confidence: Number = Field(
        LIKELY, ge=0, le=1, description="least chance that the words speak of the competence"
    )


class NormalizeRequest(Request):
    """Free skills to find in the catalogue."""

    model_config = _example({"skills": ["уход за лежачими больными", "оформление документов на льготы"]})

    skills: list[String] = Field(min_length=1, max_length=MOST_SKILLS)
    most: Whole = Field(SHOWN, ge=1, le=10, description="competences of a skill")


class CoverageRequest(Request):
    """A course programme, by default held against the professions nearest to it."""

    model_config = _example({"text": PROGRAMME, "targets": [PROFESSION]})

    text: Text
    title: Title = None
    targets: Annotated[list[Id], Field(min_length=1, max_length=MOST_TARGETS)] | None = Field(
        None, description="ids of professions, cards or positions"
    )


class MaskRequest(Request):
    """A text whose personal data is to be hidden."""

    model_config = _example({"text": PERSONAL})

    text: Text
    names: bool = Field(True, strict=True, description="hide names of people too, not only what patterns tell")


class FeedbackRequest(Request):
    """What a counsellor says of an answer. It is kept without the text, the key and the hour."""

    model_config = _example({"kind": "profession", "profession": PROFESSION, "decision": "confirm"})

    kind: Literal["profession", "level", "gap"]
    profession: Id
    item: OptionalId = Field(None, description="id of the item, with the kind gap")
    level: Annotated[int, Field(ge=1, le=8), NUMERIC] | None = Field(
        None, description="the level that was given, with the kind level"
    )
    decision: Literal["confirm", "reject", "correct"]
    corrected: OptionalId = Field(
        None, description="with the decision correct: the right profession, level or status of the item"
    )
    input_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="of the answer, so that several marks on one text count once; a keyed tag of it is kept"
    )
    catalogue_version: OptionalId = Field(None, description="of the answer; by default the present one")
    model_version: OptionalId = Field(None, description="of the answer; by default the present one")
