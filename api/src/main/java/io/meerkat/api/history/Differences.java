package io.meerkat.api.history;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.tree.Difference;
import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Differences between states of a catalog, and within the objects that differ. */
public final class Differences {
    private final Trees trees;
    private final ContentTable contents;

    public Differences(Database database, Trees trees) {
        this.trees = trees;
        this.contents = new ContentTable(database);
    }

    /** What differs, in key order. Reads of both trees only what they do not share. */
    public List<ObjectChange> between(ResolvedRef from, ResolvedRef to, Optional<ObjectPath> path) {
        Stream<Difference> differences = trees.at(from).diff(trees.at(to));
        return ObjectChange.of(differences
                .filter(difference ->
                        path.map(of -> of.contains(difference.key())).orElse(true))
                .map(difference ->
                        new Change(difference.key(), difference.before(), difference.after(), Optional.empty()))
                .toList());
    }

    /** What differs within an object that is there before and after; nothing of one that only its name differs of. */
    public sealed interface Within {
        record Table(TableDifference difference) implements Within {}

        record Namespace(List<TableDifference.PropertyChange> properties) implements Within {}

        record View(Optional<TableDifference.Setting> query, List<TableDifference.PropertyChange> properties)
                implements Within {}
    }

    /** Looks into objects of one catalog; contents that several of them share are read once. */
    public final class Inside {
        private final StoredContents stored;

        private Inside(CatalogRow catalog) {
            this.stored = new StoredContents(contents, catalog.tenant());
        }

        /** Says what will be asked for. */
        public void announce(List<ObjectChange> changes) {
            stored.announce(changes.stream()
                    .filter(change ->
                            change.before().isPresent() && change.after().isPresent())
                    .flatMap(change -> Stream.concat(change.before().stream(), change.after().stream()))
                    .map(entry -> entry.content())
                    .toList());
        }

        /** The id of a column by its full name; empty if the table has none of this name. */
        public OptionalInt column(Entry table, String name) {
            var field = stored.table(table).schema().findField(name);
            return field == null ? OptionalInt.empty() : OptionalInt.of(field.fieldId());
        }

        public boolean hasColumn(Entry table, int id) {
            return stored.table(table).schema().findField(id) != null;
        }

        public Optional<Within> of(ObjectChange change) {
            if (change.before().isEmpty() || change.after().isEmpty()) {
                return Optional.empty();
            }
            var before = change.before().get();
            var after = change.after().get();
            if (before.content().equals(after.content()) || before.kind() != after.kind()) {
                return Optional.empty();
            }
            return switch (after.kind()) {
                case TABLE ->
                    Optional.of(new Within.Table(TableDifference.of(stored.table(before), stored.table(after))));
                case NAMESPACE ->
                    Optional.of(new Within.Namespace(
                            TableDifference.properties(stored.namespace(before), stored.namespace(after))));
                case VIEW -> {
                    var left = stored.view(before);
                    var right = stored.view(after);
                    var query = new TableDifference.Setting(
                            "query",
                            left.currentVersion().representations().toString(),
                            right.currentVersion().representations().toString());
                    yield Optional.of(new Within.View(
                            query.before().equals(query.after()) ? Optional.empty() : Optional.of(query),
                            TableDifference.properties(left.properties(), right.properties())));
                }
                case ASSET -> Optional.empty();
            };
        }
    }

    public Inside inside(CatalogRow catalog) {
        return new Inside(catalog);
    }
}
