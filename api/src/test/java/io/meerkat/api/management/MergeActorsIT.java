package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many who work at once, on two servers: each counts under a key of its own, on a branch of its own, which is merged into
 * {@code main} and from it. Nothing that was acknowledged is lost, and nothing is there that nobody did.
 */
class MergeActorsIT {
    private static final List<RunningServer> SERVERS = RunningServer.two();
    private static final int ACTORS = 6;
    private static final int STEPS = 15;
    private static final int TRIES = 10;
    private static final int SEEDS_MAX = 300;
    private static final String TABLE = "shared";

    /** As the simulation has them, but for fewer when there are thousands. */
    static LongStream seeds() {
        return MergeSimulationIT.seeds().limit(SEEDS_MAX);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndNothingComesThatNobodyDid(long seed) throws Exception {
        var catalog = TestCatalog.on(SERVERS.getFirst());
        var nodes = List.of(catalog, new TestCatalog(SERVERS.getLast(), catalog.name()));
        catalog.create("", TABLE);
        var fork = catalog.head("main");
        var actors = IntStream.range(0, ACTORS)
                .mapToObj(i -> new Actor(i, nodes, new Random(seed + i)))
                .toList();
        actors.forEach(actor -> catalog.branch(actor.branch, "main"));

        try (var threads = Executors.newFixedThreadPool(ACTORS)) {
            for (var done : threads.invokeAll(actors)) {
                done.get();
            }
        }

        var merged = new TreeMap<String, String>();
        var onMain = new ArrayList<String>();
        for (Actor actor : actors) {
            if (actor.merged > 0) {
                merged.put(actor.key, "" + actor.merged);
            }
            onMain.addAll(actor.onMain);
            assertThat(firstParents(catalog, actor.branch, fork)).isEqualTo(actor.own.reversed());
            assertThat(actor.shown(catalog)).isEqualTo(actor.value);
        }
        for (TestCatalog node : nodes) {
            assertThat(node.properties("", TABLE)).isEqualTo(merged);
            assertThat(firstParents(node, "main", fork)).containsExactlyInAnyOrderElementsOf(onMain);
        }
        var head = catalog.head("main");
        assertThat(RootHash.told(catalog, head)).isEqualTo(RootHash.computed(catalog, head));
    }

    /** The newest first, down to where the branches began. */
    private static List<String> firstParents(TestCatalog catalog, String branch, String fork) {
        var commits = new ArrayList<String>();
        for (String at = catalog.head(branch); !at.equals(fork); ) {
            commits.add(at);
            at = catalog.get("commits/" + at).get("parents").get(0).stringValue();
        }
        return commits;
    }

    private static final class Actor implements Callable<Actor> {
        private final String key;
        private final String branch;
        private final List<TestCatalog> nodes;
        private final Random random;
        private final List<String> own = new ArrayList<>();
        private final List<String> onMain = new ArrayList<>();
        private Map<String, String> seen = Map.of();
        private int value;
        private int merged;

        private Actor(int number, List<TestCatalog> nodes, Random random) {
            this.key = "" + (char) ('a' + number);
            this.branch = "of-" + key;
            this.nodes = nodes;
            this.random = random;
        }

        @Override
        public Actor call() throws InterruptedException {
            for (int step = 0; step < STEPS; step++) {
                var node = nodes.get(random.nextInt(nodes.size()));
                switch (random.nextInt(5)) {
                    case 0, 1 -> count(node);
                    case 2 -> merge(node, "main", "merge_commit");
                    case 3 -> merge(node, "main", "squash");
                    default -> update(node);
                }
            }
            return this;
        }

        private void count(TestCatalog node) {
            node.set("@" + branch, TABLE, key, "" + ++value);
            own.add(node.head(branch));
        }

        private void merge(TestCatalog node, String target, String mode) throws InterruptedException {
            if (isMerged(
                    node,
                    "{\"source\":\"%s\",\"branch\":\"%s\",\"mode\":\"%s\"}".formatted(branch, target, mode),
                    onMain)) {
                merged = value;
            }
        }

        /** What others count never goes back. */
        private void update(TestCatalog node) throws InterruptedException {
            isMerged(node, "{\"source\":\"main\",\"branch\":\"%s\"}".formatted(branch), own);
            var now = node.properties("@" + branch, TABLE);
            seen.forEach((counter, before) -> assertThat(now)
                    .hasEntrySatisfying(
                            counter,
                            after -> assertThat(Integer.parseInt(after))
                                    .as(counter)
                                    .isGreaterThanOrEqualTo(Integer.parseInt(before))));
            assertThat(shown(node)).isEqualTo(value);
            seen = now;
        }

        private int shown(TestCatalog node) {
            return Integer.parseInt(node.properties("@" + branch, TABLE).getOrDefault(key, "0"));
        }

        /** A merge that others overtook too often is asked for again, as its answer says. */
        private static boolean isMerged(TestCatalog node, String order, List<String> commits)
                throws InterruptedException {
            var reply = node.post("merges", order);
            for (int tries = 1; reply.status() == 503 && tries < TRIES; tries++) {
                Thread.sleep(100);
                reply = node.post("merges", order);
            }
            var done = ok(reply).json();
            boolean completed = text(done, "state").equals("completed");
            if (completed) {
                commits.add(text(done, "head"));
            }
            return completed;
        }
    }
}
