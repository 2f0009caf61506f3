"""Spark SQL with Iceberg's runtime and extensions; the catalog is `m`, and the default one."""

import clients

clients.needs("pyspark")

import datetime
import json

import pytest

ODD_NAMES = [
    "with space",
    "dots.in.it",
    "plus+plus",
    "100%",
    "%20",
    'it\'s "quoted"',
    "Größe 東京",
    "slash/inside",
    "back\\slash",
]


@pytest.fixture
def sql(spark):
    """Runs one statement and returns its rows as tuples."""
    return lambda statement: [tuple(row) for row in spark.sql(statement).collect()]


@pytest.fixture
def people(sql, namespace):
    """The name of a table with two rows."""
    name = f"{namespace}.people"
    sql(f"CREATE TABLE {name} (id BIGINT NOT NULL, name STRING) USING iceberg")
    sql(f"INSERT INTO {name} VALUES (1, 'Ada'), (2, 'Alan')")
    return name


def rows(sql, table):
    return sql(f"SELECT * FROM {table} ORDER BY 1")


def snapshots(sql, table):
    """The ids of a table's snapshots, oldest first."""
    return [id for (id,) in sql(f"SELECT snapshot_id FROM {table}.snapshots ORDER BY committed_at")]


def properties(sql, table):
    return dict(sql(f"SHOW TBLPROPERTIES {table}"))


def refused(sql, statement, because):
    with pytest.raises(Exception, match=because):
        sql(statement)


class TestNamespaces:
    def test_they_nest_and_keep_comment_and_properties(self, sql, namespace):
        sql(f"CREATE NAMESPACE {namespace}.sales COMMENT 'all we sell' WITH DBPROPERTIES ('tier' = 'gold')")
        sql(f"CREATE NAMESPACE {namespace}.sales.eu")
        sql(f"ALTER NAMESPACE {namespace}.sales SET DBPROPERTIES ('tier' = 'silver')")

        described = dict(sql(f"DESCRIBE NAMESPACE EXTENDED {namespace}.sales"))
        assert described["Comment"] == "all we sell"
        assert "(tier,silver)" in described["Properties"]
        assert sql(f"SHOW NAMESPACES IN {namespace}") == [(f"{namespace}.sales",)]
        assert sql(f"SHOW NAMESPACES IN {namespace}.sales") == [(f"{namespace}.sales.eu",)]

        refused(sql, f"DROP NAMESPACE {namespace}.sales", "not empty")
        sql(f"DROP NAMESPACE {namespace}.sales.eu")
        sql(f"DROP NAMESPACE {namespace}.sales")
        assert sql(f"SHOW NAMESPACES IN {namespace}") == []

    @pytest.mark.parametrize("odd", ODD_NAMES)
    def test_any_name_works_for_namespaces_tables_columns_and_views(self, sql, namespace, odd):
        inner = f"{namespace}.`{odd}`"
        sql(f"CREATE NAMESPACE {inner}")
        sql(f"CREATE NAMESPACE {inner}.`{odd} child`")
        sql(f"CREATE TABLE {inner}.`{odd}` (`{odd}` INT) USING iceberg")
        sql(f"INSERT INTO {inner}.`{odd}` VALUES (1)")
        sql(f"CREATE VIEW {inner}.`{odd} view` AS SELECT `{odd}` AS a FROM {inner}.`{odd}`")

        assert len(sql(f"SHOW NAMESPACES IN {inner}")) == 1
        assert [name for _, name, _ in sql(f"SHOW TABLES IN {inner}")] == [odd]
        assert [name for _, name, _ in sql(f"SHOW VIEWS IN {inner}")] == [f"{odd} view"]
        assert sql(f"SELECT * FROM {inner}.`{odd} view`") == [(1,)]


