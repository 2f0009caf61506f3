"""Conflicts of each family, answered in every way that they offer, and read back with PyIceberg.

Not here is what clients cannot bring about: they rename no namespaces (NS_RENAME, NS_MOVE_CYCLE, NAME_TOO_LONG), make no
assets (BOTH_MODIFIED_ASSET), and get no location inside another table's (LOCATION_OVERLAP) and no column id that was given
out on another branch (FIELD_ID_COLLISION). PARENT_MISSING comes only of an answer to another conflict.
Main and a branch are worked on once for each family; each answer merges the branch into a fresh one off main.
"""

import base64
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import clients

for module in ("pyiceberg", "duckdb"):
    clients.needs(module)

import pytest
from lakehouse import new_lakehouse, with_property
from pyiceberg.table.sorting import NullOrder
from pyiceberg.transforms import BucketTransform, IdentityTransform
from pyiceberg.types import BooleanType, DecimalType, IntegerType, LongType, StringType
from pyiceberg.view.metadata import SQLViewRepresentation, ViewVersion
from tables import ADA, ALAN, GRACE, PEOPLE, people, rows

ANIMALS = ("zoo", "animals")
SIDES = ("ours", "theirs")


def nothing(catalog):
    pass


@dataclass(frozen=True, eq=False)
class Family:
    """What ``ours`` and ``theirs`` do to what was there ``before``, how it conflicts, and what each answer comes to.

    An answer to the ``item`` that conflicts in it may leave another one, which none but an answer to the whole ends.
    """

    code: str
    before: Callable
    ours: Callable
    theirs: Callable
    read: Callable
    outcomes: dict[str, Any]
    item: str | None = None
    left: str | None = None

    def offers(self):
        """Each is answered: a way that is offered and not in the table is found out."""
        return {"per_item" if answer.startswith("items") else re.split("[ ,]", answer)[0] for answer in self.outcomes}

    def items(self):
        """None, or one that is answered in each way that it offers."""
        first = [answer.split(", ")[0] for answer in self.outcomes]
        answers = {answer.removeprefix("items: ") for answer in first if answer.startswith("items")}
        offers = {answer if answer in SIDES else "supplied" for answer in answers}
        return [(self.item, offers)] if self.item else []


@dataclass(frozen=True)
class Refused:
    """An answer that is offered and cannot be had, and why not."""

    reason: str


def named(name, namespace="zoo"):
    return {"namespace": [namespace], "name": name}


ANSWERS = {
    "ours": {"take": "ours"},
    "theirs": {"take": "theirs"},
    "keep_both": {"keep_both": True},
    "rename_ours": {"rename": "ours", "to": named("moved")},
    "rename_theirs": {"rename": "theirs", "to": named("moved")},
    "rename_theirs elsewhere": {"rename": "theirs", "to": named("moved", "farm")},
    "at": {"at": named("agreed")},
    "new_home": {"home": "new"},
    "old_name": {"home": "old"},
    "into": {"into": {"namespace": ["zoo"]}},
    "create_parent": {"create_parent": True},
}


def make(name, *persons, version=2):
    def change(catalog):
        table = catalog.create_table(name, PEOPLE, properties={"format-version": str(version)})
        if persons:
            table.append(people(*persons))

    return change


def append(person, name=ANIMALS):
    return lambda catalog: catalog.load_table(name).append(people(person))


def own(value):
    return lambda catalog: with_property(catalog.load_table(ANIMALS), "owner", value)


def begin_anew(catalog):
    """As CREATE OR REPLACE does it."""
    catalog.load_table(ANIMALS).manage_snapshots().remove_branch("main").commit()


def schema(edit):
    def change(catalog):
        with catalog.load_table(ANIMALS).update_schema(allow_incompatible_changes=True) as update:
            edit(update)

    return change


def add_column(name, type):
    return schema(lambda update: update.add_column(name, type))


def retype(name, type):
    return schema(lambda update: update.update_column(name, field_type=type))


def identify(*names):
    def edit(update):
        for name in names:
            update.update_column(name, required=True)
        update.set_identifier_fields(*names)

    return schema(edit)


