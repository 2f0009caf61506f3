"""Writes the metadata files of many small tables, and the lines by which ./meerkat load takes them in.

usage: many_tables.py COUNT FOLDER > tables.ndjson

FOLDER is a place that the server may use. There are a thousand tables in each namespace, and their files in one folder.
"""

import json
import os
import sys
import uuid

TABLES_IN_NAMESPACE = 1000
FIELDS = [
    ("id", "long", True),
    ("time", "timestamptz", False),
    ("customer", "string", False),
    ("country", "string", False),
    ("amount", "decimal(18, 2)", False),
    ("quantity", "int", False),
    ("note", "string", False),
    ("paid", "boolean", False),
]


def metadata(location, table):
    return {
        "format-version": 2,
        "table-uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, location)),
        "location": location,
        "last-sequence-number": 0,
        "last-updated-ms": 1700000000000 + table,
        "last-column-id": len(FIELDS),
        "current-schema-id": 0,
        "schemas": [
            {
                "type": "struct",
                "schema-id": 0,
                "fields": [
                    {"id": i + 1, "name": name, "required": required, "type": kind}
                    for i, (name, kind, required) in enumerate(FIELDS)
                ],
            }
        ],
        "default-spec-id": 0,
        "partition-specs": [{"spec-id": 0, "fields": []}],
        "last-partition-id": 999,
        "default-sort-order-id": 0,
        "sort-orders": [{"order-id": 0, "fields": []}],
        "properties": {"owner": "team-%d" % (table % 50)},
        "current-snapshot-id": -1,
        "refs": {},
        "snapshots": [],
        "statistics": [],
        "partition-statistics": [],
        "snapshot-log": [],
        "metadata-log": [],
    }


def main(count, folder):
    for table in range(count):
        namespace = "ns%04d" % (table // TABLES_IN_NAMESPACE)
        here = os.path.join(folder, namespace)
        if table % TABLES_IN_NAMESPACE == 0:
            os.makedirs(here, exist_ok=True)
            print(json.dumps({"namespace": [namespace], "properties": {"from": "elsewhere"}}))
        name = "t%07d" % table
        file = os.path.join(here, name + ".metadata.json")
        location = "file://%s/%s" % (here, name)
        with open(file, "w") as out:
            json.dump(metadata(location, table), out)
        print(json.dumps({"namespace": [namespace], "name": name, "metadata-location": "file://" + file}))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), os.path.realpath(sys.argv[2]))
