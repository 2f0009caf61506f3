"""DuckDB with its Iceberg extension: SQL against the attached catalog `m`."""

import clients

clients.needs("duckdb")
clients.needs("duckdb_extensions")

import pytest


@pytest.fixture
def sql(duckdb):
    """Runs one statement and returns its rows."""
    return lambda statement: duckdb.execute(statement).fetchall()


@pytest.fixture
def people(sql, namespace):
    """The name of a table with two rows."""
    name = f"m.{namespace}.people"
    sql(f"CREATE TABLE {name} (id BIGINT, name VARCHAR)")
    sql(f"INSERT INTO {name} VALUES (1, 'Ada'), (2, 'Alan')")
    return name


def rows(sql, table):
    return sql(f"SELECT * FROM {table} ORDER BY 1")


def snapshots(sql, table):
    """The ids of a table's snapshots, oldest first."""
    return [id for (id,) in sql(f"SELECT snapshot_id FROM iceberg_snapshots({table}) ORDER BY sequence_number")]


def test_a_schema_is_created_and_dropped(sql, namespace):
    schema = f"{namespace}_2"
    schemas = lambda: sql(f"SELECT schema_name FROM information_schema.schemata WHERE schema_name = '{schema}'")

    sql(f"CREATE SCHEMA m.{schema}")
    assert schemas() == [(schema,)]
    sql(f"DROP SCHEMA m.{schema}")
    assert schemas() == []


def test_a_table_is_created_filled_and_read(sql, namespace, people):
    assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]
    assert sql(f"SHOW TABLES FROM m.{namespace}") == [("people",)]


def test_a_table_is_created_from_a_query(sql, namespace):
    sql(f"CREATE TABLE m.{namespace}.numbers AS SELECT range AS n, 'number ' || range AS label FROM range(1000)")

    assert sql(f"SELECT count(*), sum(n), max(label) FROM m.{namespace}.numbers") == [(1000, 499500, "number 999")]


def test_rows_are_updated_deleted_and_merged(sql, people):
    sql(f"UPDATE {people} SET name = 'Ada Lovelace' WHERE id = 1")
    sql(f"DELETE FROM {people} WHERE id = 2")
    assert rows(sql, people) == [(1, "Ada Lovelace")]

    sql(f"""
        MERGE INTO {people} p USING (VALUES (1, 'Countess'), (3, 'Grace')) AS news(id, name) ON p.id = news.id
        WHEN MATCHED THEN UPDATE SET name = news.name
        WHEN NOT MATCHED THEN INSERT VALUES (news.id, news.name)
    """)
    assert rows(sql, people) == [(1, "Countess"), (3, "Grace")]


def test_columns_are_added_and_renamed(sql, people):
    sql(f"ALTER TABLE {people} ADD COLUMN age INTEGER")
    sql(f"INSERT INTO {people} VALUES (3, 'Grace', 85)")
    sql(f"ALTER TABLE {people} RENAME COLUMN age TO years")

    assert rows(sql, people) == [(1, "Ada", None), (2, "Alan", None), (3, "Grace", 85)]
    assert sql(f"SELECT years FROM {people} WHERE id = 3") == [(85,)]


def test_columns_are_widened_and_dropped(sql, namespace):
    table = f"m.{namespace}.numbers"
    sql(f"CREATE TABLE {table} (n INTEGER, gone VARCHAR)")
    sql(f"INSERT INTO {table} VALUES (1, 'x')")

    sql(f"ALTER TABLE {table} ALTER n TYPE BIGINT")
    sql(f"ALTER TABLE {table} DROP COLUMN gone")
    sql(f"INSERT INTO {table} VALUES (9000000000)")

    assert rows(sql, table) == [(1,), (9000000000,)]


def test_partitioning_is_set_and_changed(sql, namespace):
    table = f"m.{namespace}.events"
    sql(f"CREATE TABLE {table} (id INTEGER, day DATE) PARTITIONED BY (day)")
    sql(f"INSERT INTO {table} VALUES (1, DATE '2026-01-01'), (2, DATE '2026-02-02')")
    sql(f"ALTER TABLE {table} SET PARTITIONED BY (month(day))")
    sql(f"INSERT INTO {table} VALUES (3, DATE '2026-02-03')")

    assert sql(f"SELECT id FROM {table} WHERE day >= DATE '2026-02-01' ORDER BY id") == [(2,), (3,)]


def test_time_travel_by_snapshot_and_by_time(sql, people):
    sql(f"DELETE FROM {people} WHERE id = 1")
    first, second = snapshots(sql, people)
    [(written,)] = sql(f"SELECT timestamp_ms FROM iceberg_snapshots({people}) WHERE snapshot_id = {first}")

    assert rows(sql, f"{people} AT (VERSION => {first})") == [(1, "Ada"), (2, "Alan")]
    assert rows(sql, f"{people} AT (VERSION => {second})") == [(2, "Alan")]
    assert rows(sql, f"{people} AT (TIMESTAMP => TIMESTAMP '{written}')") == [(1, "Ada"), (2, "Alan")]


