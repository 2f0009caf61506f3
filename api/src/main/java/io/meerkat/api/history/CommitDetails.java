package io.meerkat.api.history;

import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.query.history.FindCommitsById;
import io.meerkat.query.history.LoggedCommit;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.commit.EntryTable.Version;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One commit in full: what it says, and what it made of each key that it changed, against its first parent. */
public final class CommitDetails {
    private final CommitTable commits;
    private final EntryTable entries;
    private final FindCommitsById find;

    public CommitDetails(Database database) {
        this.commits = new CommitTable(database);
        this.entries = new EntryTable(database);
        this.find = new FindCommitsById(database);
    }

    /** {@code changes} are as many as fit a page; {@code count} is how many there are. */
    public record Detailed(LoggedCommit commit, List<Change> changes, long count) {
        public Detailed {
            changes = List.copyOf(changes);
        }
    }

    /** @param after the last key of the page before; none for the first */
    public Detailed of(ResolvedRef at, Optional<TreeKey> after, int limit) {
        var catalog = at.catalog();
        var commit = Objects.requireNonNull(find.of(catalog.tenant(), catalog.catalog(), List.of(at.commit()))
                .get(at.commit()));
        // A branch that has no commit of its own yet shows this one on a line of its own, which holds nothing of it.
        var line = commits.find(catalog.tenant(), catalog.catalog(), at.commit())
                .orElseThrow()
                .line();
        var versions = entries.ofCommit(
                line, at.generation(), after.map(TreeKey::bytes).orElse(new byte[0]), limit);
        var before = versions.isEmpty()
                ? Map.<TreeKey, Entry>of()
                : entries.at(
                        line,
                        at.generation() - 1,
                        versions.stream().map(Version::key).toList());
        return new Detailed(commit, changes(versions, before), entries.countOfCommit(line, at.generation()));
    }

    private static List<Change> changes(List<Version> versions, Map<TreeKey, Entry> before) {
        var changes = new ArrayList<Change>();
        for (Version version : versions) {
            var was = Optional.ofNullable(before.get(version.key()));
            if (!was.equals(version.entry())) {
                changes.add(new Change(version.key(), was, version.entry(), Optional.empty()));
            }
        }
        return changes;
    }
}
