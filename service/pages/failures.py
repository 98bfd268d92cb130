"""What can go wrong with a page, told in words with what to do."""

from typing import Any

from service.messages import message
from service.pages.catalogues import Words, later

# Title and what to do. Failures that the API has too are told in the words of `service/messages.json`.
OWN = {
    "form": (later("The form could not be read"), later("Go back, fill it in again and send it once more.")),
    "no-text": (later("There is no text yet"), later("Paste the text into the field or choose a file.")),
    "not-ours": (
        later("The mark was not taken"),
        later(
            "It did not come from a page of this service, or the page was open for too long. Open the page again and repeat."
        ),
    ),
    "unknown": (
        later("There is nothing at this address"),
        later(
            "The address may have been typed wrongly, or the catalogue has changed. Search the catalogue or start anew."
        ),
    ),
    "method": (later("This page can't be opened like that"), later("Start from the first page.")),
    "crash": (
        later("Something broke on our side"),
        later("Your text was not kept. Try again; if it happens again, tell the operator of the service."),
    ),
    "too-large": (
        later("That is too much at once"),
        later("At most %(limit)s MB are taken. Shorten the text or remove pictures from the file."),
    ),
    "no-table": (later("There is no table yet"), later("Choose a file.")),
    "empty-table": (
        later("The table is empty"),
        later(
            "The first row names the columns, every other row holds a text. Look whether the right sheet stands first."
        ),
    ),
    "long-table": (later("The table is too long"), later("At most %(limit)s rows are taken. Split it.")),
    "broken-table": (
        later("The table could not be read"),
        later("Save it anew as XLSX or as CSV in UTF-8 and send it again."),
    ),
    "queue-full": (
        later("Your other tables are not done yet"),
        later("%(num)s tables wait or are being read. Wait for one or delete it."),
    ),
    "not-taken": (
        later("The table could not be taken"),
        later("The service can't store it just now. Try again in a minute."),
    ),
    "no-batch": (
        later("There is no such table here"),
        later("Tables are seen only in the browser that sent them, and only until they are deleted."),
    ),
    "erased": (later("The answers are deleted"), later("Send the table again.")),
    "stopped": (later("The service is being stopped"), later("Try again in a minute. Your text was not kept.")),
    "not-kept": (
        later("The mark could not be kept"),
        later("The service's memory does not answer just now. Try again in a minute."),
    ),
    "off": (later("This part is switched off here"), later("The operator of the service has not switched it on.")),
}


class Failure(Exception):
    """A page can't do what was asked; `field` is the form's field that is to blame."""

    def __init__(self, status: int, kind: str, *, field: str | None = None, **values: Any) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.field = field
        self.values = values

    def title(self, words: Words) -> str:
        """What went wrong."""
        return self._say(0, "title", words)

    def advice(self, words: Words) -> str:
        """Why, and what to do."""
        return self._say(1, "detail", words)

    def _say(self, part: int, name: str, words: Words) -> str:
        if self.kind in OWN:
            return words.gettext(OWN[self.kind][part], **self.values)
        values = {key: words.number(value) if isinstance(value, int) else value for key, value in self.values.items()}
        return message(f"{self.kind}.{name}", words.language, **values)