def test_a_transaction_over_two_tables_lands_as_one(sql, namespace, people):
    other = f"m.{namespace}.other"
    sql(f"CREATE TABLE {other} (id BIGINT)")
    with clients.duckdb_connection() as witness:
        count = lambda table: witness.execute(f"SELECT count(*) FROM {table}").fetchone()
        seen = lambda: count(people) + count(other)

        sql("BEGIN")
        sql(f"INSERT INTO {people} VALUES (3, 'Grace')")
        sql(f"INSERT INTO {other} VALUES (30), (31)")
        sql(f"DELETE FROM {people} WHERE id = 1")
        assert seen() == (2, 0)
        sql("COMMIT")

        assert seen() == (2, 2)
    assert rows(sql, people) == [(2, "Alan"), (3, "Grace")]
    # One request brought both snapshots of `people`.
    assert len(snapshots(sql, people)) == 3


def test_a_transaction_may_create_a_table_and_write_to_another(sql, namespace, people):
    sql("BEGIN")
    sql(f"CREATE TABLE m.{namespace}.archive AS SELECT * FROM {people}")
    sql(f"DELETE FROM {people} WHERE id = 2")
    sql("COMMIT")

    assert rows(sql, f"m.{namespace}.archive") == [(1, "Ada"), (2, "Alan")]
    assert rows(sql, people) == [(1, "Ada")]


def test_a_transaction_that_is_rolled_back_leaves_nothing(sql, namespace, people):
    other = f"m.{namespace}.other"
    sql(f"CREATE TABLE {other} (id BIGINT)")

    sql("BEGIN")
    sql(f"DELETE FROM {people}")
    sql(f"INSERT INTO {other} VALUES (1)")
    sql("ROLLBACK")

    assert rows(sql, people) == [(1, "Ada"), (2, "Alan")]
    assert rows(sql, other) == []


def test_of_two_transactions_over_the_same_rows_one_is_refused_whole(sql, namespace, people):
    other = f"m.{namespace}.other"
    sql(f"CREATE TABLE {other} (id BIGINT)")
    with clients.duckdb_connection() as rival:
        sql("BEGIN")
        sql(f"INSERT INTO {other} VALUES (1)")
        sql(f"UPDATE {people} SET name = 'mine' WHERE id = 1")

        rival.execute(f"UPDATE {people} SET name = 'theirs' WHERE id = 1")
        with pytest.raises(Exception, match="Conflict_409|branch main has changed"):
            sql("COMMIT")

        assert rival.execute(f"SELECT name FROM {people} WHERE id = 1").fetchall() == [("theirs",)]
        assert rival.execute(f"SELECT count(*) FROM {other}").fetchall() == [(0,)]


def test_version_3_with_column_defaults_and_deletion_vectors(sql, namespace):
    table = f"m.{namespace}.v3"
    sql(f"CREATE TABLE {table} (id INTEGER, state VARCHAR DEFAULT 'new') WITH ('format-version' = '3')")
    sql(f"INSERT INTO {table} (id) VALUES (1), (2), (3)")
    sql(f"UPDATE {table} SET state = 'done' WHERE id = 1")
    sql(f"DELETE FROM {table} WHERE id = 2")

    assert rows(sql, table) == [(1, "done"), (3, "new")]


def test_a_table_is_renamed_and_dropped(sql, catalog, namespace, people):
    sql(f"ALTER TABLE {people} RENAME TO persons")
    assert catalog.list_tables(namespace) == [(namespace, "persons")]
    assert rows(sql, f"m.{namespace}.persons") == [(1, "Ada"), (2, "Alan")]

    sql(f"DROP TABLE m.{namespace}.persons")
    assert catalog.list_tables(namespace) == []


@pytest.mark.parametrize("odd", ["with space", "plus+plus", "100%", "it's quoted", "Größe 東京", "a/b"])
def test_odd_names_work(sql, namespace, odd):
    schema = f'm."{namespace} {odd}"'
    sql(f"CREATE SCHEMA {schema}")
    sql(f'CREATE TABLE {schema}."{odd}" AS SELECT 1 AS "{odd}"')
    sql(f'INSERT INTO {schema}."{odd}" VALUES (2)')

    assert sql(f'SELECT "{odd}" FROM {schema}."{odd}" ORDER BY 1') == [(1,), (2,)]
    sql(f'DROP TABLE {schema}."{odd}"')
    sql(f"DROP SCHEMA {schema}")