def spec(edit):
    def change(catalog):
        with catalog.load_table(ANIMALS).update_spec() as update:
            edit(update)

    return change


def partition(column, *transform):
    return spec(lambda update: update.add_field(column, *transform))


def unpartition(field):
    return spec(lambda update: update.remove_field(field))


def tag(snapshot, **retention):
    def change(catalog):
        table = catalog.load_table(ANIMALS)
        table.manage_snapshots().create_tag(table.snapshots()[snapshot].snapshot_id, "v1", **retention).commit()

    return change


def expire(snapshot):
    def change(catalog):
        table = catalog.load_table(ANIMALS)
        table.maintenance.expire_snapshots().by_id(table.snapshots()[snapshot].snapshot_id).commit()

    return change


def delete_by_position(id):
    """DuckDB writes files of deletes, where PyIceberg would write the data anew."""

    def change(catalog):
        with clients.duckdb_connection(catalog.properties["warehouse"]) as duckdb:
            duckdb.execute(f"DELETE FROM m.zoo.animals WHERE id = {id}")

    return change


def order(column):
    def change(catalog):
        with catalog.load_table(ANIMALS).update_sort_order() as update:
            update.asc(column, IdentityTransform(), NullOrder.NULLS_FIRST)

    return change


def drop(name=ANIMALS):
    return lambda catalog: catalog.drop_table(name)


def rename(new, old="animals"):
    return lambda catalog: catalog.rename_table(("zoo", old), ("zoo", new))


def view(name, sql):
    version = ViewVersion(
        version_id=1,
        schema_id=0,
        timestamp_ms=1700000000000,
        summary={},
        representations=[SQLViewRepresentation(type="sql", sql=sql, dialect="spark")],
        default_namespace=["zoo"],
    )
    return lambda catalog: catalog.create_view(name, PEOPLE, version)


def commit(path, *updates):
    """What PyIceberg has no call for, as other clients send it."""
    body = {"requirements": [], "updates": updates}
    return lambda catalog: catalog._session.post(catalog.url(f"namespaces/zoo/{path}"), json=body).raise_for_status()


def metadata(catalog):
    return catalog._session.get(catalog.url("namespaces/zoo/tables/animals")).json()["metadata"]


def table_commit(*updates):
    return commit("tables/animals", *updates)


def upgrade(version):
    return table_commit({"action": "upgrade-format-version", "format-version": version})


def encryption_key(secret):
    sealed = base64.b64encode(secret.encode()).decode()
    key = {"key-id": "k1", "encrypted-key-metadata": sealed, "encrypted-by-id": "kek"}
    return table_commit({"action": "add-encryption-key", "encryption-key": key})


def unsealed(key):
    return base64.b64decode(key["encrypted-key-metadata"]).decode()


def move(suffix):
    def change(catalog):
        location = catalog.load_table(ANIMALS).location() + suffix
        table_commit({"action": "set-location", "location": location})(catalog)

    return change


def default(column, value):
    def change(catalog):
        table = metadata(catalog)
        (current,) = [schema for schema in table["schemas"] if schema["schema-id"] == table["current-schema-id"]]
        (field,) = [field for field in current["fields"] if field["name"] == column]
        field["write-default"] = value
        table_commit(
            {"action": "add-schema", "schema": current}, {"action": "set-current-schema", "schema-id": -1}
        )(catalog)

    return change


def view_again(sql):
    """This is the call by which Spark replaces a view."""
    version = {
        "version-id": 2,
        "schema-id": 0,
        "timestamp-ms": 1700000001000,
        "summary": {},
        "default-namespace": ["zoo"],
        "representations": [{"type": "sql", "sql": sql, "dialect": "spark"}],
    }
    return commit(
        "views/names",
        {"action": "add-view-version", "view-version": version},
        {"action": "set-current-view-version", "view-version-id": -1},
    )


def all_of(*changes):
    def change(catalog):
        for each in changes:
            each(catalog)

    return change


def make_namespace(name, **properties):
    return lambda catalog: catalog.create_namespace(name, properties)


