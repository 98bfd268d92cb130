"""Logs as JSON lines, one event each, with nothing in them that a request has brought.

Our own events hold ids, counts and times. Messages of other programs are another matter: an exception may quote the
text that it failed on. So an exception is logged by its type and the places it went through, never by its message, and
of other libraries' messages only the place is kept.
"""

import logging
import sys
import threading
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

OWN = ("uvicorn", "service", "matching", "indexing", "models", "corpus")  # loggers whose messages are known
FIRST = ("timestamp", "level", "event", "request_id")
PLACES = 12  # of a traceback, the innermost


def configure(level: str = "info", *, stream: TextIO | None = None) -> None:
    """Send every log of this process to standard output, or another stream, as JSON lines."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)  # of libraries: what they say below it is for their makers
    for name in OWN:
        logging.getLogger(name).setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = name != "uvicorn.access"  # it would log query strings
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # or a log that fails would print its message
    threading.excepthook = _log_thread_crash
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def crash(exception: BaseException) -> dict[str, Any]:
    """What may be told of an exception: its type, and where it went through, outermost first.

    A place is `matching/matcher.py:70 judge`. Log this, never `exc_info`: a logger that was not configured would print
    messages, and structlog's even the values of variables.
    """
    frames = traceback.extract_tb(exception.__traceback__)[-PLACES:]
    places = [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(exception).__name__, "places": places}


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_shared(), _without_foreign_message],
        processors=[
            _without_exception_message,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _in_order,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _without_foreign_message(logger: Any, name: str, event: EventDict) -> EventDict:
    """Keep a library's message only if we know what it says; else its place alone."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = record.name
    if record.name.split(".")[0] not in OWN:
        event["event"] = "message of a library"
        event["at"] = f"{record.module}:{record.lineno}"
    return event


def _without_exception_message(logger: Any, name: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and places."""
    given = event.pop("exc_info", None)
    found = sys.exc_info() if given is True else given
    exception = found[1] if isinstance(found, tuple) else found
    if isinstance(exception, BaseException):
        event.update(crash(exception))
    event.pop("stack_info", None)
    return event


def _in_order(logger: Any, name: str, event: EventDict) -> EventDict:
    """What, when and how grave first, for people who read lines."""
    return {**{key: event[key] for key in FIRST if key in event}, **event}


def _log_thread_crash(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None:
        structlog.get_logger("service").error("thread crashed", **crash(given.exc_value))
