package io.meerkat.api.history;

import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.LineId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.ObjectVersions;
import io.meerkat.storage.commit.ObjectVersions.Version;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What became of one object, commit by commit along first parents, the newest first and across its names. */
public final class ObjectLog {
    private final ObjectVersions versions;

    public ObjectLog(Database database) {
        this.versions = new ObjectVersions(database);
    }

    /** A commit that made or changed the object, or gave it another name. */
    public record Step(CommitId commit, ObjectChange change) {}

    /** Where the log goes on: what the object was under this key below a generation. */
    public record From(TreeKey key, long before) {}

    public record Page(List<Step> steps, Optional<From> next) {
        public Page {
            steps = List.copyOf(steps);
        }
    }

    private record Change(long generation, ObjectChange change) {}

    /** Of the object that has the key at a ref, or where a page before ended. */
    public Page page(ResolvedRef at, ContentId object, From from, int limit) {
        var changes = new ArrayList<Change>();
        Optional<From> next = Optional.of(from);
        while (next.isPresent() && changes.size() < limit) {
            next = stay(at.line(), object, next.get(), limit - changes.size(), changes);
        }
        var commits = versions.commits(
                at.line(), changes.stream().map(Change::generation).toList());
        var steps = changes.stream()
                .map(change -> new Step(Objects.requireNonNull(commits.get(change.generation())), change.change()))
                .toList();
        return new Page(steps, next);
    }

    /** Adds what was done to it under one key; where it goes on, if it does. */
    private Optional<From> stay(LineId line, ContentId object, From from, int limit, List<Change> changes) {
        var page = versions.under(line, from.key(), from.before(), limit + 1);
        for (int i = 0; i < page.size() && i < limit; i++) {
            var version = page.get(i);
            if (!version.isOf(object)) {
                return Optional.empty();
            }
            var before = i + 1 < page.size() ? Optional.of(page.get(i + 1)) : Optional.<Version>empty();
            if (before.filter(earlier -> earlier.isOf(object)).isPresent()) {
                changes.add(change(
                        version, from.key(), Optional.empty(), before.get().entry()));
            } else {
                return came(line, object, version, from.key(), changes);
            }
        }
        return page.size() > limit
                ? Optional.of(new From(from.key(), page.get(limit - 1).generation()))
                : Optional.empty();
    }

    /** It was made in this generation, or came from another key. */
    private Optional<From> came(LineId line, ContentId object, Version version, TreeKey key, List<Change> changes) {
        var from = versions.cameFrom(object, line, version.generation());
        var before = from.flatMap(was -> versions.under(line, was, version.generation(), 1).stream()
                .findFirst()
                .flatMap(Version::entry));
        changes.add(change(version, key, from, before));
        return from.map(was -> new From(was, version.generation()));
    }

    private static Change change(Version version, TreeKey key, Optional<TreeKey> from, Optional<Entry> before) {
        return new Change(version.generation(), new ObjectChange(key, from, before, version.entry()));
    }
}