def tables(catalog):
    """The rows of all tables, by name."""
    namespaces = [namespace for top in catalog.list_namespaces() for namespace in [top, *catalog.list_namespaces(top)]]
    names = [name for namespace in namespaces for name in catalog.list_tables(namespace)]
    return {".".join(name): rows(catalog.load_table(name)) for name in names}


def owner(catalog):
    return catalog.load_table(ANIMALS).properties["owner"]


def columns(catalog):
    return {column.name: str(column.field_type) for column in catalog.load_table(ANIMALS).schema().fields}


def column(name):
    return lambda catalog: catalog.load_table(ANIMALS).schema().find_field(name)


def rows_by_ref(catalog):
    table = catalog.load_table(ANIMALS)
    return {name: rows(table, ref=name) for name in table.refs()}


def partitioned(catalog):
    return [str(part.transform) for part in catalog.load_table(ANIMALS).spec().fields]


def sorted_by(catalog):
    table = catalog.load_table(ANIMALS)
    return [table.schema().find_column_name(part.source_id) for part in table.sort_order().fields]


def sql(catalog):
    return catalog.load_view(("zoo", "names")).sql_for("spark").sql


def kinds(catalog):
    return sorted(
        ["table " + ".".join(name) for name in catalog.list_tables("zoo")]
        + ["view " + ".".join(name) for name in catalog.list_views("zoo")]
    )


ANIMAL = {"id": "long", "name": "string"}
ANN_BOB = {"ours": "ann", "theirs": "bob", "items: ours": "ann", "items: theirs": "bob"}
SIDE_BY_SIDE = {"ours": "ours", "theirs": "theirs", "items: ours": "ours", "items: theirs": "theirs"}
WITH_ALAN, WITH_GRACE = ({"zoo.animals": [ADA, one]} for one in (ALAN, GRACE))
ALAN_OR_GRACE = {"ours": WITH_ALAN, "theirs": WITH_GRACE, "items: ours": WITH_ALAN, "items: theirs": WITH_GRACE}


def only_ours(thing):
    """Files of both sides name it by one number, and those of ours stay in history whatever is taken."""
    refused = Refused(f"Both sides wrote files under the {thing}")
    return {
        "ours": WITH_ALAN,
        "theirs": refused,
        "items: ours": WITH_ALAN,
        "items: theirs, ours": WITH_ALAN,
        "items: theirs, theirs": refused,
    }


