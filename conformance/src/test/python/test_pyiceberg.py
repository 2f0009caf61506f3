"""PyIceberg: everything its REST catalog and its tables can do."""

import datetime

import clients

clients.needs("pyiceberg")

import pyarrow as pa
import pyarrow.parquet
import pytest
from pyiceberg.exceptions import (
    CommitFailedException,
    NamespaceAlreadyExistsError,
    NamespaceNotEmptyError,
    NoSuchNamespaceError,
    NoSuchTableError,
    NoSuchViewError,
    RESTError,
    TableAlreadyExistsError,
    ViewAlreadyExistsError,
)
from pyiceberg.expressions import EqualTo, GreaterThan
from pyiceberg.partitioning import PartitionField, PartitionSpec
from pyiceberg.schema import Schema
from pyiceberg.table.sorting import NullOrder, SortDirection, SortField, SortOrder
from pyiceberg.table.statistics import BlobMetadata, StatisticsFile
from pyiceberg.transforms import BucketTransform, DayTransform, IdentityTransform, MonthTransform
from pyiceberg.types import DateType, DoubleType, IntegerType, ListType, LongType, NestedField, StringType, StructType
from pyiceberg.view.metadata import SQLViewRepresentation, ViewVersion
from tables import ADA, ALAN, GRACE, MARY, PEOPLE, people, rows

NO_RETRY = {"commit.retry.num-retries": "0"}
ODD_NAMES = [
    "with space",
    "dots.in.it",
    "slash/inside",
    "back\\slash",
    "plus+plus",
    "100%",
    "%20 is not a space",
    'it\'s "quoted"',
    "Größe 東京 🦡",
    "a?b&c=d#e;f,g:h@i",
    "UPPER and lower",
]


@pytest.fixture
def table(catalog, namespace):
    return catalog.create_table((namespace, "people"), PEOPLE)


class TestNamespaces:
    def test_properties_are_kept_and_can_be_changed(self, catalog, namespace):
        catalog.create_namespace((namespace, "sales"), {"owner": "ada", "tier": "gold"})

        summary = catalog.update_namespace_properties(
            (namespace, "sales"), removals={"tier", "absent"}, updates={"owner": "grace", "note": "näher an 東京"}
        )

        assert (summary.updated, summary.removed, summary.missing) == (["owner", "note"], ["tier"], ["absent"])
        properties = catalog.load_namespace_properties((namespace, "sales"))
        assert properties["owner"] == "grace" and properties["note"] == "näher an 東京" and "tier" not in properties

    def test_nested_ones_are_listed_one_level_at_a_time(self, catalog, namespace):
        for path in (("a",), ("a", "b"), ("a", "b", "c"), ("z",)):
            catalog.create_namespace((namespace, *path))

        assert (namespace,) in catalog.list_namespaces()
        assert sorted(catalog.list_namespaces(namespace)) == [(namespace, "a"), (namespace, "z")]
        assert catalog.list_namespaces((namespace, "a")) == [(namespace, "a", "b")]
        assert catalog.list_namespaces((namespace, "a", "b", "c")) == []

    def test_a_name_is_given_once(self, catalog, namespace):
        with pytest.raises(NamespaceAlreadyExistsError):
            catalog.create_namespace(namespace)
        catalog.create_namespace_if_not_exists(namespace)

    def test_only_an_empty_one_can_be_dropped(self, catalog, namespace):
        catalog.create_namespace((namespace, "child"))
        with pytest.raises(NamespaceNotEmptyError):
            catalog.drop_namespace(namespace)
        catalog.drop_namespace((namespace, "child"))

        catalog.create_table((namespace, "people"), PEOPLE)
        with pytest.raises(NamespaceNotEmptyError):
            catalog.drop_namespace(namespace)
        catalog.drop_table((namespace, "people"))

        catalog.drop_namespace(namespace)
        assert not catalog.namespace_exists(namespace)

    def test_an_absent_one_is_reported_by_every_call(self, catalog):
        assert not catalog.namespace_exists("nowhere")
        for call in (
            lambda: catalog.load_namespace_properties("nowhere"),
            lambda: catalog.update_namespace_properties("nowhere", updates={"a": "b"}),
            lambda: catalog.drop_namespace("nowhere"),
            lambda: catalog.list_namespaces("nowhere"),
            lambda: catalog.list_tables("nowhere"),
            lambda: catalog.list_views("nowhere"),
            lambda: catalog.create_table("nowhere.people", PEOPLE),
        ):
            with pytest.raises(NoSuchNamespaceError):
                call()


