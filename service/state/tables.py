"""The tables. No column holds a text of a request; `tests` hold them against the migrations."""

from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Index, Integer, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID = 200  # characters of a profession, item or model id
NAMES = {  # of constraints, alike on both databases, so that a later migration can name them
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond; SQLite knows no time zones, so it gets and gives UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcTime, date: Date}  # noqa: RUF012  # as SQLAlchemy declares it


class Installation(Table):
    """Facts about this database, such as the fingerprint of its secret."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class ApiKey(Table):
    """A key; its secret is known only by its digest. Rows are revoked, never deleted."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[str] = mapped_column(String(80))  # separated by spaces
    rate: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used: Mapped[date | None]  # the day only


class FeedbackRow(Table):
    """One judgement of a counsellor; neither the time of day nor the key is kept."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # random: tells no order
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    profession: Mapped[str] = mapped_column(String(ID))
    item: Mapped[str | None] = mapped_column(String(ID))
    level: Mapped[int | None] = mapped_column(Integer)
    decision: Mapped[str] = mapped_column(String(20))
    corrected: Mapped[str | None] = mapped_column(String(ID))
    input_tag: Mapped[str | None] = mapped_column(String(64))
    catalogue_version: Mapped[str] = mapped_column(String(ID))
    model_version: Mapped[str] = mapped_column(String(ID))


class AuditRow(Table):
    """One link of the audit chain. Times and JSON are texts, since they are hashed as they stand."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(27))  # 2026-01-31T09:30:00.000000Z
    who: Mapped[str] = mapped_column(String(ID))
    action: Mapped[str] = mapped_column(String(40))
    catalogue_version: Mapped[str | None] = mapped_column(String(ID))
    model_version: Mapped[str | None] = mapped_column(String(ID))
    input_tag: Mapped[str | None] = mapped_column(String(64))
    decision: Mapped[str | None] = mapped_column(Text)
    override: Mapped[str | None] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Table):
    """Where the audit chain begins and ends, signed; the only row has the id 1."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    anchor_number: Mapped[int] = mapped_column(BigInteger)  # the last row that was pruned, 0 when none was
    anchor_hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(64))


class BatchRow(Table):
    """A batch; its input and results are files in the spool folder."""

    __tablename__ = "batches"
    __table_args__ = (Index(None, "status", "number"), Index(None, "owner", "status"))

    number: Mapped[int] = mapped_column(Integer, primary_key=True)  # the order of arrival
    id: Mapped[str] = mapped_column(String(32), unique=True)
    owner: Mapped[str] = mapped_column(String(ID))
    status: Mapped[str] = mapped_column(String(12))
    items: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)  # whoever holds a lower one has lost the batch
    stalled: Mapped[int] = mapped_column(default=0)  # attempts since the last progress
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(40))
