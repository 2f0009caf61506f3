"""Conflicts of each family, answered in every way that they offer, and read back with PyIceberg.

Not here is what clients cannot bring about: they rename no namespaces, and get no location inside another table's.
Two branches are worked on once for each family; each answer merges the one into a fresh branch off the other.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import clients

clients.needs("pyiceberg")

import pytest
from lakehouse import new_lakehouse, with_property
from pyiceberg.table.sorting import NullOrder
from pyiceberg.transforms import BucketTransform, IdentityTransform
from pyiceberg.types import IntegerType, StringType
from pyiceberg.view.metadata import SQLViewRepresentation, ViewVersion
from tables import ADA, ALAN, GRACE, PEOPLE, people, rows

ANIMALS = ("zoo", "animals")
SIDES = ("ours", "theirs")


def nothing(catalog):
    pass


@dataclass(frozen=True, eq=False)
class Family:
    """What ``ours`` and ``theirs`` do to what was there ``before``, how it conflicts, and what each answer comes to."""

    code: str
    before: Callable
    ours: Callable
    theirs: Callable
    read: Callable
    outcomes: dict[str, Any]
    item: str | None = None

    def offers(self):
        """Each is answered: a way that is offered and not in the table is found out."""
        return {"per_item" if answer.startswith("items") else re.split("[ ,]", answer)[0] for answer in self.outcomes}

    def items(self):
        """None, or one that is answered in each way that it offers."""
        answers = {answer.removeprefix("items: ") for answer in self.outcomes if answer.startswith("items")}
        return [(self.item, {answer if answer in SIDES else "supplied" for answer in answers})] if answers else []


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


def make(name, *persons):
    def change(catalog):
        table = catalog.create_table(name, PEOPLE)
        if persons:
            table.append(people(*persons))

    return change


def append(person, name=ANIMALS):
    return lambda catalog: catalog.load_table(name).append(people(person))


def own(value):
    return lambda catalog: with_property(catalog.load_table(ANIMALS), "owner", value)


def schema(edit):
    def change(catalog):
        with catalog.load_table(ANIMALS).update_schema() as update:
            edit(update)

    return change


def spec(*transform):
    def change(catalog):
        with catalog.load_table(ANIMALS).update_spec() as update:
            update.add_field("name", *transform)

    return change


def tag(snapshot):
    def change(catalog):
        table = catalog.load_table(ANIMALS)
        table.manage_snapshots().create_tag(table.snapshots()[snapshot].snapshot_id, "v1").commit()

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


def view_again(sql):
    """PyIceberg replaces no view: this is the call by which Spark does."""
    version = {
        "version-id": 2,
        "schema-id": 0,
        "timestamp-ms": 1700000001000,
        "summary": {},
        "default-namespace": ["zoo"],
        "representations": [{"type": "sql", "sql": sql, "dialect": "spark"}],
    }
    updates = [
        {"action": "add-view-version", "view-version": version},
        {"action": "set-current-view-version", "view-version-id": -1},
    ]
    body = {"requirements": [], "updates": updates}
    return lambda catalog: catalog._session.post(catalog.url("namespaces/zoo/views/names"), json=body).raise_for_status()


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
    "type of a column": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        schema(lambda update: update.add_column("score", IntegerType())),
        schema(lambda update: update.add_column("score", StringType())),
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
        lambda catalog: catalog.load_table(ANIMALS).schema().find_field("name").doc,
        {"ours": "as called", "theirs": "as written", "items: ours": "as called", "items: theirs": "as written"},
        item="COLUMN_DOC",
    ),
    "partitioning": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS),
        spec(IdentityTransform()),
        spec(BucketTransform(4)),
        partitioned,
        {"ours": ["identity"], "theirs": ["bucket[4]"], "items: ours": ["identity"], "items: theirs": ["bucket[4]"]},
        item="SPEC_DEFAULT",
    ),
    "rows": Family(
        "BOTH_MODIFIED_TABLE",
        make(ANIMALS, ADA),
        append(ALAN),
        append(GRACE),
        tables,
        {
            "ours": {"zoo.animals": [ADA, ALAN]},
            "theirs": {"zoo.animals": [ADA, GRACE]},
            "items: ours": {"zoo.animals": [ADA, ALAN]},
            "items: theirs": {"zoo.animals": [ADA, GRACE]},
        },
        item="DATA_BOTH_CHANGED",
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
    "dialect of a view": Family(
        "BOTH_MODIFIED_VIEW",
        view(("zoo", "names"), "SELECT 1"),
        view_again("SELECT 2"),
        view_again("SELECT 3"),
        sql,
        {"ours": "SELECT 2", "theirs": "SELECT 3", "items: ours": "SELECT 2", "items: theirs": "SELECT 3"},
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
    """A catalog whose branches ``ours`` and ``theirs`` are in conflict; the family's answers share it."""
    house = new_lakehouse()
    family.before(house.at())
    family.ours(house.branch("ours"))
    family.theirs(house.branch("theirs"))
    return house


@pytest.mark.parametrize(
    ("kind", "answer"), [(kind, answer) for kind, family in FAMILIES.items() for answer in family.outcomes]
)
def test_a_conflict_comes_out_as_it_was_answered(kind, answer):
    family = FAMILIES[kind]
    house = conflicting(family)
    branch = "by-" + re.sub(r"\W+", "-", answer)
    house.call("POST", "branches", {"name": branch, "from": "ours"})

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
    assert answered["outlook"] == "clean", answered
    house.call("POST", f"merges/{merge['id']}/complete", {})

    assert family.read(house.at(branch)) == family.outcomes[answer]


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
