package io.meerkat.api.history;

import io.meerkat.merge.graph.AheadBehind;
import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.merge.graph.LogPage;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.model.CommitId;
import io.meerkat.model.PrincipalId;
import io.meerkat.query.history.FindCommitsById;
import io.meerkat.query.history.LoggedCommit;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitGraphs;
import io.meerkat.storage.commit.EntryTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Logs in git's order: the newest first, and none before all that descend from it. */
public final class Logs {
    /** How many commits one page looks through for those that are wanted. */
    private static final int LOOKED_AT_MAX = 10_000;

    private static final int LOOKED_AT_ONCE = 500;

    private final CommitGraphs graphs;
    private final FindCommitsById find;
    private final EntryTable entries;
    private final Function<PrincipalId, String> names;

    /** @param names what the ones who act are called */
    public Logs(Database database, CommitGraphs graphs, Function<PrincipalId, String> names) {
        this.graphs = graphs;
        this.find = new FindCommitsById(database);
        this.entries = new EntryTable(database);
        this.names = names;
    }

    /** Some commits, and where the log goes on: perhaps with nothing more that is wanted. */
    public record Page(List<LoggedCommit> commits, Optional<LogCursor> next) {
        public Page {
            commits = List.copyOf(commits);
        }
    }

    /** A page stays true whatever is committed meanwhile, and costs the same at any depth. */
    public Page page(CatalogRow catalog, LogCursor from, LogFilter filter, int limit) {
        var known = known(catalog);
        var wanted = new ArrayList<LoggedCommit>();
        var next = Optional.of(from);
        int looked = 0;
        while (next.isPresent() && wanted.size() < limit && looked < LOOKED_AT_MAX) {
            int size = filter.equals(LogFilter.ALL) ? limit : Math.min(LOOKED_AT_ONCE, LOOKED_AT_MAX - looked);
            var page = LogPage.read(known, next.get(), size);
            looked += page.commits().size();
            var found = wanted(catalog, page.commits(), filter);
            if (wanted.size() + found.size() > limit) {
                return cut(known, next.get(), page, wanted, found, limit);
            }
            wanted.addAll(found);
            next = page.next();
        }
        return new Page(wanted, next);
    }

    /** Of more than there is room for, as many as fit: the log goes on behind the last of them. */
    private static Page cut(
            KnownCommits known,
            LogCursor from,
            LogPage page,
            List<LoggedCommit> before,
            List<LoggedCommit> found,
            int limit) {
        var shown = new ArrayList<>(before);
        shown.addAll(found.subList(0, limit - before.size()));
        var last = known.get(shown.getLast().id());
        return new Page(
                shown,
                LogPage.read(known, from, page.commits().indexOf(last) + 1).next());
    }

    private List<LoggedCommit> wanted(CatalogRow catalog, List<CommitNode> nodes, LogFilter filter) {
        var ids = nodes.stream().map(CommitNode::id).toList();
        var touching = touching(catalog, ids, filter);
        var rows = find.of(catalog.tenant(), catalog.catalog(), touching);
        return ids.stream()
                .filter(touching::contains)
                .map(id -> Objects.requireNonNull(rows.get(id)))
                .filter(commit -> filter.wants(commit, names.apply(commit.author())))
                .toList();
    }

    private Set<CommitId> touching(CatalogRow catalog, List<CommitId> ids, LogFilter filter) {
        return filter.path()
                .map(path -> path.ranges().stream()
                        .flatMap(range -> entries.touching(catalog.tenant(), catalog.catalog(), ids, range).stream())
                        .collect(Collectors.toSet()))
                .orElseGet(() -> new HashSet<>(ids));
    }

    /** How far two commits are apart, and where they parted: the best common commits, the oldest first. */
    public record Apart(AheadBehind distance, List<CommitId> bases) {
        public Apart {
            bases = List.copyOf(bases);
        }
    }

    public Apart apart(CatalogRow catalog, CommitId ours, CommitId theirs) {
        var known = known(catalog);
        return new Apart(AheadBehind.of(known, ours, theirs), new MergeBases(known).of(ours, theirs));
    }

    private KnownCommits known(CatalogRow catalog) {
        return new KnownCommits(graphs.of(catalog.tenant(), catalog.catalog()));
    }
}
