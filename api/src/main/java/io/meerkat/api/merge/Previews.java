package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.api.location.Locations;
import io.meerkat.merge.catalog.ByKind;
import io.meerkat.merge.catalog.CatalogMerge;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.NamespaceMerge;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.verb.Notice;
import io.meerkat.merge.verb.Plan;
import io.meerkat.model.Kind;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CommitGraphs;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.RefRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what tasks would come to. Nothing is stored and no file is written. */
public final class Previews {
    private final CommitGraphs graphs;
    private final CommitTable commits;
    private final LineTable lines;
    private final ContentTable contentTable;
    private final Trees trees;
    private final Locations locations;

    public Previews(Database database, CommitGraphs graphs, Trees trees, Locations locations) {
        this.graphs = graphs;
        this.commits = new CommitTable(database);
        this.lines = new LineTable(database);
        this.contentTable = new ContentTable(database);
        this.trees = trees;
        this.locations = locations;
    }

    /** @throws io.meerkat.merge.graph.UnknownCommitException if the source is none of the catalog's commits */
    public Preview of(Task task, RefRow branch, ResolvedRef source, Map<ConflictId, Resolution> answers) {
        var catalog = source.catalog();
        var known = new KnownCommits(graphs.of(catalog.tenant(), catalog.catalog()));
        var contents = new StoredContents(contentTable, catalog.tenant());
        var drafts = new Drafts(contents);
        var commitTrees = new CommitTrees(commits, trees, branch, source);
        var merging = new Merging(
                merge(contents, drafts, task.verb() == Verb.REVERT),
                contents,
                drafts,
                commitTrees,
                this::compared,
                answers);
        known.read(List.of(branch.at().commit(), source.commit()));
        var plan = task.plan(known, branch.at().commit(), source.commit());
        var stretch = known.get(branch.at().commit()).stretch();
        var outlook = merging.outlook(plan, source);
        var missing = mayShowExpired(branch, source)
                ? missing(outlook, commitTrees, branch, new SnapshotFiles(contents, locations))
                : Optional.<String>empty();
        return new Preview(
                branch,
                stretch,
                source,
                merging.base(plan),
                missing.<Outlook>map(Outlook.Impossible::new).orElse(outlook),
                notices(plan));
    }

    /**
     * A head of a line that began at a head shows nothing that was expired: nobody could, and it is looked at again when the
     * outcome is committed.
     */
    private boolean mayShowExpired(RefRow branch, ResolvedRef source) {
        return source.head().isEmpty() || lines.isAnyRevived(List.of(branch.line(), source.line()));
    }

    private static Optional<String> missing(Outlook outlook, CommitTrees trees, RefRow branch, SnapshotFiles files) {
        return switch (outlook) {
            case Outlook.Ready ready ->
                ready.steps().stream()
                        .flatMap(step -> files.missing(step).stream())
                        .findFirst();
            case Outlook.Forward(var to) -> files.missing(trees.tree(branch.at().commit()), trees.tree(to.commit()));
            case Outlook.UpToDate _, Outlook.Conflicted _, Outlook.Unfit _, Outlook.Impossible _ -> Optional.empty();
        };
    }

    private CatalogMerge merge(StoredContents contents, Drafts drafts, boolean backward) {
        var objects = new ByKind(Map.of(
                Kind.TABLE, new TableObjects(contents, drafts, backward),
                Kind.VIEW, new ViewObjects(contents, drafts, backward),
                Kind.NAMESPACE, new NamespaceMerge(contents)));
        return new CatalogMerge(contents, objects, this::compared, new ViewNames(contents));
    }

    /** A location that may not be used any more is compared as it is written. */
    private String compared(String location) {
        return locations.isMalformed(location) ? location : locations.claim(location);
    }

    private static List<Notice> notices(Plan plan) {
        return switch (plan) {
            case Plan.UpToDate(var all) -> all;
            case Plan.ThreeWay way -> way.notices();
            case Plan.Replay replay -> replay.notices();
            case Plan.FastForward _, Plan.Refused _ -> List.of();
        };
    }
}
