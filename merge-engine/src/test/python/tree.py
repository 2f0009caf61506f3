"""Computes root hashes of catalog trees from docs/encodings.md alone, to check the product against a second reader.

tree.py golden     prints the roots of the catalogs that the golden file names
tree.py < leaves   prints the root of the leaves given, one "key entry" in hex a line, in key order
"""

import hashlib
import sys

SIZE_MIN, SIZE_SCALE, SIZE_MAX = 1 << 10, 1 << 13, 1 << 15


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def prefixed(data):
    return varint(len(data)) + data


def sha256(tag, data):
    return hashlib.sha256(prefixed(tag) + data).digest()


def ends(level, key, items, before, after):
    if items < 2 or after < SIZE_MIN:
        return False
    number = int.from_bytes(sha256(b"meerkat/boundary/1", bytes([level]) + prefixed(key))[:8], "big")
    return after >= SIZE_MAX or number * SIZE_SCALE**4 < (after**4 - before**4) << 64


def nodes(level, items):
    """Cuts (key, encoded item, rows) of one level into nodes: (last key, hash, rows)."""
    held, size = [], 0
    for at, (key, encoded, _) in enumerate(items):
        held.append(items[at])
        before, size = size, size + len(encoded)
        if at == len(items) - 1 or ends(level, key, len(held), before, size):
            yield node(level, held)
            held, size = [], 0


def node(level, items):
    encoded = bytes([1, level]) + varint(len(items)) + b"".join(item[1] for item in items)
    last = items[-1][0] if items else b""
    return last, sha256(b"meerkat/node/1", encoded), sum(item[2] for item in items)


def root(leaves):
    """The root hash over (key, entry) pairs in key order."""
    level = 0
    tops = list(nodes(0, [(key, prefixed(key) + prefixed(entry), 1) for key, entry in leaves]))
    while len(tops) > 1:
        level += 1
        tops = list(nodes(level, [(key, prefixed(key) + hashed + varint(rows), rows) for key, hashed, rows in tops]))
    return tops[0][1] if tops else node(0, [])[1]


def entry(name, kind, summary):
    content_id = hashlib.sha256(b"id of " + name).digest()[:16]
    content = hashlib.sha256(b"content of " + name).digest()
    return bytes([1, kind]) + content_id + content + prefixed(summary)


def tables(count):
    """The catalog of the golden file: a thousand tables a namespace, every seventh without a snapshot."""
    leaves = {}
    for i in range(count):
        namespace, table = b"ns%03d" % (i // 1000), b"table%06d" % i
        snapshot = -1 if i % 7 == 0 else 1_000_003 * i
        summary = varint(2) + varint(i % 300) + snapshot.to_bytes(8, "big", signed=True)
        leaves[namespace + b"\x00\x01"] = entry(namespace, 1, b"")
        leaves[namespace + b"\x00\x02" + table] = entry(table, 2, summary)
    return sorted(leaves.items())


def main():
    if sys.argv[1:] == ["golden"]:
        print("empty", root([]).hex())
        print("one-namespace", root([(b"default\x00\x01", entry(b"default", 1, b""))]).hex())
        for count in (1_000, 100_000):
            print(f"{count}-tables", root(tables(count)).hex())
    else:
        print(root([tuple(map(bytes.fromhex, line.split())) for line in sys.stdin]).hex())


if __name__ == "__main__":
    main()