class TestCreate:
    def test_schema_spec_order_and_properties_arrive(self, catalog, namespace):
        schema = Schema(
            NestedField(1, "id", LongType(), required=True, doc="the key"),
            NestedField(2, "born", DateType(), required=False),
            NestedField(
                3,
                "tags",
                ListType(4, StructType(NestedField(5, "label", StringType(), required=True)), element_required=False),
                required=False,
            ),
            identifier_field_ids=[1],
        )
        spec = PartitionSpec(
            PartitionField(2, 1000, DayTransform(), "born_day"),
            PartitionField(1, 1001, BucketTransform(4), "id_bucket"),
        )
        order = SortOrder(SortField(1, IdentityTransform(), SortDirection.DESC, NullOrder.NULLS_LAST))

        catalog.create_table(
            (namespace, "people"), schema, partition_spec=spec, sort_order=order, properties={"owner": "ada"}
        )

        loaded = catalog.load_table((namespace, "people"))
        assert loaded.schema() == schema
        assert loaded.spec() == spec
        assert loaded.sort_order().fields == order.fields
        assert loaded.properties["owner"] == "ada"
        assert loaded.current_snapshot() is None

    def test_a_location_of_its_own_may_lie_anywhere_under_the_warehouse(self, catalog, namespace, table):
        location = f"{table.location()}-apart"

        apart = catalog.create_table((namespace, "apart"), PEOPLE, location=location)
        apart.append(people(ADA))

        assert apart.location() == location
        assert apart.metadata_location.startswith(location + "/")
        assert rows(catalog.load_table(apart.name())) == [ADA]

    def test_tables_and_views_share_their_names(self, catalog, namespace, table):
        with pytest.raises(TableAlreadyExistsError):
            catalog.create_table(table.name(), PEOPLE)
        with pytest.raises(ViewAlreadyExistsError):
            create_view(catalog, table.name())
        assert catalog.create_table_if_not_exists(table.name(), PEOPLE).metadata.table_uuid == table.metadata.table_uuid

    def test_a_staged_table_is_seen_only_once_it_is_committed(self, catalog, namespace):
        name = (namespace, "staged")

        with catalog.create_table_transaction(name, PEOPLE, properties={"owner": "ada"}) as transaction:
            assert not catalog.table_exists(name)
            transaction.set_properties(stage="one commit")
            transaction.append(people(ADA, ALAN))

        loaded = catalog.load_table(name)
        assert loaded.properties["owner"] == "ada" and loaded.properties["stage"] == "one commit"
        assert rows(loaded) == [ADA, ALAN]

    def test_of_two_staged_tables_of_one_name_the_first_commit_wins(self, catalog, namespace):
        name = (namespace, "staged")
        first = catalog.create_table_transaction(name, PEOPLE, properties={"by": "first"})
        second = catalog.create_table_transaction(name, PEOPLE, properties={"by": "second"})

        first.commit_transaction()
        with pytest.raises(CommitFailedException):
            second.commit_transaction()

        assert catalog.load_table(name).properties["by"] == "first"

    def test_version_3_metadata_can_be_created_and_read(self, catalog, namespace):
        created = catalog.create_table((namespace, "v3"), PEOPLE, properties={"format-version": "3"})

        assert created.format_version == 3
        assert catalog.load_table((namespace, "v3")).metadata.next_row_id == 0


