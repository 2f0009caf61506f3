"""Recomputes every hash of an export, from docs/encodings.md alone: event chains, changes, tree roots, commit ids.

meerkat export | verify_export.py      or      verify_export.py FILE...

Prints what was verified. Ends with an error that names the first thing that does not hold.
"""

import base64
import json
import sys
import uuid
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "merge-engine/src/test/python"))
import tree  # noqa: E402  the tree is verified by the program that the tree's own tests use
from tree import prefixed, varint  # noqa: E402

SEGMENT_KEYS_MAX, SEGMENT_BYTES_MAX = 1_000, 1 << 20
KINDS = {"namespace": 1, "table": 2, "view": 3, "asset": 4}
EDGES = {"merged": 1, "picked": 2, "reverted": 3, "rebased": 4}


class Mismatch(Exception):
    pass


def check(what, computed, recorded):
    if computed != recorded:
        shown = (value.hex() if isinstance(value, bytes) else value for value in (computed, recorded))
        raise Mismatch("{}: computed {}, recorded {}".format(what, *shown))


def i64(number):
    return number.to_bytes(8, "big", signed=True)


def text(string):
    return prefixed(string.encode())


def listed(items):
    return varint(len(items)) + b"".join(items)


def optional(value):
    return b"\x00" if value is None else b"\x01" + value


def uuid_bytes(string):
    return uuid.UUID(string).bytes


def entry(fields):
    """A tree entry from its JSON in a commit."""
    summary = {
        "namespace": lambda: b"",
        "table": lambda: varint(fields["format"]) + varint(fields["schema"]) + i64(fields["snapshot"]),
        "view": lambda: varint(fields["format"]) + varint(fields["schema"]) + varint(fields["version"]),
        "asset": lambda: text(fields["type"]),
    }[fields["kind"]]()
    head = bytes([1, KINDS[fields["kind"]]]) + uuid_bytes(fields["object"]) + bytes.fromhex(fields["content"])
    return head + prefixed(summary)


def changes_hash(segments):
    hashes = []
    for segment in segments:
        encoded = []
        for change in segment:
            before, after = (prefixed(entry(change[at])) if at in change else None for at in ("before", "after"))
            encoded.append(prefixed(bytes.fromhex(change["key"])) + optional(before) + optional(after))
        if len(encoded) > SEGMENT_KEYS_MAX or len(encoded) > 1 and sum(map(len, encoded)) > SEGMENT_BYTES_MAX:
            raise Mismatch("a segment of {} keys is too long".format(len(encoded)))
        hashes.append(tree.sha256(b"meerkat/changes/1", b"\x00" + listed(encoded)))
    return tree.sha256(b"meerkat/changes/1", b"\x01" + listed(hashes))


def commit_id(commit, root, changes):
    edges = [bytes([EDGES[edge["type"]]]) + bytes.fromhex(edge["commit"]) for edge in commit["edges"]]
    return tree.sha256(
        b"meerkat/commit/1",
        uuid_bytes(commit["tenant"])
        + uuid_bytes(commit["catalog"])
        + listed([bytes.fromhex(parent) for parent in commit["parents"]])
        + listed(sorted(edges))
        + root
        + varint(commit["generation"])
        + uuid_bytes(commit["author"])
        + i64(commit["time"])
        + bytes.fromhex(commit["message"])
        + changes,
    )


class Contents:
    """Contents are named by hash in entries, and name their fragments by hash in turn."""

    def __init__(self):
        self.named, self.found, self.fragments, self.fragments_found = set(), set(), set(), set()

    def content(self, line):
        encoded = base64.b64decode(line["content"])
        self.found.add(tree.sha256(b"meerkat/content/1", encoded))
        self.fragments.update(fragments(encoded))

    def fragment(self, line):
        recorded = bytes.fromhex(line["hash"])
        check("fragment", tree.sha256(b"meerkat/fragment/1", base64.b64decode(line["text"])), recorded)
        self.fragments_found.add(recorded)

    def verify(self):
        for name, named, found in (
            ("content", self.named, self.found),
            ("fragment", self.fragments, self.fragments_found),
        ):
            for missing in sorted(named - found):
                raise Mismatch("{} {} is named and not there".format(name, missing.hex()))


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, length):
        self.at += length
        return self.data[self.at - length : self.at]

    def varint(self):
        number = shift = 0
        while True:
            byte = self.raw(1)[0]
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte <= 0x7F:
                return number

    def skip_optional(self):
        if self.raw(1) == b"\x01":
            self.raw(self.varint())