class TestTables:
    def test_create_keeps_types_partitioning_properties_and_comments(self, sql, namespace):
        sql(f"""
            CREATE TABLE {namespace}.events (
                id BIGINT NOT NULL COMMENT 'the key', at TIMESTAMP, price DECIMAL(10, 2),
                tags MAP<STRING, ARRAY<STRING>>, place STRUCT<city: STRING, zip: STRING>)
            USING iceberg PARTITIONED BY (days(at), bucket(4, id))
            COMMENT 'what happened' TBLPROPERTIES ('team' = 'ada')
        """)
        sql(f"""
            INSERT INTO {namespace}.events VALUES
            (1, TIMESTAMP '2026-01-01 10:00:00', 9.99, map('a', array('x')), named_struct('city', 'Zürich', 'zip', ''))
        """)

        assert sql(f"SELECT price, tags['a'][0], place.city FROM {namespace}.events")[0][1:] == ("x", "Zürich")
        assert properties(sql, f"{namespace}.events")["team"] == "ada"
        assert sql(f"SELECT partition.at_day FROM {namespace}.events.partitions") == [(datetime.date(2026, 1, 1),)]
        assert ("id", "bigint", "the key") in sql(f"DESCRIBE TABLE {namespace}.events")

    def test_rows_are_inserted_updated_deleted_and_merged(self, sql, people):
        sql(f"UPDATE {people} SET name = 'Ada Lovelace' WHERE id = 1")
        sql(f"DELETE FROM {people} WHERE id = 2")
        assert rows(sql, people) == [(1, "Ada Lovelace")]

        sql(f"""
            MERGE INTO {people} p
            USING (SELECT 1 AS id, 'Countess' AS name UNION ALL SELECT 3, 'Grace') news ON p.id = news.id
            WHEN MATCHED THEN UPDATE SET name = news.name
            WHEN NOT MATCHED THEN INSERT *
        """)
        assert rows(sql, people) == [(1, "Countess"), (3, "Grace")]

        sql(f"INSERT OVERWRITE {people} VALUES (9, 'alone')")
        assert rows(sql, people) == [(9, "alone")]
        sql(f"TRUNCATE TABLE {people}")
        assert rows(sql, people) == []

    def test_create_as_select_appears_with_its_rows(self, sql, namespace, people):
        sql(f"CREATE TABLE {namespace}.copy USING iceberg PARTITIONED BY (id) AS SELECT * FROM {people}")

        assert rows(sql, f"{namespace}.copy") == [(1, "Ada"), (2, "Alan")]
        refused(sql, f"CREATE TABLE {namespace}.copy USING iceberg AS SELECT 1 AS one", "ALREADY_EXISTS")

    def test_create_or_replace_keeps_the_history(self, sql, people):
        [before] = snapshots(sql, people)

        sql(f"CREATE OR REPLACE TABLE {people} USING iceberg AS SELECT 42 AS answer")
        assert rows(sql, people) == [(42,)]
        assert sql(f"SELECT name FROM {people} VERSION AS OF {before} ORDER BY 1") == [("Ada",), ("Alan",)]
        assert sql(f"SELECT snapshot_id FROM {people}.history ORDER BY made_current_at")[0] == (before,)

        sql(f"CREATE OR REPLACE TABLE {people} (other STRING) USING iceberg")
        assert rows(sql, people) == []
        assert len(snapshots(sql, people)) == 2

    def test_rename_and_drop(self, sql, namespace, people):
        sql(f"CREATE NAMESPACE {namespace}.archive")
        sql(f"ALTER TABLE {people} RENAME TO {namespace}.archive.persons")
        assert rows(sql, f"{namespace}.archive.persons") == [(1, "Ada"), (2, "Alan")]

        sql(f"DROP TABLE {namespace}.archive.persons")
        assert sql(f"SHOW TABLES IN {namespace}.archive") == []
        refused(sql, f"SELECT * FROM {people}", "TABLE_OR_VIEW_NOT_FOUND")

    def test_a_purged_table_is_gone_and_its_name_is_free(self, sql, people):
        sql(f"DROP TABLE {people} PURGE")
        refused(sql, f"SELECT * FROM {people}", "TABLE_OR_VIEW_NOT_FOUND")

        sql(f"CREATE TABLE {people} (id BIGINT) USING iceberg")
        assert rows(sql, people) == []

    def test_a_dropped_table_is_registered_again(self, sql, namespace, people):
        [(file,)] = sql(f"SELECT file FROM {people}.metadata_log_entries ORDER BY timestamp DESC LIMIT 1")
        sql(f"DROP TABLE {people}")

        sql(f"CALL m.system.register_table('{namespace}.back', '{file}')")

        assert rows(sql, f"{namespace}.back") == [(1, "Ada"), (2, "Alan")]


