"""Eight PyIceberg writers at once, each a process of its own: every row that was acknowledged is there, once."""

import multiprocessing

import clients

clients.needs("pyiceberg")

from tables import PEOPLE, people, rows

WRITERS = 8
APPENDS = 10
# Eight writers that append to one table lose many races; PyIceberg itself reloads and tries again this often.
PATIENT = {"commit.retry.num-retries": "50", "commit.retry.min-wait-ms": "10", "commit.retry.max-wait-ms": "500"}


def append_many(writer, name, barrier):
    table = clients.pyiceberg_catalog().load_table(name)
    barrier.wait(60)
    for number in range(APPENDS):
        table.append(people(row(writer, number)))


def row(writer, number):
    return writer * APPENDS + number, f"writer {writer}"


def all_rows(writers=range(WRITERS)):
    return sorted((row(writer, number) for writer in writers for number in range(APPENDS)), key=repr)


def run(work, names):
    """Runs one writer process per name, all from the same moment on; a writer that fails is named."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(names))
    writers = [context.Process(target=work, args=(number, name, barrier)) for number, name in enumerate(names)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    late = [number for number, writer in enumerate(writers) if writer.is_alive()]
    for number in late:
        writers[number].kill()
    failed = [number for number, writer in enumerate(writers) if writer.exitcode != 0]
    assert not late and not failed, f"writers that hung: {late}, that failed: {failed}"


def accounted_for(table, expected):
    """All rows once, one snapshot for each append, one line of snapshots."""
    assert rows(table) == expected
    snapshots = table.snapshots()
    assert len(snapshots) == len(expected)
    assert [snapshot.parent_snapshot_id for snapshot in snapshots] == [None, *(s.snapshot_id for s in snapshots[:-1])]
    assert len({snapshot.sequence_number for snapshot in snapshots}) == len(snapshots)


def test_eight_writers_on_one_table_all_get_through(catalog, namespace):
    name = (namespace, "shared")
    catalog.create_table(name, PEOPLE, properties=PATIENT)

    run(append_many, [name] * WRITERS)

    accounted_for(catalog.load_table(name), all_rows())


def test_eight_writers_on_eight_tables_never_meet(catalog, namespace):
    names = [(namespace, f"own_{number}") for number in range(WRITERS)]
    for name in names:
        catalog.create_table(name, PEOPLE, properties={"commit.retry.num-retries": "0"})

    run(append_many, names)

    for writer, name in enumerate(names):
        accounted_for(catalog.load_table(name), all_rows([writer]))
