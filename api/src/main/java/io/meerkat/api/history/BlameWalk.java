package io.meerkat.api.history;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.history.Blame.Blamed;
import io.meerkat.api.history.Blame.BlamedColumn;
import io.meerkat.api.history.Blame.BlamedProperty;
import io.meerkat.api.history.ObjectLog.From;
import io.meerkat.api.history.ObjectLog.Step;
import io.meerkat.api.history.TableDifference.ColumnChange;
import io.meerkat.api.history.TableDifference.PropertyChange;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.TypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * One question of blame. It goes along first parents; what a merge brought as the other side had it is the other side's, and
 * looked for there.
 */
final class BlameWalk {
    private static final int PAGE = 50;

    private final ObjectLog log;
    private final CommitTable commits;
    private final Trees trees;
    private final StoredContents stored;
    private int left = Blame.COMMITS_MAX;

    BlameWalk(ObjectLog log, CommitTable commits, Trees trees, StoredContents stored) {
        this.log = log;
        this.commits = commits;
        this.trees = trees;
        this.stored = stored;
    }

    Blamed of(ResolvedRef at, TreeKey key, Entry table) {
        var blamed = unblamed(stored.table(table));
        Optional<From> next = Optional.of(new From(key, at.generation() + 1));
        while (left > 0 && next.isPresent() && isOpen(blamed)) {
            var page = log.page(at, table.contentId(), next.get(), Math.min(PAGE, left));
            left -= page.steps().size();
            page.steps().forEach(step -> blame(at, step, blamed));
            next = page.next();
        }
        return blamed;
    }

    private static Blamed unblamed(TableMetadata table) {
        var columns = new TreeMap<Integer, BlamedColumn>();
        var schema = table.schema();
        TypeUtil.indexById(schema.asStruct())
                .keySet()
                .forEach(id -> columns.put(id, new BlamedColumn(schema.findColumnName(id), Optional.empty())));
        var properties = new TreeMap<String, BlamedProperty>();
        table.properties().forEach((name, value) -> properties.put(name, new BlamedProperty(value, Optional.empty())));
        return new Blamed(columns, properties);
    }

    private static boolean isOpen(Blamed blamed) {
        return blamed.columns().values().stream()
                        .anyMatch(column -> column.commit().isEmpty())
                || blamed.properties().values().stream()
                        .anyMatch(property -> property.commit().isEmpty());
    }

    /** What of a table is meant. */
    private record Parts(Set<Integer> columns, Set<String> properties) {
        static Parts of(TableDifference difference) {
            var columns = new HashSet<Integer>();
            difference.columns().stream().map(ColumnChange::id).forEach(columns::add);
            var properties = new HashSet<String>();
            difference.properties().stream().map(PropertyChange::key).forEach(properties::add);
            return new Parts(columns, properties);
        }

        static Parts open(Blamed blamed) {
            var columns = new HashSet<Integer>();
            blamed.columns().forEach((id, column) -> {
                if (column.commit().isEmpty()) {
                    columns.add(id);
                }
            });
            var properties = new HashSet<String>();
            blamed.properties().forEach((key, property) -> {
                if (property.commit().isEmpty()) {
                    properties.add(key);
                }
            });
            return new Parts(columns, properties);
        }

        Parts within(Parts others) {
            columns.retainAll(others.columns);
            properties.retainAll(others.properties);
            return this;
        }

        boolean isNone() {
            return columns.isEmpty() && properties.isEmpty();
        }
    }

    private void blame(ResolvedRef at, Step step, Blamed blamed) {
        var change = step.change();
        if (change.before().equals(change.after())) {
            return;
        }
        var after = change.after().orElseThrow();
        var open = Parts.open(blamed);
        var touched = change.before()
                .map(before -> Parts.of(TableDifference.of(stored.table(before), stored.table(after)))
                        .within(open))
                .orElse(open);
        if (touched.isNone()) {
            return;
        }
        merged(at, step.commit()).forEach(theirs -> fromThere(theirs, change, touched, blamed));
        var commit = Optional.of(step.commit());
        touched.columns().forEach(id -> blamed.columns().computeIfPresent(id, (_, was) -> by(was, commit)));
        touched.properties().forEach(key -> blamed.properties().computeIfPresent(key, (_, was) -> by(was, commit)));
    }

    private Stream<ResolvedRef> merged(ResolvedRef at, CommitId merge) {
        var catalog = at.catalog();
        var commit = commits.find(catalog.tenant(), catalog.catalog(), merge)
                .map(RecordedCommit::commit)
                .orElseThrow();
        return Stream.concat(commit.parents().stream().skip(1), commit.linked(Edge.Type.MERGED).stream())
                .flatMap(id -> commits.find(catalog.tenant(), catalog.catalog(), id).stream())
                .map(recorded -> ResolvedRef.of(catalog, recorded, at.siblings()));
    }

    /** Blames for what is touched whoever made it as it came out. */
    private void fromThere(ResolvedRef theirs, ObjectChange change, Parts touched, Blamed blamed) {
        var outcome = change.after().orElseThrow();
        var tree = trees.at(theirs);
        Stream.concat(Stream.of(change.key()), change.from().stream())
                .flatMap(key -> tree
                        .get(key)
                        .filter(entry -> entry.contentId().equals(outcome.contentId()))
                        .map(entry -> new Found(key, entry))
                        .stream())
                .findFirst()
                .ifPresent(found -> {
                    var there = of(theirs, found.key(), found.entry());
                    var other = Parts.of(TableDifference.of(stored.table(found.entry()), stored.table(outcome)));
                    touched.columns().stream()
                            .filter(id -> !other.columns().contains(id))
                            .forEach(id -> blamed.columns()
                                    .computeIfPresent(
                                            id,
                                            (_, was) -> by(was, there.columns().get(id))));
                    touched.properties().stream()
                            .filter(key -> !other.properties().contains(key))
                            .forEach(key -> blamed.properties()
                                    .computeIfPresent(
                                            key,
                                            (_, was) ->
                                                    by(was, there.properties().get(key))));
                });
    }

    private record Found(TreeKey key, Entry entry) {}

    private static BlamedColumn by(BlamedColumn column, @Nullable BlamedColumn there) {
        return there == null ? column : by(column, there.commit());
    }

    private static BlamedProperty by(BlamedProperty property, @Nullable BlamedProperty there) {
        return there == null ? property : by(property, there.commit());
    }

    /** The newest is looked at first. */
    private static BlamedColumn by(BlamedColumn column, Optional<CommitId> commit) {
        return new BlamedColumn(column.name(), column.commit().or(() -> commit));
    }

    private static BlamedProperty by(BlamedProperty property, Optional<CommitId> commit) {
        return new BlamedProperty(property.value(), property.commit().or(() -> commit));
    }
}