class TestData:
    def test_append_adds_rows(self, catalog, table):
        table.append(people(ADA))
        table.append(people(ALAN))

        loaded = catalog.load_table(table.name())
        assert rows(loaded) == [ADA, ALAN]
        assert rows(loaded, row_filter=GreaterThan("id", 1), selected_fields=("name",)) == [("Alan",)]
        assert [snapshot.summary.operation.value for snapshot in loaded.snapshots()] == ["append", "append"]

    def test_overwrite_replaces_all_rows_or_those_that_match(self, catalog, table):
        table.append(people(ADA, ALAN))
        table.overwrite(people((2, "Alan Turing")), overwrite_filter=EqualTo("id", 2))
        assert rows(catalog.load_table(table.name())) == [ADA, (2, "Alan Turing")]

        table.overwrite(people(GRACE))
        assert rows(catalog.load_table(table.name())) == [GRACE]

    def test_delete_removes_the_rows_that_match(self, catalog, table):
        table.append(people(ADA, ALAN, GRACE))
        table.delete("name == 'Alan' or id > 2")
        assert rows(catalog.load_table(table.name())) == [ADA]

    def test_upsert_updates_what_is_there_and_inserts_the_rest(self, catalog, table):
        table.append(people(ADA, ALAN))

        result = table.upsert(people((2, "Alan Turing"), GRACE))

        assert (result.rows_updated, result.rows_inserted) == (1, 1)
        assert rows(catalog.load_table(table.name())) == [ADA, (2, "Alan Turing"), GRACE]

    def test_dynamic_overwrite_replaces_only_the_partitions_it_brings(self, catalog, namespace):
        spec = PartitionSpec(PartitionField(2, 1000, IdentityTransform(), "name"))
        table = catalog.create_table((namespace, "by_name"), PEOPLE, partition_spec=spec)
        table.append(people(ADA, ALAN))

        table.dynamic_partition_overwrite(people((7, "Ada")))

        assert rows(catalog.load_table(table.name())) == [ALAN, (7, "Ada")]

    def test_files_that_exist_already_can_be_added(self, catalog, table):
        brought = f"{table.location()}/data/brought.parquet"
        with table.io.new_output(brought).create() as file:
            pa.parquet.write_table(people(ADA, ALAN), file)

        table.add_files([brought])

        assert rows(catalog.load_table(table.name())) == [ADA, ALAN]

    def test_an_incremental_scan_sees_what_came_between_two_snapshots(self, table):
        for person in (ADA, ALAN, GRACE):
            table.append(people(person))
        first, _, last = (snapshot.snapshot_id for snapshot in table.snapshots())

        between = table.incremental_append_scan(from_snapshot_id_exclusive=first, to_snapshot_id_inclusive=last)

        assert sorted(between.to_arrow()["name"].to_pylist()) == ["Alan", "Grace"]


