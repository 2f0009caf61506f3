"""The small table that most tests use, and the rows that go into it."""

import pyarrow as pa
from pyiceberg.schema import Schema
from pyiceberg.types import LongType, NestedField, StringType

PEOPLE = Schema(
    NestedField(1, "id", LongType(), required=True),
    NestedField(2, "name", StringType(), required=False),
    identifier_field_ids=[1],
)
ARROW = pa.schema([pa.field("id", pa.int64(), nullable=False), pa.field("name", pa.string())])

ADA = (1, "Ada")
ALAN = (2, "Alan")
GRACE = (3, "Grace")
MARY = (4, "Mary")


def people(*rows):
    return pa.Table.from_pylist([{"id": id, "name": name} for id, name in rows], schema=ARROW)


def rows(table, **scan):
    """The rows of a table, or of one of its snapshots or refs, as sorted tuples."""
    scanned = table.scan(**{key: value for key, value in scan.items() if key != "ref"})
    if "ref" in scan:
        scanned = scanned.use_ref(scan["ref"])
    return sorted((tuple(row.values()) for row in scanned.to_arrow().to_pylist()), key=repr)
