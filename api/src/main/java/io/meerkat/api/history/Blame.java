package io.meerkat.api.history;

import io.meerkat.api.content.StoredContents;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.Map;
import java.util.Optional;

/** Who last changed each column and property of a table, across its names. */
public final class Blame {
    /** How many commits of the table are looked at; what none of them changed is older. */
    public static final int COMMITS_MAX = 500;

    private final ObjectLog log;
    private final ContentTable contents;
    private final CommitTable commits;
    private final Trees trees;

    public Blame(Database database, Trees trees) {
        this.log = new ObjectLog(database);
        this.contents = new ContentTable(database);
        this.commits = new CommitTable(database);
        this.trees = trees;
    }

    /** By column id and by property; no commit where it is older than what was looked at. */
    public record Blamed(Map<Integer, BlamedColumn> columns, Map<String, BlamedProperty> properties) {}

    public record BlamedColumn(String name, Optional<CommitId> commit) {}

    public record BlamedProperty(String value, Optional<CommitId> commit) {}

    /** Of a table as it is at a commit. */
    public Blamed of(ResolvedRef at, TreeKey key, Entry table) {
        var stored = new StoredContents(contents, at.catalog().tenant());
        return new BlameWalk(log, commits, trees, stored).of(at, key, table);
    }
}