class TestEvolution:
    def test_columns_are_added_renamed_widened_moved_and_dropped(self, catalog, namespace):
        schema = Schema(
            NestedField(1, "id", IntegerType(), required=True),
            NestedField(2, "name", StringType(), required=False),
            NestedField(3, "gone", StringType(), required=False),
        )
        table = catalog.create_table((namespace, "people"), schema)
        before = pa.schema(
            [pa.field("id", pa.int32(), nullable=False), pa.field("name", pa.string()), pa.field("gone", pa.string())]
        )
        table.append(pa.Table.from_pylist([{"id": 1, "name": "Ada", "gone": "x"}], schema=before))

        with table.update_schema() as update:
            update.add_column("height", DoubleType(), doc="in metres")
            update.add_column("home", StructType(NestedField(9, "city", StringType(), required=False)))
            update.rename_column("name", "full_name")
            update.update_column("id", field_type=LongType())
            update.make_column_optional("id")
            update.delete_column("gone")
            update.move_first("name")
        with table.update_schema() as update:
            update.add_column(("home", "zip"), StringType())

        loaded = catalog.load_table(table.name())
        assert [field.name for field in loaded.schema().fields] == ["full_name", "id", "height", "home"]
        assert [field.name for field in loaded.schema().find_type("home").fields] == ["city", "zip"]
        assert loaded.schema().find_field("id").field_type == LongType()
        assert len(loaded.schemas()) == 3
        assert loaded.scan().to_arrow().to_pylist() == [{"full_name": "Ada", "id": 1, "height": None, "home": None}]
        old = loaded.scan(snapshot_id=loaded.current_snapshot().snapshot_id).to_arrow().to_pylist()
        assert old == [{"id": 1, "name": "Ada", "gone": "x"}]

    def test_a_dropped_columns_id_is_never_given_again(self, catalog, table):
        with table.update_schema() as update:
            update.add_column("extra", StringType())
        with table.update_schema() as update:
            update.delete_column("extra")
        with table.update_schema() as update:
            update.add_column("extra", StringType())

        loaded = catalog.load_table(table.name())
        assert loaded.schema().find_field("extra").field_id == 4
        assert loaded.metadata.last_column_id == 4

    def test_partitioning_changes_and_rows_of_every_spec_are_read(self, catalog, namespace):
        schema = Schema(NestedField(1, "id", LongType()), NestedField(2, "at", DateType()))
        day = lambda month: pa.table({"id": pa.array([month], pa.int64()), "at": [datetime.date(2026, month, 1)]})
        table = catalog.create_table((namespace, "events"), schema)
        table.append(day(1))

        with table.update_spec() as update:
            update.add_field("at", MonthTransform(), "month")
        table.append(day(2))
        with table.update_spec() as update:
            update.rename_field("month", "at_month")
            update.add_field("id", BucketTransform(2), "shard")
        table.append(day(3))
        with table.update_spec() as update:
            update.remove_field("shard")
        table.append(day(4))

        loaded = catalog.load_table(table.name())
        assert [field.name for field in loaded.spec().fields] == ["at_month"]
        assert sorted(loaded.scan().to_arrow()["id"].to_pylist()) == [1, 2, 3, 4]
        assert loaded.scan("at == '2026-03-01'").to_arrow()["id"].to_pylist() == [3]
        assert len({entry["spec_id"] for entry in loaded.inspect.files().to_pylist()}) == 4

    def test_the_sort_order_and_the_format_version_change(self, catalog, namespace):
        table = catalog.create_table((namespace, "v1"), PEOPLE, properties={"format-version": "1"})
        table.append(people(ADA))

        with table.update_sort_order() as update:
            update.desc("name", IdentityTransform(), NullOrder.NULLS_LAST)
        with table.transaction() as transaction:
            transaction.upgrade_table_version(2)
        table.append(people(ALAN))

        loaded = catalog.load_table(table.name())
        assert loaded.format_version == 2
        assert [field.source_id for field in loaded.sort_order().fields] == [2]
        assert rows(loaded) == [ADA, ALAN]

    def test_properties_change(self, catalog, table):
        with table.transaction() as transaction:
            transaction.set_properties({"a": "1", "b": "2"})
        with table.transaction() as transaction:
            transaction.remove_properties("a")

        properties = catalog.load_table(table.name()).properties
        assert properties.get("b") == "2" and "a" not in properties


