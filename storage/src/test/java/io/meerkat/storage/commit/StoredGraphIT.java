package io.meerkat.storage.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.AheadBehind;
import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.CommitGraph;
import io.meerkat.merge.graph.CommitsInMemory;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.merge.graph.LogPage;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.merge.graph.Reverts;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.Commitment;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import io.meerkat.model.LineId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.commit.LineTable.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database tells of a history is what the graph in memory tells, whatever lines its commits were stored by. */
class StoredGraphIT {
    private static final int COMMITS = 160;
    private static final int QUESTIONS = 60;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Database DATABASE = new Database(TestDatabase.freshSource());
    private static final BranchId BRANCH = new BranchId(UUID.randomUUID());
    private static final CommitGraphs GRAPHS = new CommitGraphs(DATABASE);

    static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(6) : LongStream.of(Long.parseLong(given));
    }

    /** Where a branch stands: the line that its next commit is of, and its head. */
    private record Head(LineId line, CommitId commit) {}

    private static final class Stored {
        private final Random random;
        private final CatalogId catalog = new CatalogId(UUID.randomUUID());
        private final CommitTable table = new CommitTable(DATABASE);
        private final LineTable lines = new LineTable(DATABASE);
        private final Map<CommitId, RecordedCommit> recorded = new HashMap<>();
        private final CommitsInMemory memory = new CommitsInMemory();
        private final List<CommitId> ids = new ArrayList<>();
        private final List<Head> heads = new ArrayList<>();

        private final int calm;

        /** @param calm of so many commits one or two merge in each way; the more, the more often a line starts elsewhere */
        Stored(long seed, int calm) {
            this.random = new Random(seed);
            this.calm = calm;
            var line = new LineId(UUID.randomUUID());
            lines.begin(TenantId.DEFAULT, catalog, BRANCH, line, BEGIN);
            var root = recorded(line, List.of(), List.of());
            table.add(List.of(root));
            for (int i = 0; i < 4; i++) {
                heads.add(new Head(i == 0 ? line : newLine(root.id()), root.id()));
            }
            while (ids.size() < COMMITS) {
                step();
            }
        }

        private LineId newLine(CommitId at) {
            var line = new LineId(UUID.randomUUID());
            var from = Objects.requireNonNull(recorded.get(at));
            lines.begin(
                    TenantId.DEFAULT,
                    catalog,
                    BRANCH,
                    line,
                    BEGIN,
                    new Origin(from.line(), from.commit().generation(), Optional.empty()));
            return line;
        }

        private void step() {
            int here = random.nextInt(heads.size());
            if (random.nextInt(8) == 0 || random.nextInt(calm) > 9) {
                var at = any();
                heads.set(here, new Head(newLine(at), at));
            }
            var head = heads.get(here);
            var batch = new ArrayList<RecordedCommit>();
            int size = 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                var next = next(head);
                batch.add(next);
                head = new Head(head.line(), next.id());
            }
            table.add(batch);
            var line = head.line();
            batch.forEach(each -> lines.broughtTo(
                    TenantId.DEFAULT, catalog, line, each.commit().sources().toList()));
            heads.set(here, head);
        }

        private RecordedCommit next(Head on) {
            var other = heads.get(random.nextInt(heads.size())).commit();
            var parent = on.commit();
            return switch (other.equals(parent) ? 9 : random.nextInt(calm)) {
                case 0, 1 -> recorded(on.line(), List.of(parent, other), List.of());
                case 2 -> recorded(on.line(), List.of(parent), List.of(new Edge(Edge.Type.MERGED, other)));
                case 3 -> recorded(on.line(), List.of(parent), List.of(new Edge(Edge.Type.REVERTED, any())));
                case 4 -> recorded(on.line(), List.of(parent), List.of(new Edge(Edge.Type.PICKED, any())));
                default -> recorded(on.line(), List.of(parent), List.of());
            };
        }

        private RecordedCommit recorded(LineId line, List<CommitId> parents, List<Edge> edges) {
            var changes = Domain.CHANGES.hash("changes " + ids.size());
            var time = BEGIN.plusSeconds(ids.size());
            var id = new CommitId(Domain.COMMIT.hash(catalog + " " + ids.size()));
            var node = memory.add(id, parents, edges, time, changes);
            ids.add(id);
            var commit = new Commit(
                    TenantId.DEFAULT,
                    catalog,
                    parents,
                    edges,
                    Domain.NODE.hash("root"),
                    node.generation(),
                    PrincipalId.SERVER,
                    time,
                    new Commitment(Domain.TEXT.hash("message")),
                    changes);
            var made = new RecordedCommit(id, commit, line, ids.size());
            recorded.put(id, made);
            return made;
        }

        CommitId any() {
            return ids.get(random.nextInt(ids.size()));
        }

        CommitGraph graph() {
            return new StoredGraph(DATABASE, TenantId.DEFAULT, catalog);
        }

        CommitGraph remembered() {
            return GRAPHS.of(TenantId.DEFAULT, catalog);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyQuestionHasTheAnswerOfTheGraphInMemory(long seed) {
        var stored = new Stored(seed, 10);
        for (int i = 0; i < QUESTIONS; i++) {
            var one = stored.any();
            var other = stored.any();
            var here = new KnownCommits(i % 2 == 0 ? stored.graph() : stored.remembered());
            var there = new KnownCommits(stored.memory);

            assertThat(new MergeBases(here).of(one, other)).isEqualTo(new MergeBases(there).of(one, other));
            assertThat(new Ancestry(here).isAncestor(one, other)).isEqualTo(new Ancestry(there).isAncestor(one, other));
            assertThat(new Ancestry(here).contains(one, other)).isEqualTo(new Ancestry(there).contains(one, other));
            assertThat(new Ancestry(here).back(one, i)).isEqualTo(new Ancestry(there).back(one, i));
            assertThat(new Ancestry(here).isLinear(one, other)).isEqualTo(new Ancestry(there).isLinear(one, other));
            assertThat(AheadBehind.of(here, one, other)).isEqualTo(AheadBehind.of(there, one, other));
            assertThat(Reverts.inEffect(here, one, other)).isEqualTo(Reverts.inEffect(there, one, other));
            assertThat(log(here, LogCursor.between(one, other))).isEqualTo(log(there, LogCursor.between(one, other)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aForkThatLinesTellIsTheMergeBase(long seed) {
        var stored = new Stored(seed, 30);
        var there = new KnownCommits(stored.memory);
        int forks = 0;
        for (int i = 0; i < 4 * QUESTIONS; i++) {
            var ours = stored.any();
            var theirs = stored.any();
            var fork = stored.graph().fork(ours, theirs);
            if (fork.isPresent()) {
                forks++;
                assertThat(new MergeBases(there).of(ours, theirs)).containsExactly(fork.get());
            }
        }
        assertThat(forks).isPositive();
    }

    private static List<CommitId> log(KnownCommits known, LogCursor from) {
        var log = new ArrayList<CommitId>();
        for (var page = LogPage.read(known, from, 7);
                ;
                page = LogPage.read(known, page.next().get(), 7)) {
            page.commits().forEach(commit -> log.add(commit.id()));
            if (page.next().isEmpty()) {
                return log;
            }
        }
    }
}