FAMILIES = {
    "property": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        own("ann"),
        own("bob"),
        owner,
        ANN_BOB | {"items: both": "both"},
        item="PROPERTY_SAME_KEY",
    ),
    "location": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        move("-ours"),
        move("-theirs"),
        lambda catalog: catalog.load_table(ANIMALS).location().rsplit("-")[-1],
        SIDE_BY_SIDE,
        item="LOCATION_BOTH",
    ),
    "format version": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA, ALAN),
        upgrade(3),
        delete_by_position(1),
        lambda catalog: (catalog.load_table(ANIMALS).format_version, tables(catalog)["zoo.animals"]),
        {"ours": (3, [ADA, ALAN]), "theirs": (3, [ALAN]), "items: ours": (3, [ALAN])},
        item="FORMAT_UPGRADE",
    ),
    "encryption key": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, version=3),
        encryption_key("ours"),
        encryption_key("theirs"),
        lambda catalog: unsealed(metadata(catalog)["encryption-keys"][0]),
        SIDE_BY_SIDE,
        item="ENCRYPTION_KEY",
    ),
    "new column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        add_column("score", IntegerType()),
        add_column("score", StringType()),
        columns,
        {
            "ours": ANIMAL | {"score": "int"},
            "theirs": ANIMAL | {"score": "string"},
            "items: ours": ANIMAL | {"score": "int"},
            "items: theirs": ANIMAL | {"score": "string"},
            "items: mark": ANIMAL | {"score": "int", "mark": "string"},
        },
        item="COLUMN_NAME",
    ),
    "type of a column": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS), add_column("price", DecimalType(20, 2))),
        retype("price", DecimalType(8, 2)),
        retype("price", DecimalType(9, 2)),
        lambda catalog: str(column("price")(catalog).field_type),
        {
            "ours": "decimal(8, 2)",
            "theirs": "decimal(9, 2)",
            "items: ours": "decimal(8, 2)",
            "items: theirs": "decimal(9, 2)",
            "items: decimal(10,2)": "decimal(10, 2)",
        },
        item="TYPE",
    ),
    "types that no other one holds": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS), add_column("score", IntegerType())),
        retype("score", LongType()),
        retype("score", StringType()),
        lambda catalog: str(column("score")(catalog).field_type),
        {"ours": "long", "theirs": "string", "items: ours": "long", "items: theirs": "string"},
        item="TYPE",
    ),
    "required beside rows": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        schema(lambda update: update.update_column("name", required=True)),
        append(ALAN),
        lambda catalog: (column("name")(catalog).required, tables(catalog)["zoo.animals"]),
        {
            "ours": (True, [ADA]),
            "theirs": (False, [ADA, ALAN]),
            "items: ours": (True, [ADA, ALAN]),
            "items: theirs": (False, [ADA, ALAN]),
        },
        item="NULLABILITY",
    ),
    "default of a column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, version=3),
        default("name", "ours"),
        default("name", "theirs"),
        lambda catalog: column("name")(catalog).write_default,
        SIDE_BY_SIDE,
        item="DEFAULT",
    ),
    "identifier": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        identify("name"),
        identify("id", "name"),
        lambda catalog: sorted(catalog.load_table(ANIMALS).schema().identifier_field_names()),
        {"ours": ["name"], "theirs": ["id", "name"], "items: ours": ["name"], "items: theirs": ["id", "name"]},
        item="IDENTIFIER",
    ),
    "name of a column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        schema(lambda update: update.rename_column("name", "called")),
        schema(lambda update: update.rename_column("name", "title")),
        lambda catalog: list(columns(catalog))[1],
        {"ours": "called", "theirs": "title", "items: ours": "called", "items: theirs": "title", "items: label": "label"},
        item="RENAME",
    ),
    "drop of a column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        schema(lambda update: update.delete_column("name")),
        schema(lambda update: update.rename_column("name", "title")),
        lambda catalog: list(columns(catalog)),
        {"ours": ["id"], "theirs": ["id", "title"], "items: ours": ["id"], "items: theirs": ["id", "title"]},
        item="DROP_USED",
    ),
    "doc of a column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        schema(lambda update: update.update_column("name", doc="as called")),
        schema(lambda update: update.update_column("name", doc="as written")),
        lambda catalog: column("name")(catalog).doc,
        {
            "ours": "as called",
            "theirs": "as written",
            "items: ours": "as called",
            "items: theirs": "as written",
            "items: as agreed": "as agreed",
        },
        item="COLUMN_DOC",
    ),
    "partitioning": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        partition("name", IdentityTransform()),
        partition("name", BucketTransform(4)),
        partitioned,
        {"ours": ["identity"], "theirs": ["bucket[4]"], "items: ours": ["identity"], "items: theirs": ["bucket[4]"]},
        item="SPEC_DEFAULT",
    ),
    "name of a partition field": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        partition("id", BucketTransform(4), "part"),
        all_of(partition("name", BucketTransform(4), "part"), unpartition("part")),
        partitioned,
        {"ours": ["bucket[4]"], "theirs": [], "items: ours": ["bucket[4]"], "items: theirs": []},
        item="SPEC_FIELD",
    ),
    "rows under two partitionings of one number": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        all_of(partition("name", IdentityTransform()), append(ALAN)),
        all_of(partition("id", BucketTransform(4), "part"), append(GRACE), unpartition("part")),
        tables,
        only_ours("partition spec 1"),
        item="DATA_BOTH_CHANGED",
        left="SPEC_ID_COLLISION",
    ),
    "rows under two orders of one number": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        all_of(order("id"), append(ALAN)),
        all_of(order("name"), append(GRACE)),
        tables,
        only_ours("sort order 1"),
        item="DATA_BOTH_CHANGED",
        left="ORDER_ID_COLLISION",
    ),
    "partitioning by a column of another type": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS), add_column("price", DecimalType(9, 2))),
        partition("price", BucketTransform(4)),
        retype("price", BooleanType()),
        partitioned,
        {"ours": ["bucket[4]"], "theirs": Refused("boolean")},
        item="UNREADABLE",
    ),
    "rows": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        append(ALAN),
        append(GRACE),
        tables,
        ALAN_OR_GRACE,
        item="DATA_BOTH_CHANGED",
    ),
    "rows after a snapshot that is expired": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        all_of(append(ALAN), expire(0)),
        append(GRACE),
        tables,
        ALAN_OR_GRACE,
        item="HISTORY_UNAVAILABLE",
    ),
    "rows of another table in its place": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        append(ALAN),
        all_of(begin_anew, append(GRACE)),
        tables,
        {
            "ours": {"zoo.animals": [ADA, ALAN]},
            "theirs": {"zoo.animals": [GRACE]},
            "items: ours": {"zoo.animals": [ADA, ALAN]},
            "items: theirs": {"zoo.animals": [GRACE]},
        },
        item="REPLACED",
    ),
    "tag of a table": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS, ADA), append(ALAN), append(GRACE), tag(1)),
        tag(0),
        tag(2),
        lambda catalog: rows(catalog.load_table(ANIMALS), ref="v1"),
        {"ours": [ADA], "theirs": [ADA, ALAN, GRACE], "items: ours": [ADA], "items: theirs": [ADA, ALAN, GRACE]},
        item="REF_DIVERGED",
    ),
    "age of a tag": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS, ADA), tag(0)),
        tag(0, max_ref_age_ms=86_400_000),
        tag(0, max_ref_age_ms=172_800_000),
        lambda catalog: catalog.load_table(ANIMALS).refs()["v1"].max_ref_age_ms // 86_400_000,
        {"ours": 1, "theirs": 2, "items: ours": 1, "items: theirs": 2},
        item="REF_RETENTION",
    ),
    "tag of an expired snapshot": Family(
        "BOTH_MODIFIED_TABLE",
        all_of(make(ANIMALS, ADA), append(ALAN)),
        expire(0),
        tag(0),
        rows_by_ref,
        {
            "ours": {"main": [ADA, ALAN]},
            "theirs": Refused("ours does not have"),
            "items: ours": {"main": [ADA, ALAN]},
            "items: theirs": {"main": [ADA, ALAN], "v1": [ADA]},
        },
        item="REF_TO_EXPIRED",
    ),
    "dialect of a view": Family(
        "BOTH_MODIFIED_VIEW",
        view(("zoo", "names"), "SELECT 1"),
        view_again("SELECT 2"),
        view_again("SELECT 3"),
        sql,
        {
            "ours": "SELECT 2",
            "theirs": "SELECT 3",
            "items: ours": "SELECT 2",
            "items: theirs": "SELECT 3",
            "items: SELECT 4": "SELECT 4",
        },
        item="VIEW_BOTH_VERSIONS",
    ),
    "property of a namespace": Family(
        "PROPERTY_SAME_KEY",
        make_namespace("farm"),
        lambda catalog: catalog.update_namespace_properties("farm", updates={"owner": "ann"}),
        lambda catalog: catalog.update_namespace_properties("farm", updates={"owner": "bob"}),
        lambda catalog: catalog.load_namespace_properties("farm")["owner"],
        ANN_BOB | {"items: both": "both"},
        item="PROPERTY_SAME_KEY",
    ),
    "drop against change": Family(
        "DELETE_MODIFY",
        make(ANIMALS, ADA),
        drop(),
        append(ALAN),
        tables,
        {"ours": {}, "theirs": {"zoo.animals": [ADA, ALAN]}},
    ),
    "change against drop": Family(
        "MODIFY_DELETE",
        make(ANIMALS, ADA),
        append(ALAN),
        drop(),
        tables,
        {"ours": {"zoo.animals": [ADA, ALAN]}, "theirs": {}},
    ),
    "rename against drop": Family(
        "RENAME_DELETE", make(ANIMALS, ADA), rename("beasts"), drop(), tables, {"ours": {"zoo.beasts": [ADA]}, "theirs": {}}
    ),
    "two objects under one name": Family(
        "ADD_ADD",
        nothing,
        make(ANIMALS, ADA),
        make(ANIMALS, ALAN),
        tables,
        {
            "ours": {"zoo.animals": [ADA]},
            "theirs": {"zoo.animals": [ALAN]},
            "rename_ours": {"zoo.animals": [ALAN], "zoo.moved": [ADA]},
            "rename_theirs": {"zoo.animals": [ADA], "zoo.moved": [ALAN]},
            "keep_both": {"zoo.animals": [ADA], "zoo.animals_theirs": [ALAN]},
            "rename_theirs elsewhere, create_parent": {"zoo.animals": [ADA], "farm.moved": [ALAN]},
            "rename_theirs elsewhere, into": {"zoo.animals": [ADA], "zoo.moved": [ALAN]},
        },
    ),
    "name taken by a rename": Family(
        "RENAME_COLLIDE",
        make(("zoo", "beasts"), ADA),
        rename("animals", "beasts"),
        make(ANIMALS, ALAN),
        tables,
        {
            "ours": {"zoo.animals": [ADA]},
            "theirs": {"zoo.animals": [ALAN], "zoo.beasts": [ADA]},
            "rename_ours": {"zoo.animals": [ALAN], "zoo.moved": [ADA]},
            "rename_theirs": {"zoo.animals": [ADA], "zoo.moved": [ALAN]},
            "keep_both": {"zoo.animals": [ADA], "zoo.animals_theirs": [ALAN]},
        },
    ),
    "change against another in its place": Family(
        "REPLACED",
        make(ANIMALS, ADA),
        append(ALAN),
        all_of(drop(), make(ANIMALS, GRACE)),
        tables,
        {
            "ours": {"zoo.animals": [ADA, ALAN]},
            "theirs": {"zoo.animals": [GRACE]},
            "rename_ours": {"zoo.animals": [GRACE], "zoo.moved": [ADA, ALAN]},
            "rename_theirs": {"zoo.animals": [ADA, ALAN], "zoo.moved": [GRACE]},
            "keep_both": {"zoo.animals": [ADA, ALAN], "zoo.animals_theirs": [GRACE]},
        },
    ),
    "table against view": Family(
        "KIND_CLASH",
        nothing,
        make(ANIMALS),
        view(ANIMALS, "SELECT 1"),
        kinds,
        {
            "ours": ["table zoo.animals"],
            "theirs": ["view zoo.animals"],
            "rename_ours": ["table zoo.moved", "view zoo.animals"],
            "rename_theirs": ["table zoo.animals", "view zoo.moved"],
            "keep_both": ["table zoo.animals", "view zoo.animals_theirs"],
        },
    ),
    "both renamed": Family(
        "RENAME_RENAME_DIFFERENT",
        make(ANIMALS, ADA),
        rename("beasts"),
        rename("creatures"),
        tables,
        {"ours": {"zoo.beasts": [ADA]}, "theirs": {"zoo.creatures": [ADA]}, "at": {"zoo.agreed": [ADA]}},
    ),
    "name given to another": Family(
        "RENAME_MODIFY",
        all_of(make(ANIMALS, ADA), make(("zoo", "fresh"), GRACE)),
        all_of(rename("old"), rename("animals", "fresh")),
        append(ALAN),
        tables,
        {
            "new_home": {"zoo.old": [ADA, ALAN], "zoo.animals": [GRACE]},
            "old_name, rename_ours": {"zoo.animals": [ADA, ALAN], "zoo.moved": [GRACE]},
        },
    ),
    "namespace dropped": Family(
        "NS_DELETE_CHILD_ADD",
        make_namespace("farm"),
        lambda catalog: catalog.drop_namespace("farm"),
        make(("farm", "animals"), ADA),
        tables,
        {"ours": {}, "theirs": {"farm.animals": [ADA]}, "into": {"zoo.animals": [ADA]}},
    ),
    "table against namespace": Family(
        "PARENT_NOT_NS",
        make_namespace(("zoo", "farm")),
        all_of(lambda catalog: catalog.drop_namespace(("zoo", "farm")), make(("zoo", "farm"), ADA)),
        make(("zoo", "farm", "animals"), ALAN),
        tables,
        {
            "ours": {"zoo.farm": [ADA]},
            "theirs": {"zoo.farm": [ADA], "zoo.farm.animals": [ALAN]},
            "into": {"zoo.farm": [ADA], "zoo.animals": [ALAN]},
            "create_parent": {"zoo.farm": [ADA], "zoo.farm.animals": [ALAN]},
        },
    ),
}