class TestHistory:
    def test_branches_and_tags_inside_a_table(self, catalog, table):
        table.append(people(ADA))
        first = table.current_snapshot().snapshot_id
        table.manage_snapshots().create_tag(first, "v1").create_branch(
            first, "audit", max_ref_age_ms=86_400_000, max_snapshot_age_ms=3_600_000, min_snapshots_to_keep=2
        ).commit()

        audit = catalog.load_table(table.name()).refs()["audit"]
        assert (audit.max_ref_age_ms, audit.max_snapshot_age_ms, audit.min_snapshots_to_keep) == (
            86_400_000,
            3_600_000,
            2,
        )

        table.append(people(ALAN))
        table.append(people(GRACE), branch="audit")

        loaded = catalog.load_table(table.name())
        assert rows(loaded) == [ADA, ALAN]
        assert rows(loaded, ref="v1") == [ADA]
        assert rows(loaded, ref="audit") == [ADA, GRACE]

        loaded.manage_snapshots().set_current_snapshot(ref_name="audit").remove_tag("v1").remove_branch(
            "audit"
        ).commit()
        assert rows(catalog.load_table(table.name())) == [ADA, GRACE]
        assert list(catalog.load_table(table.name()).refs()) == ["main"]

    def test_time_travel_and_rollback(self, catalog, table):
        table.append(people(ADA))
        table.append(people(ALAN))
        table.delete("id == 1")
        first, second, third = table.snapshots()

        loaded = catalog.load_table(table.name())
        assert rows(loaded, snapshot_id=first.snapshot_id) == [ADA]
        assert rows(loaded, snapshot_id=second.snapshot_id) == [ADA, ALAN]
        assert loaded.snapshot_as_of_timestamp(second.timestamp_ms).snapshot_id == second.snapshot_id

        loaded.manage_snapshots().rollback_to_snapshot(first.snapshot_id).commit()
        rolled_back = catalog.load_table(table.name())
        assert rows(rolled_back) == [ADA]
        log = [entry.snapshot_id for entry in rolled_back.history()]
        assert log == [first.snapshot_id, second.snapshot_id, third.snapshot_id, first.snapshot_id]
        assert rows(rolled_back, snapshot_id=second.snapshot_id) == [ADA, ALAN]

    def test_expired_snapshots_are_gone_and_the_rest_stays(self, catalog, table):
        for person in (ADA, ALAN, GRACE):
            table.append(people(person))
        first, second, third = (snapshot.snapshot_id for snapshot in table.snapshots())
        table.manage_snapshots().create_tag(first, "keep").commit()

        table.maintenance.expire_snapshots().by_id(second).commit()

        loaded = catalog.load_table(table.name())
        assert {snapshot.snapshot_id for snapshot in loaded.snapshots()} == {first, third}
        assert rows(loaded) == [ADA, ALAN, GRACE]

    def test_statistics_are_set_and_removed(self, catalog, table):
        table.append(people(ADA))
        snapshot = table.current_snapshot()
        blob = BlobMetadata(
            type="apache-datasketches-theta-v1",
            snapshot_id=snapshot.snapshot_id,
            sequence_number=1,
            fields=[1],
            properties={"ndv": "1"},
        )
        file = StatisticsFile(
            snapshot_id=snapshot.snapshot_id,
            statistics_path=f"{table.location()}/metadata/some.stats",
            file_size_in_bytes=42,
            file_footer_size_in_bytes=7,
            blob_metadata=[blob],
        )

        with table.update_statistics() as update:
            update.set_statistics(file)
        assert catalog.load_table(table.name()).metadata.statistics == [file]

        with table.update_statistics() as update:
            update.remove_statistics(snapshot.snapshot_id)
        assert catalog.load_table(table.name()).metadata.statistics == []

    def test_every_commit_adds_one_entry_to_the_metadata_log(self, catalog, table):
        locations = [table.metadata_location]
        for person in (ADA, ALAN):
            table.append(people(person))
            locations.append(table.metadata_location)

        logged = [entry.metadata_file for entry in catalog.load_table(table.name()).metadata.metadata_log]
        assert logged == locations[:-1]
        assert all(table.io.new_input(location).exists() for location in locations)

    def test_a_client_may_ask_for_the_snapshots_of_refs_alone(self, catalog, table):
        for person in (ADA, ALAN, GRACE):
            table.append(people(person))
        table.manage_snapshots().create_tag(table.snapshots()[0].snapshot_id, "first").commit()

        sparse = clients.pyiceberg_catalog(**{"snapshot-loading-mode": "refs"}).load_table(table.name())
        assert len(sparse.snapshots()) == 2 and rows(sparse) == [ADA, ALAN, GRACE]

        sparse.append(people(MARY))
        assert len(catalog.load_table(table.name()).snapshots()) == 4


