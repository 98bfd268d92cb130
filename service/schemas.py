"""Bodies of requests and answers of the API."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

VACANCY = (
    "Социальный работник на дому\nОбязанности:\n- покупать продукты и лекарства пенсионерам\n- помогать с уборкой\n"
    "- оформлять документы на льготы\nТребования: колледж, опыт от 1 года"
)
CV = "Ищу работу социальным работником. Окончила колледж. Два года ухаживала за лежачей бабушкой, мыла, кормила."
Text = Annotated[str, Field(description="text of a vacancy or CV in Russian or Kazakh")]
Kind = Literal["auto", "vacancy", "cv"]


class Request(BaseModel):
    """Base of request bodies: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _no_lone_surrogates(cls, value: Any) -> Any:
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError("the text has lone surrogates and is no valid Unicode")
        return value


class Options(Request):
    """How much of the answer is wanted."""

    top_k: int = Field(5, ge=1, le=50, description="how many professions")
    min_confidence: float = Field(0.0, ge=0, le=1, description="leave out professions below it")


class MatchRequest(Request):
    """A text to match."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": VACANCY}]})

    text: Text
    kind: Kind = "auto"
    title: str | None = Field(None, description="title, when it is not the first line of the text")
    options: Options = Options(top_k=5, min_confidence=0.0)


class GapsRequest(Request):
    """A text to hold against a profession or card; exactly one of the two ids."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": CV, "profession": "sotsialnyi-rabotnik"}]}
    )

    text: Text
    kind: Kind = "auto"
    profession: str | None = None
    card: str | None = None


class Health(BaseModel):
    """Whether the service lives or is ready, and with which catalogue."""

    status: Literal["live", "ready"]
    catalogue_version: str | None = None
    model_version: str | None = None
