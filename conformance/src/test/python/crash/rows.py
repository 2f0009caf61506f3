"""Rows of real Parquet files, written while the server is being killed, and read back afterwards.

    rows.py write URI NAMESPACE PREFIX   appends one row after another, tagged PREFIX0, PREFIX1, ...; says what became of
                                         each; until its standard input ends
    rows.py insist URI NAMESPACE PREFIX COUNT  appends so many rows; whenever it is not told what became of one, looks
                                         whether the table shows its snapshot, and appends it again if not
    rows.py read URI NAMESPACE           prints the tags of all rows
"""

import sys
import threading
import time

import pyarrow as pa
from pyiceberg.catalog.rest import RestCatalog
from pyiceberg.exceptions import CommitFailedException

SCHEMA = pa.schema([pa.field("tag", pa.string())])
TABLE = "rows"


def write(uri, namespace, prefix):
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    table = RestCatalog("meerkat", uri=uri, warehouse="default").load_table((namespace, TABLE))
    number = 0
    while not ended.is_set():
        tag = f"{prefix}{number}"
        print(append(table, tag), tag, flush=True)
        number += 1


def append(table, tag):
    try:
        table.refresh()
        table.append(pa.Table.from_pylist([{"tag": tag}], schema=SCHEMA), snapshot_properties={"tag": tag})
        return "ACKNOWLEDGED"
    except CommitFailedException:
        return "REFUSED"
    except Exception as unclear:
        print(f"{tag}: {unclear!r}", file=sys.stderr)
        time.sleep(0.05)
        return "UNKNOWN"


def insist(uri, namespace, prefix, count):
    table = RestCatalog("meerkat", uri=uri, warehouse="default").load_table((namespace, TABLE))
    for number in range(int(count)):
        tag = f"{prefix}{number}"
        while append(table, tag) != "ACKNOWLEDGED" and not shows(table, tag):
            pass


def shows(table, tag):
    while True:
        try:
            return any(snapshot.summary["tag"] == tag for snapshot in table.refresh().metadata.snapshots)
        except Exception as unclear:
            print(f"looking for {tag}: {unclear!r}", file=sys.stderr)
            time.sleep(0.05)


def read(uri, namespace):
    table = RestCatalog("meerkat", uri=uri, warehouse="default").load_table((namespace, TABLE))
    for tag in table.scan().to_arrow()["tag"].to_pylist():
        print(tag)


if __name__ == "__main__":
    {"write": write, "insist": insist, "read": read}[sys.argv[1]](*sys.argv[2:])