class TestTransactions:
    def test_many_operations_become_one_commit(self, catalog, table):
        with table.transaction() as transaction:
            with transaction.update_schema() as update:
                update.add_column("age", IntegerType())
            with transaction.update_spec() as update:
                update.add_field("id", BucketTransform(2), "shard")
            transaction.set_properties(reviewed="yes")
            transaction.append(people(ADA, ALAN))
            transaction.delete("id == 1")

        loaded = catalog.load_table(table.name())
        assert rows(loaded) == [(2, "Alan", None)]
        assert loaded.properties["reviewed"] == "yes"
        assert [field.name for field in loaded.spec().fields] == ["shard"]
        assert len(loaded.snapshots()) == 2
        assert len(loaded.metadata.metadata_log) == 1

    def test_one_that_ends_in_an_error_leaves_nothing(self, catalog, table):
        with pytest.raises(RuntimeError, match="changed my mind"):
            with table.transaction() as transaction:
                transaction.append(people(ADA))
                raise RuntimeError("changed my mind")

        assert catalog.load_table(table.name()).metadata_location == table.metadata_location

    def test_two_appends_from_one_base_both_land_through_pyicebergs_own_retry(self, catalog, table):
        other = catalog.load_table(table.name())

        table.append(people(ADA))
        other.append(people(ALAN))

        assert rows(catalog.load_table(table.name())) == [ADA, ALAN]

    def test_an_append_from_an_old_base_is_refused_when_retries_are_off(self, catalog, namespace):
        table = catalog.create_table((namespace, "people"), PEOPLE, properties=NO_RETRY)
        stale = catalog.load_table(table.name())
        table.append(people(ADA))

        with pytest.raises(CommitFailedException):
            stale.append(people(ALAN))

        assert rows(catalog.load_table(table.name())) == [ADA]

    def test_a_schema_change_from_an_old_base_is_refused(self, catalog, table):
        stale = catalog.load_table(table.name())
        with table.update_schema() as update:
            update.add_column("age", IntegerType())

        with pytest.raises(CommitFailedException):
            with stale.update_schema() as update:
                update.add_column("size", IntegerType())

        assert catalog.load_table(table.name()).schema().column_names == ["id", "name", "age"]

    def test_a_schema_change_and_an_append_from_one_base_both_land(self, catalog, table):
        other = catalog.load_table(table.name())
        with table.update_schema() as update:
            update.add_column("age", IntegerType())
        other.append(people(ADA))

        assert rows(catalog.load_table(table.name())) == [(1, "Ada", None)]

    def test_two_property_changes_from_one_base_both_land(self, catalog, table):
        other = catalog.load_table(table.name())
        with table.transaction() as transaction:
            transaction.set_properties(left="1")
        with other.transaction() as transaction:
            transaction.set_properties(right="2")

        properties = catalog.load_table(table.name()).properties
        assert (properties["left"], properties["right"]) == ("1", "2")

    def test_a_table_that_was_dropped_and_made_anew_is_another_table(self, catalog, namespace):
        table = catalog.create_table((namespace, "people"), PEOPLE, properties=NO_RETRY)
        catalog.drop_table(table.name())
        catalog.create_table(table.name(), PEOPLE)

        with pytest.raises(CommitFailedException):
            table.append(people(ADA))

        assert rows(catalog.load_table(table.name())) == []

    def test_a_commit_to_a_dropped_table_finds_no_table(self, catalog, table):
        catalog.drop_table(table.name())
        with pytest.raises(RESTError, match="NoSuchTableException"):
            table.append(people(ADA))


