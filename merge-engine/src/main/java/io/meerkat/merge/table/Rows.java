package io.meerkat.merge.table;

import io.meerkat.merge.item.Side;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;

/**
 * The merged table's snapshots, and its branches and tags. While it is open whose rows to take, nobody's are: a conflict
 * that comes with somebody's rows is told once that is answered.
 *
 * @param snapshots those that ours has first
 * @param carried sides that added snapshots which the merged table has and the other side had not: their files name specs
 *     and orders by the ids of that side
 * @param read sides whose added snapshots a branch of the merged table leads to, or will when they are published: their
 *     files are read by today's columns
 */
record Rows(List<Snapshot> snapshots, SortedMap<String, SnapshotRef> refs, Set<Side> carried, Set<Side> read) {}