def resolution(conflict, answer):
    word, _, value = answer.partition(": ")
    if word != "items":
        return ANSWERS[word]
    given = {"take": value} if value in SIDES else {"value": value}
    return {"items": [{"code": item["code"], "path": item["path"], **given} for item in conflict["items"]]}


@functools.cache
def conflicting(family):
    """A catalog whose branch ``theirs`` is in conflict with main, where ``ours`` was done; the family's answers share it.

    Ours comes before there is another branch, since nothing expires that another one shows.
    """
    house = new_lakehouse()
    family.before(house.at())
    start = house.call("GET", "branches/main")["commit"]["id"]
    family.ours(house.at())
    family.theirs(house.branch("theirs", start))
    return house


@pytest.mark.parametrize(
    ("kind", "answer"), [(kind, answer) for kind, family in FAMILIES.items() for answer in family.outcomes]
)
def test_a_conflict_comes_out_as_it_was_answered(kind, answer):
    family = FAMILIES[kind]
    house = conflicting(family)
    branch = "by-" + re.sub(r"\W+", "-", answer)
    house.call("POST", "branches", {"name": branch, "from": "main"})

    merge = house.refused("merges", {"source": "theirs", "branch": branch})["merge"]
    (conflict,) = merge["conflicts"]
    assert (conflict["code"], set(conflict["offers"])) == (family.code, family.offers())
    assert conflict["sentence"]
    assert [(item["code"], set(item["offers"])) for item in conflict.get("items", [])] == family.items()
    answered = merge
    for step in answer.split(", "):
        (conflict,) = answered["conflicts"]
        resolutions = {conflict["id"]: resolution(conflict, step)}
        answered = house.call("POST", f"merges/{merge['id']}/resolutions", {"resolutions": resolutions})
        if family.left and step == "items: theirs":
            (conflict,) = answered["conflicts"]
            assert conflict["offers"] == ["ours", "theirs"]
            assert [(item["code"], item["offers"]) for item in conflict["items"]] == [(family.left, [])]
    outcome = family.outcomes[answer]
    if isinstance(outcome, Refused):
        assert answered["outlook"] == "answers_refused", answered
        assert outcome.reason in answered["refused"][0]["reason"]
        return
    assert answered["outlook"] == "clean", answered
    house.call("POST", f"merges/{merge['id']}/complete", {})

    assert family.read(house.at(branch)) == outcome


def test_the_order_of_ours_is_kept_where_both_set_one_and_a_notice_says_so():
    house = new_lakehouse()
    make(ANIMALS)(house.at())
    order("name")(house.branch("dev"))
    order("id")(house.at())

    merged = house.call("POST", "merges", {"source": "dev"})

    assert any("the order of ours was kept" in warning["sentence"] for warning in merged["warnings"])
    assert sorted_by(house.at()) == ["id"]


def test_a_table_and_a_namespace_of_one_name_are_no_conflict():
    house = new_lakehouse()
    make_namespace(("zoo", "farm"))(house.branch("dev"))
    make(("zoo", "farm"), ADA)(house.at())
    make(("zoo", "farm", "animals"), ALAN)(house.at("dev"))

    house.call("POST", "merges", {"source": "dev"})

    assert tables(house.at()) == {"zoo.farm": [ADA], "zoo.farm.animals": [ALAN]}