class TestRenameAndDrop:
    def test_rename_moves_a_table_with_all_it_has(self, catalog, namespace, table):
        catalog.create_namespace((namespace, "archive"))
        table.append(people(ADA))

        moved = catalog.rename_table(table.name(), (namespace, "archive", "persons"))

        assert not catalog.table_exists(table.name())
        assert catalog.list_tables((namespace, "archive")) == [(namespace, "archive", "persons")]
        assert moved.metadata.table_uuid == table.metadata.table_uuid
        assert moved.metadata_location == table.metadata_location
        moved.append(people(ALAN))
        assert rows(catalog.load_table((namespace, "archive", "persons"))) == [ADA, ALAN]

    def test_rename_is_refused_onto_a_taken_name_and_from_an_absent_one(self, catalog, namespace, table):
        create_view(catalog, (namespace, "a_view"))
        catalog.create_table((namespace, "taken"), PEOPLE)

        for taken in ("taken", "a_view"):
            with pytest.raises(TableAlreadyExistsError):
                catalog.rename_table(table.name(), (namespace, taken))
        with pytest.raises(NoSuchTableError):
            catalog.rename_table((namespace, "absent"), (namespace, "new"))
        with pytest.raises(NoSuchNamespaceError):
            catalog.rename_table(table.name(), ("nowhere", "new"))
        assert catalog.table_exists(table.name())

    def test_an_absent_table_is_reported_by_every_call(self, catalog, namespace):
        assert not catalog.table_exists((namespace, "absent"))
        for call in (catalog.load_table, catalog.drop_table, catalog.purge_table):
            with pytest.raises(NoSuchTableError):
                call((namespace, "absent"))

    def test_a_dropped_table_leaves_its_files_and_can_be_registered_again(self, catalog, namespace, table):
        table.append(people(ADA))
        catalog.drop_table(table.name())
        assert table.io.new_input(table.metadata_location).exists()
        with pytest.raises(NoSuchTableError):
            catalog.load_table(table.name())

        back = catalog.register_table((namespace, "back"), table.metadata_location)

        assert back.metadata.table_uuid == table.metadata.table_uuid
        back.append(people(ALAN))
        assert rows(catalog.load_table((namespace, "back"))) == [ADA, ALAN]

    def test_register_replaces_a_table_only_when_told_to(self, catalog, namespace, table):
        table.append(people(ADA))
        earlier = table.metadata_location
        table.append(people(ALAN))

        with pytest.raises(TableAlreadyExistsError):
            catalog.register_table(table.name(), earlier)
        catalog.register_table(table.name(), earlier, overwrite=True)

        assert rows(catalog.load_table(table.name())) == [ADA]

    def test_a_purged_table_is_gone(self, catalog, namespace, table):
        table.append(people(ADA))
        catalog.purge_table(table.name())

        assert not catalog.table_exists(table.name())
        assert catalog.list_tables(namespace) == []
        assert rows(catalog.create_table(table.name(), PEOPLE)) == []


def create_view(catalog, name, sql="SELECT id, name FROM people"):
    version = ViewVersion(
        schema_id=0,
        representations=[SQLViewRepresentation(type="sql", sql=sql, dialect="spark")],
        default_namespace=("default",),
        summary={"engine-name": "pyiceberg"},
    )
    return catalog.create_view(name, PEOPLE, version, properties={"owner": "ada"})


def metadata_location_of_view(catalog, namespace, name):
    """PyIceberg reads a view's metadata, but does not say where it lies."""
    return catalog._session.get(catalog.url(f"namespaces/{namespace}/views/{name}")).json()["metadata-location"]