class TestAlter:
    def test_columns_are_added_renamed_widened_moved_and_dropped(self, sql, namespace):
        table = f"{namespace}.t"
        sql(f"CREATE TABLE {table} (id INT NOT NULL, name STRING, price DECIMAL(5, 2)) USING iceberg")
        sql(f"INSERT INTO {table} VALUES (1, 'Ada', 1.50)")

        sql(f"ALTER TABLE {table} ADD COLUMNS (born DATE COMMENT 'a day', home STRUCT<city: STRING>)")
        sql(f"ALTER TABLE {table} ADD COLUMN home.zip STRING")
        sql(f"ALTER TABLE {table} RENAME COLUMN name TO full_name")
        sql(f"ALTER TABLE {table} ALTER COLUMN id TYPE BIGINT")
        sql(f"ALTER TABLE {table} ALTER COLUMN price TYPE DECIMAL(12, 2)")
        sql(f"ALTER TABLE {table} ALTER COLUMN id DROP NOT NULL")
        sql(f"ALTER TABLE {table} ALTER COLUMN born FIRST")
        sql(f"ALTER TABLE {table} DROP COLUMN price")

        assert [(name, type) for name, type, _ in sql(f"DESCRIBE TABLE {table}")] == [
            ("born", "date"),
            ("id", "bigint"),
            ("full_name", "string"),
            ("home", "struct<city:string,zip:string>"),
        ]
        assert sql(f"SELECT * FROM {table}") == [(None, 1, "Ada", None)]

    def test_partition_fields_are_added_replaced_and_dropped(self, sql, namespace):
        table = f"{namespace}.t"
        sql(f"CREATE TABLE {table} (id BIGINT, at DATE) USING iceberg")
        sql(f"INSERT INTO {table} VALUES (1, DATE '2026-01-01')")
        sql(f"ALTER TABLE {table} ADD PARTITION FIELD days(at)")
        sql(f"INSERT INTO {table} VALUES (2, DATE '2026-01-02')")
        sql(f"ALTER TABLE {table} REPLACE PARTITION FIELD days(at) WITH months(at)")
        sql(f"ALTER TABLE {table} ADD PARTITION FIELD bucket(2, id) AS shard")
        sql(f"INSERT INTO {table} VALUES (3, DATE '2026-02-01')")
        sql(f"ALTER TABLE {table} DROP PARTITION FIELD shard")
        sql(f"INSERT INTO {table} VALUES (4, DATE '2026-02-02')")

        assert sql(f"SELECT id FROM {table} WHERE at > DATE '2026-01-01' ORDER BY id") == [(2,), (3,), (4,)]
        assert len({spec for (spec,) in sql(f"SELECT spec_id FROM {table}.files")}) == 4

    def test_write_order_identifier_and_properties(self, sql, people):
        sql(f"ALTER TABLE {people} WRITE DISTRIBUTED BY PARTITION LOCALLY ORDERED BY name DESC, id")
        sql(f"ALTER TABLE {people} SET IDENTIFIER FIELDS id")
        sql(f"ALTER TABLE {people} SET TBLPROPERTIES ('team' = 'ada', 'gone' = 'soon')")
        sql(f"ALTER TABLE {people} UNSET TBLPROPERTIES ('gone')")

        kept = properties(sql, people)
        assert kept["sort-order"] == "name DESC NULLS LAST, id ASC NULLS FIRST"
        assert kept["identifier-fields"] == "[id]"
        assert kept["team"] == "ada" and "gone" not in kept

        sql(f"ALTER TABLE {people} WRITE UNORDERED")
        assert "sort-order" not in properties(sql, people)


