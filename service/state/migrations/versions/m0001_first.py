"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "installation",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(200), nullable=False),
    )
    _keys_and_feedback()
    _audit()
    _batches()


def _keys_and_feedback() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("scopes", sa.String(80), nullable=False),
        sa.Column("rate", sa.String(40)),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME),
        sa.Column("last_used", sa.Date),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("profession", sa.String(200), nullable=False),
        sa.Column("item", sa.String(200)),
        sa.Column("level", sa.Integer),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("corrected", sa.String(200)),
        sa.Column("input_tag", sa.String(64)),
        sa.Column("catalogue_version", sa.String(200), nullable=False),
        sa.Column("model_version", sa.String(200), nullable=False),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("catalogue_version", sa.String(200)),
        sa.Column("model_version", sa.String(200)),
        sa.Column("input_tag", sa.String(64)),
        sa.Column("decision", sa.Text),
        sa.Column("override", sa.Text),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("anchor_number", sa.BigInteger, nullable=False),
        sa.Column("anchor_hash", sa.String(64), nullable=False),
        sa.Column("signature", sa.String(64), nullable=False),
    )


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("items", "done", "errors", "attempt", "stalled")),
        sa.Column("lease_until", TIME),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("started_at", TIME),
        sa.Column("finished_at", TIME),
        sa.Column("erased_at", TIME),
        sa.Column("failure", sa.String(40)),
    )
    op.create_index(None, "batches", ["status", "number"])
    op.create_index(None, "batches", ["owner", "status"])