def fragments(content):
    """The hashes of the fragments of a table or view: after its location, fields and the shape of its body."""
    reader = Reader(content)
    kind = reader.raw(1)[0]
    if kind not in (KINDS["table"], KINDS["view"]):
        return []
    reader.skip_optional()
    reader.varint()
    reader.raw(16)
    reader.raw(reader.varint())
    reader.varint()
    if kind == KINDS["table"]:
        reader.raw(8)
        reader.varint()
        reader.varint()
    reader.varint()
    count = 0
    for _ in range(reader.varint()):
        if reader.raw(1) == b"\x00":
            count += 1
        else:
            reader.raw(reader.varint())
            count += reader.varint()
    check("length of a content", reader.at + 32 * count, len(content))
    return [reader.raw(32) for _ in range(count)]


class History:
    def __init__(self):
        self.counts, self.contents = Counter(), Contents()
        self.streams, self.trees, self.heads, self.place = {}, {}, {}, (0, 0, -1)
        self.commits = {}

    def line(self, line):
        self.counts[line["type"]] += 1
        {"event": self.event, "content": self.contents.content, "fragment": self.contents.fragment}[line["type"]](line)

    def event(self, line):
        what = "event {} of {}".format(line["seq"], line["stream"])
        place = (line["incarnation"], int(line["xid"]), line["position"])
        if place <= self.place:
            raise Mismatch(what + " is out of the global order")
        self.place = place
        seq, previous = self.streams.get(line["stream"], (-1, bytes(32)))
        check(what, line["seq"], seq + 1)
        metadata, payload = base64.b64decode(line["metadata"]), base64.b64decode(line["payload"])
        computed = tree.sha256(
            b"meerkat/event/1",
            text(line["stream"])
            + i64(line["seq"])
            + uuid_bytes(line["id"])
            + text(line["name"])
            + varint(line["revision"])
            + i64(line["recordedAt"])
            + prefixed(metadata)
            + prefixed(payload)
            + previous,
        )
        check("hash of " + what, computed, bytes.fromhex(line["recorded"]["hash"]))
        self.streams[line["stream"]] = line["seq"], computed
        if line["name"] == "commit-recorded":
            self.commit(json.loads(payload))
        if line["name"] == "branch-moved":
            self.moved(json.loads(payload))

    def moved(self, moved):
        """A branch is pointed to a commit that is there: what it held follows from all that came before it."""
        what = "commit {} that branch {} is pointed to".format(moved["commit"], moved["branch"])
        chain, at = [], moved["commit"]
        while at is not None:
            chain.append(self.commits[at])
            at = self.commits[at][0]
        rows = {}
        for _, _, changed in reversed(chain):
            for key, value in changed:
                rows.pop(key, None)
                if value is not None:
                    rows[key] = value
        check("root of " + what, tree.root(sorted(rows.items())), bytes.fromhex(moved["root"]))
        check("generation of " + what, chain[0][1], moved["generation"])
        self.trees[moved["branch"]] = rows
        self.heads[moved["branch"]] = moved["commit"]

    def commit(self, commit):
        self.counts["commit"] += 1
        what = "commit {} of branch {}".format(commit["id"], commit["branch"])
        rows = self.trees.setdefault(commit["branch"], {})
        changed = []
        for change in (change for segment in commit["segments"] for change in segment):
            key = bytes.fromhex(change["key"])
            check("entry before " + what, entry(change["before"]) if "before" in change else None, rows.pop(key, None))
            changed.append((key, entry(change["after"]) if "after" in change else None))
            if "after" in change:
                rows[key] = changed[-1][1]
                self.contents.named.add(bytes.fromhex(change["after"]["content"]))
        changes, root = changes_hash(commit["segments"]), tree.root(sorted(rows.items()))
        check("changes of " + what, changes, bytes.fromhex(commit["changes"]))
        check("root of " + what, root, bytes.fromhex(commit["root"]))
        check("id of " + what, commit_id(commit, root, changes), bytes.fromhex(commit["id"]))
        parent = self.heads.get(commit["branch"])
        check("first parent of " + what, next(iter(commit["parents"]), None), parent)
        below = commit["parents"] + [edge["commit"] for edge in commit["edges"] if edge["type"] == "merged"]
        highest = max((self.commits[each][1] for each in below), default=-1)
        check("generation of " + what, highest + 1, commit["generation"])
        self.heads[commit["branch"]] = commit["id"]
        self.commits[commit["id"]] = parent, commit["generation"], changed


def main():
    history = History()
    for stream in map(open, sys.argv[1:]) if sys.argv[1:] else [sys.stdin]:
        with stream:
            for number, line in enumerate(stream, 1):
                try:
                    history.line(json.loads(line))
                except (Mismatch, ValueError, KeyError, IndexError) as wrong:
                    sys.exit("line {}: {}".format(number, str(wrong) or type(wrong).__name__))
    try:
        history.contents.verify()
    except Mismatch as wrong:
        sys.exit(str(wrong))
    counts = history.counts
    print(
        "verified {} events in {} streams, {} commits on {} branches, {} contents, {} fragments".format(
            counts["event"],
            len(history.streams),
            counts["commit"],
            len(history.trees),
            counts["content"],
            counts["fragment"],
        )
    )


if __name__ == "__main__":
    main()