class TestViews:
    def test_a_view_is_created_loaded_listed_and_dropped(self, catalog, namespace, table):
        name = (namespace, "everybody")
        create_view(catalog, name)

        view = catalog.load_view(name)
        assert view.sql_for("spark").sql == "SELECT id, name FROM people"
        assert view.schema().column_names == ["id", "name"]
        assert view.properties["owner"] == "ada"
        assert len(view.history()) == 1
        assert catalog.list_views(namespace) == [name]
        assert catalog.list_tables(namespace) == [table.name()]

        catalog.drop_view(name)
        assert not catalog.view_exists(name)
        with pytest.raises(NoSuchViewError):
            catalog.load_view(name)
        with pytest.raises(NoSuchViewError):
            catalog.drop_view(name)

    def test_a_view_cannot_take_a_name_that_is_in_use(self, catalog, namespace):
        create_view(catalog, (namespace, "v"))
        with pytest.raises(ViewAlreadyExistsError):
            create_view(catalog, (namespace, "v"))
        with pytest.raises(TableAlreadyExistsError):
            catalog.create_table((namespace, "v"), PEOPLE)
        with pytest.raises(NoSuchTableError):
            catalog.load_table((namespace, "v"))

    def test_a_dropped_view_can_be_registered_again(self, catalog, namespace):
        view = create_view(catalog, (namespace, "v"))
        location = metadata_location_of_view(catalog, namespace, "v")
        catalog.drop_view((namespace, "v"))

        back = catalog.register_view((namespace, "back"), location)

        assert back.uuid() == view.uuid()
        assert catalog.load_view((namespace, "back")).sql_for("spark").sql == "SELECT id, name FROM people"


class TestNames:
    @pytest.mark.parametrize("odd", ODD_NAMES)
    def test_any_name_works_for_namespaces_and_tables(self, catalog, namespace, odd):
        inner, name, new_name = (namespace, odd), (namespace, odd, odd), (namespace, f"{odd}!")
        catalog.create_namespace(inner, {odd: odd})
        catalog.create_table(name, PEOPLE).append(people(ADA))

        assert catalog.load_namespace_properties(inner)[odd] == odd
        assert catalog.list_namespaces(namespace) == [inner]
        assert catalog.list_tables(inner) == [name]
        assert rows(catalog.load_table(name)) == [ADA]

        catalog.rename_table(name, new_name).append(people(ALAN))
        assert rows(catalog.load_table(new_name)) == [ADA, ALAN]

        catalog.drop_table(new_name)
        catalog.drop_namespace(inner)
        assert catalog.list_namespaces(namespace) == []

    @pytest.mark.parametrize("odd", ODD_NAMES)
    def test_namespaces_inside_one_of_any_name_are_listed(self, catalog, namespace, odd):
        # PyIceberg encodes the query parameter `parent` twice, where Java encodes it once.
        catalog.create_namespace((namespace, odd))
        catalog.create_namespace((namespace, odd, "child"))
        assert catalog.list_namespaces((namespace, odd)) == [(namespace, odd, "child")]

    @pytest.mark.parametrize("odd", ODD_NAMES)
    def test_any_name_works_for_columns_branches_and_properties(self, catalog, namespace, odd):
        schema = Schema(NestedField(1, odd, LongType(), required=False))
        table = catalog.create_table((namespace, "t"), schema, properties={odd: odd})
        table.append(pa.table({odd: pa.array([7], pa.int64())}))
        table.manage_snapshots().create_tag(table.current_snapshot().snapshot_id, odd).commit()

        loaded = catalog.load_table((namespace, "t"))
        assert loaded.properties[odd] == odd
        assert rows(loaded, ref=odd) == [(7,)]

    def test_names_that_differ_in_case_are_different(self, catalog, namespace):
        for name in ("people", "People"):
            catalog.create_table((namespace, name), PEOPLE)
        assert sorted(catalog.list_tables(namespace)) == [(namespace, "People"), (namespace, "people")]


def test_lists_come_complete_page_by_page(catalog, namespace):
    paged = clients.pyiceberg_catalog(**{"rest-page-size": "2"})
    for number in range(5):
        catalog.create_namespace((namespace, f"n{number}"))
        catalog.create_table((namespace, f"t{number}"), PEOPLE)
        create_view(catalog, (namespace, f"v{number}"))

    assert sorted(paged.list_namespaces(namespace)) == [(namespace, f"n{number}") for number in range(5)]
    assert sorted(paged.list_tables(namespace)) == [(namespace, f"t{number}") for number in range(5)]
    assert sorted(paged.list_views(namespace)) == [(namespace, f"v{number}") for number in range(5)]