class TestHistory:
    def test_time_travel_by_snapshot_tag_and_time(self, sql, people):
        [first] = snapshots(sql, people)
        [(written,)] = sql(f"SELECT CAST(committed_at AS STRING) FROM {people}.snapshots")
        sql(f"ALTER TABLE {people} CREATE TAG `v1` RETAIN 30 DAYS")
        sql(f"DELETE FROM {people} WHERE id = 1")

        for version in (f"VERSION AS OF {first}", "VERSION AS OF 'v1'", f"TIMESTAMP AS OF '{written}'"):
            assert sql(f"SELECT id FROM {people} {version} ORDER BY id") == [(1,), (2,)]
        assert rows(sql, people) == [(2, "Alan")]

    def test_branches_are_written_apart_and_fast_forwarded(self, sql, people):
        sql(f"ALTER TABLE {people} CREATE BRANCH audit RETAIN 7 DAYS WITH SNAPSHOT RETENTION 2 SNAPSHOTS 3 DAYS")
        sql(f"INSERT INTO {people}.branch_audit VALUES (3, 'Grace')")
        assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]
        assert sql(
            f"SELECT max_reference_age_in_ms, min_snapshots_to_keep FROM {people}.refs WHERE name = 'audit'"
        ) == [(7 * 86_400_000, 2)]

        sql(f"CALL m.system.fast_forward('{people}', 'main', 'audit')")
        sql(f"ALTER TABLE {people} DROP BRANCH audit")

        assert rows(sql, people) == [(1, "Ada"), (2, "Alan"), (3, "Grace")]
        assert sql(f"SELECT name FROM {people}.refs") == [("main",)]

    def test_staged_changes_are_cherry_picked(self, spark, sql, people):
        sql(f"ALTER TABLE {people} SET TBLPROPERTIES ('write.wap.enabled' = 'true')")
        spark.conf.set("spark.wap.id", "review-1")
        sql(f"INSERT INTO {people} VALUES (3, 'Grace')")
        spark.conf.unset("spark.wap.id")
        assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]

        sql(f"CALL m.system.cherrypick_snapshot('{people}', {snapshots(sql, people)[-1]})")

        assert rows(sql, people) == [(1, "Ada"), (2, "Alan"), (3, "Grace")]

    def test_rollback_to_a_snapshot_or_time_and_set_current_snapshot(self, sql, people):
        sql(f"DELETE FROM {people} WHERE id = 1")
        first, second = snapshots(sql, people)

        sql(f"CALL m.system.rollback_to_snapshot('{people}', {first})")
        assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]
        sql(f"CALL m.system.set_current_snapshot('{people}', {second})")
        assert rows(sql, people) == [(2, "Alan")]
        [(between,)] = sql(f"SELECT CAST(committed_at AS STRING) FROM {people}.snapshots WHERE snapshot_id = {second}")
        sql(f"CALL m.system.rollback_to_timestamp('{people}', TIMESTAMP '{between}')")
        assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]
        assert len(sql(f"SELECT * FROM {people}.history")) == 5

    def test_expired_snapshots_are_gone_and_the_rest_stays(self, sql, people):
        for id in (3, 4):
            sql(f"INSERT INTO {people} VALUES ({id}, 'more')")

        sql(f"""
            CALL m.system.expire_snapshots(
                table => '{people}', older_than => TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)
        """)

        assert len(snapshots(sql, people)) == 1
        assert [id for id, _ in rows(sql, people)] == [1, 2, 3, 4]

    def test_files_are_compacted_and_statistics_computed(self, sql, people):
        for id in (3, 4, 5, 6):
            sql(f"INSERT INTO {people} VALUES ({id}, 'more')")

        sql(f"CALL m.system.rewrite_data_files(table => '{people}', options => map('rewrite-all', 'true'))")
        assert sql(f"SELECT count(*) FROM {people}.files") == [(1,)]
        sql(f"CALL m.system.rewrite_manifests('{people}')")
        sql(f"CALL m.system.compute_table_stats('{people}')")

        assert [id for id, _ in rows(sql, people)] == [1, 2, 3, 4, 5, 6]


