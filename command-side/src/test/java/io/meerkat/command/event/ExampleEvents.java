package io.meerkat.command.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Change;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Commitment;
import io.meerkat.model.ContentId;
import io.meerkat.model.Edge;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import io.meerkat.model.LineId;
import io.meerkat.model.MergeId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.Protection;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefName;
import io.meerkat.model.RefPattern;
import io.meerkat.model.Summary;
import io.meerkat.model.Summary.AssetSummary;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.Summary.ViewSummary;
import io.meerkat.model.TagId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.BranchEvent.LocationClaimed;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One event of every kind, with every field in use; the approved files hold their form. */
final class ExampleEvents {
    private static final CatalogId CATALOG = CatalogId.parse("11111111-1111-4111-8111-111111111111");
    private static final BranchId BRANCH = BranchId.parse("22222222-2222-4222-8222-222222222222");
    private static final MergeId MERGE = MergeId.parse("66666666-6666-4666-8666-666666666666");
    private static final TagId TAG = TagId.parse("55555555-5555-4555-8555-555555555555");
    private static final ContentId ORDERS = ContentId.parse("33333333-3333-4333-8333-333333333333");
    private static final Instant TIME = Instant.parse("2026-11-20T12:00:00.123456Z");
    private static final NamespacePath SALES = NamespacePath.of("sales");

    private ExampleEvents() {}

    static List<Event> all() {
        return List.of(
                catalogCreated(),
                catalogDropped(),
                new ProtectionsSet(
                        TenantId.DEFAULT,
                        CATALOG,
                        new CatalogName("sales-eu"),
                        List.of(new Protection(new RefPattern("release/**"), EnumSet.of(Act.COMMIT, Act.DELETE)))),
                branchCreated(),
                branchMoved(),
                new BranchRenamed(
                        TenantId.DEFAULT, CATALOG, BRANCH, new RefName("feature/x"), new RefName("feature/y")),
                new BranchDeleted(TenantId.DEFAULT, CATALOG, BRANCH, new RefName("feature/x")),
                new TagCreated(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1.0"), commitId("aa")),
                new TagRenamed(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1.0"), new RefName("v1.0.0")),
                new TagDeleted(TenantId.DEFAULT, CATALOG, TAG, new RefName("v1.0")),
                commitRecorded(),
                new MergeOpened(
                        TenantId.DEFAULT,
                        CATALOG,
                        MERGE,
                        BRANCH,
                        new RefName("main"),
                        "{\"verb\":\"merge\",\"branch\":\"main\",\"source\":\"feature/x\"}"),
                new MergeAnswered(
                        TenantId.DEFAULT,
                        CATALOG,
                        MERGE,
                        new TreeMap<>(Map.of(
                                "aa".repeat(32),
                                Optional.of("{\"take\":\"theirs\"}"),
                                "bb".repeat(32),
                                Optional.empty()))),
                new MergeCompleted(TenantId.DEFAULT, CATALOG, MERGE, commitId("aa")),
                new MergeAborted(TenantId.DEFAULT, CATALOG, MERGE),
                purgeRequested(),
                purgeCompleted(),
                attemptsRefused());
    }

    private static CatalogCreated catalogCreated() {
        return new CatalogCreated(
                TenantId.DEFAULT,
                CATALOG,
                new CatalogName("sales-eu"),
                BRANCH,
                "file:///w/sales-eu",
                new TreeMap<>(Map.of("owner", "ada", "what for", "\"quotes\", \u0000 and \ud83d\udc3f")));
    }

    static CatalogDropped catalogDropped() {
        return new CatalogDropped(TenantId.DEFAULT, CATALOG, new CatalogName("sales-eu"));
    }

    private static BranchCreated branchCreated() {
        return new BranchCreated(
                TenantId.DEFAULT,
                CATALOG,
                BRANCH,
                new RefName("feature/x"),
                Optional.of(commitId("aa")),
                BranchPurpose.of(
                        BranchPurpose.Type.INGEST,
                        List.of(SALES.object("orders").key())));
    }

    private static BranchMoved branchMoved() {
        return new BranchMoved(
                TenantId.DEFAULT,
                CATALOG,
                BRANCH,
                new RefName("feature/x"),
                LineId.parse("44444444-4444-4444-8444-444444444444"),
                new CommitPoint(commitId("aa"), Hash.parse("cc".repeat(32)), 41, TIME),
                BranchMoved.Reason.FAST_FORWARD);
    }

    private static CommitRecorded commitRecorded() {
        var changes = Changes.of(List.of(
                change(SALES, "before", new NamespaceSummary(), Optional.empty()),
                change(SALES.object("chart"), "before", new ViewSummary(1, 0, 3), Optional.empty()),
                new Change(
                        SALES.object("model").key(),
                        Optional.of(entry("before", new AssetSummary("model"))),
                        Optional.empty(),
                        Optional.empty()),
                change(
                        SALES.object("orders"),
                        "none",
                        new TableSummary(2, 1, 6_171_553_468_125_291_000L),
                        Optional.of("[{\"action\":\"set-properties\",\"updates\":{\"a\":\"b\"}}]"))));
        var commit = new Commit(
                TenantId.DEFAULT,
                CATALOG,
                List.of(commitId("aa"), commitId("ab")),
                List.of(new Edge(Edge.Type.PICKED, commitId("ac")), new Edge(Edge.Type.REBASED, commitId("ad"))),
                Hash.parse("cc".repeat(32)),
                42,
                PrincipalId.SERVER,
                TIME,
                Commitment.parse("dd".repeat(32)),
                changes.hash());
        var claim = new LocationClaimed(
                "file:/w/sales-eu/sales/orders-33333333",
                ORDERS,
                SALES.object("orders").key(),
                true);
        return new CommitRecorded(BRANCH, commit.id(), commit, changes, List.of(claim));
    }

    private static PurgeRequested purgeRequested() {
        return new PurgeRequested(
                TenantId.DEFAULT,
                CATALOG,
                BRANCH,
                commitId("aa"),
                SALES.object("orders").key(),
                ORDERS);
    }

    private static PurgeCompleted purgeCompleted() {
        return new PurgeCompleted(
                TenantId.DEFAULT,
                CATALOG,
                commitId("aa"),
                SALES.object("orders").key(),
                ORDERS,
                12,
                3_456_789_012L,
                2);
    }

    private static AttemptsRefused attemptsRefused() {
        return new AttemptsRefused(List.of(new Attempt(
                TenantId.DEFAULT,
                TIME,
                PrincipalId.NOBODY,
                "request-1",
                Commitment.parse("ee".repeat(32)),
                "POST",
                "/v1/namespaces/a/tables",
                409,
                "AlreadyExistsException",
                "Table already exists: a.t",
                Optional.of("a.t"))));
    }

    private static Change change(Identifier key, String before, Summary summary, Optional<String> updates) {
        return new Change(
                key.key(),
                Optional.of(before).filter("before"::equals).map(word -> entry(word, summary)),
                Optional.of(entry("after", summary)),
                updates);
    }

    private static Entry entry(String word, Summary summary) {
        var content = Hash.parse(("before".equals(word) ? "b0" : "af").repeat(32));
        return new Entry(ORDERS, content, summary);
    }

    private static CommitId commitId(String digits) {
        return CommitId.parse(digits.repeat(32));
    }
}