class TestViews:
    def test_a_view_is_created_replaced_altered_queried_and_dropped(self, sql, namespace, people):
        view = f"{namespace}.names"
        sql(f"""
            CREATE VIEW {view} (who COMMENT 'a name') COMMENT 'all of them' TBLPROPERTIES ('team' = 'ada')
            AS SELECT name FROM {people}
        """)
        assert rows(sql, view) == [("Ada",), ("Alan",)]
        refused(sql, f"CREATE VIEW {view} AS SELECT 1 AS one", "already exists")

        sql(f"ALTER VIEW {view} SET TBLPROPERTIES ('reviewed' = 'yes')")
        sql(f"""
            CREATE OR REPLACE VIEW {view} TBLPROPERTIES ('team' = 'grace')
            AS SELECT upper(name) AS shout FROM {people}
        """)
        assert rows(sql, view) == [("ADA",), ("ALAN",)]
        assert properties(sql, view)["team"] == "grace"

        sql(f"ALTER VIEW {view} UNSET TBLPROPERTIES ('team')")
        sql(f"ALTER VIEW {view} RENAME TO {namespace}.shouted")
        assert sql(f"SHOW VIEWS IN {namespace}") == [(namespace, "shouted", False)]
        assert rows(sql, f"{namespace}.shouted") == [("ADA",), ("ALAN",)]

        sql(f"DROP VIEW {namespace}.shouted")
        assert sql(f"SHOW VIEWS IN {namespace}") == []

    def test_a_view_reads_a_view_and_sees_new_rows(self, sql, namespace, people):
        sql(f"CREATE VIEW {namespace}.inner_view AS SELECT * FROM {people} WHERE id > 1")
        sql(f"CREATE VIEW {namespace}.outer_view AS SELECT count(*) AS n FROM {namespace}.inner_view")
        sql(f"INSERT INTO {people} VALUES (3, 'Grace')")

        assert sql(f"SELECT n FROM {namespace}.outer_view") == [(2,)]

    def test_a_view_and_a_table_cannot_share_a_name(self, sql, namespace, people):
        refused(sql, f"CREATE VIEW {people} AS SELECT 1 AS one", "(?i)already.exists")
        sql(f"CREATE VIEW {namespace}.v AS SELECT 1 AS one")
        refused(sql, f"CREATE TABLE {namespace}.v (a INT) USING iceberg", "(?i)already.exists")


class TestVersion3:
    @pytest.fixture
    def v3(self, sql, namespace):
        name = f"{namespace}.v3"
        sql(f"""
            CREATE TABLE {name} (id BIGINT, v VARIANT) USING iceberg TBLPROPERTIES (
                'format-version' = '3', 'write.delete.mode' = 'merge-on-read',
                'write.update.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')
        """)
        # Into one file: a delete of half its rows must not become a delete of a whole file.
        sql(f"""
            INSERT INTO {name} SELECT /*+ COALESCE(1) */ * FROM
            VALUES (1, parse_json('{{"a": 7}}')), (2, parse_json('[1, 2]')) AS news(id, v)
        """)
        return name

    def test_variants_are_stored_and_read(self, sql, v3):
        assert sql(f"SELECT id, variant_get(v, '$.a', 'int'), to_json(v) FROM {v3} ORDER BY id") == [
            (1, 7, '{"a":7}'),
            (2, None, "[1,2]"),
        ]

    def test_rows_keep_their_ids_when_they_are_updated(self, sql, v3):
        before = dict(sql(f"SELECT id, _row_id FROM {v3}"))
        sql(f"UPDATE {v3} SET v = parse_json('\"new\"') WHERE id = 2")
        sql(f"INSERT INTO {v3} VALUES (3, parse_json('0'))")

        after = {
            id: (row_id, sequence)
            for id, row_id, sequence in sql(f"SELECT id, _row_id, _last_updated_sequence_number FROM {v3}")
        }
        assert after[1] == (before[1], 1)
        assert after[2] == (before[2], 2)
        assert after[3][0] not in before.values() and after[3][1] == 3

    def test_deletes_become_deletion_vectors(self, sql, v3):
        sql(f"DELETE FROM {v3} WHERE id = 1")

        assert sql(f"SELECT file_format FROM {v3}.delete_files") == [("PUFFIN",)]
        assert sql(f"SELECT id FROM {v3}") == [(2,)]

    def test_a_table_is_upgraded_and_its_old_rows_get_ids(self, sql, people):
        sql(f"ALTER TABLE {people} SET TBLPROPERTIES ('format-version' = '3')")
        sql(f"INSERT INTO {people} VALUES (3, 'Grace')")
        sql(f"CALL m.system.rewrite_data_files(table => '{people}', options => map('rewrite-all', 'true'))")

        ids = [row_id for (row_id,) in sql(f"SELECT _row_id FROM {people}")]
        assert None not in ids and len(set(ids)) == 3

    def test_every_snapshot_tells_the_row_ids_it_took(self, sql, v3):
        sql(f"INSERT INTO {v3} SELECT id, parse_json('1') FROM range(10, 15)")

        [(summary,)] = sql(f"SELECT to_json(summary) FROM {v3}.snapshots ORDER BY committed_at DESC LIMIT 1")
        assert json.loads(summary)["added-records"] == "5"
        assert sorted(row_id for (row_id,) in sql(f"SELECT _row_id FROM {v3}")) == list(range(7))
