package io.meerkat.command.branch;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.create;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.dropNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.remove;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.RefName;
import io.meerkat.model.RefPattern;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Ending;
import io.meerkat.model.commit.Links;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection.AlreadyExists;
import io.meerkat.model.commit.Rejection.HeadMoved;
import io.meerkat.model.commit.Rejection.KeyMoved;
import io.meerkat.model.commit.Rejection.MergeEnded;
import io.meerkat.model.commit.Rejection.NamespaceNotEmpty;
import io.meerkat.model.commit.Rejection.NoSuchBranch;
import io.meerkat.model.commit.Rejection.NoSuchNamespace;
import io.meerkat.model.commit.Rejection.NotPlain;
import io.meerkat.model.commit.Rejection.NotWritable;
import io.meerkat.model.commit.Rejection.Protected;
import io.meerkat.model.commit.Rejection.SourceMoved;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.storage.ref.BranchRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchDeciderTest {
    private static final NamespacePath A = NamespacePath.of("a");
    private static final ObjectName T = A.object("t");

    private final InMemoryBranch branch = new InMemoryBranch(createNamespace("a"));

    @Test
    void aCatalogBeginsWithARootCommitThatHasNoParentAndAnEmptyTree() {
        var opened = BatchDecider.open(new OpenBranch(
                TenantId.DEFAULT,
                InMemoryBranch.CATALOG,
                new BranchId(UUID.randomUUID()),
                RefName.MAIN,
                InMemoryBranch.START,
                request("root").build(),
                List.of(createNamespace("a")),
                hash -> {
                    throw new AssertionError("nothing is stored yet");
                }));

        var root = opened.accepted().getFirst().event().commit();
        assertThat(root.parents()).isEmpty();
        assertThat(root.generation()).isZero();
        assertThat(root.root()).hasToString("8b8c20ec72770c85553201add062459a16b1f319e81e5660362ed0112e011340");
        assertThat(opened.accepted().getLast().event().commit().parents()).containsExactly(root.id());
    }

    @Test
    void aMergeIsACommitThoughItChangesNothingAboveAndAfterAllThatItMerges() {
        var before = branch.head().head();
        var late = InMemoryBranch.START.plusSeconds(3_600);
        var second = new CommitPoint(commitId("second"), before.root(), 41, late);
        var squashed = new CommitPoint(commitId("squashed"), before.root(), 99, InMemoryBranch.START);
        var picked = new Edge(Edge.Type.PICKED, commitId("picked"));

        var decided = branch.decide(
                request("merge")
                        .link(new Links(Optional.of(second), List.of(), List.of(picked)))
                        .build(),
                request("squash")
                        .link(new Links(Optional.empty(), List.of(squashed), List.of()))
                        .build());

        var merge = ((Accepted) decided.get(0)).event().commit();
        assertThat(merge.parents()).containsExactly(before.commit(), second.commit());
        assertThat(merge.edges()).containsExactly(picked);
        assertThat(merge.generation()).isEqualTo(42);
        assertThat(merge.time()).isAfter(late);
        assertThat(merge.root()).isEqualTo(before.root());
        var squash = ((Accepted) decided.get(1)).event().commit();
        assertThat(squash.parents()).containsExactly(merge.id());
        assertThat(squash.edges()).containsExactly(new Edge(Edge.Type.MERGED, squashed.commit()));
        assertThat(squash.generation()).isEqualTo(100);
    }

    @Test
    void whatARequestRestsOnMustStandAsItWas() {
        var namespace = branch.tree().get(A.key());

        var decided = branch.decide(
                createIn(),
                request("stale")
                        .relyOn(new Predicate.Stands(T.key(), Optional.empty()))
                        .edit(new Edit.Remove(T, Optional.empty()))
                        .build(),
                request("true")
                        .relyOn(new Predicate.Stands(A.key(), namespace))
                        .edit(new Edit.Remove(T, Optional.empty()))
                        .build(),
                request("back")
                        .relyOn(new Predicate.Stands(T.key(), Optional.empty()))
                        .edit(new Edit.Adopt(A, namespace.orElseThrow()))
                        .build());

        assertThat(reason(decided.get(1))).isInstanceOf(KeyMoved.class);
        assertThat(decided.get(2)).isInstanceOf(Accepted.class);
        assertThat(decided.get(3)).isInstanceOf(BatchDecision.NothingToDo.class);
    }

    @Test
    void aProtectedBranchTakesMergesOnly() {
        var pattern = new RefPattern("m*");
        var squashed =
                new CommitPoint(commitId("squashed"), branch.head().head().root(), 9, InMemoryBranch.START);
        branch.under(new BranchRules(RefName.MAIN, List.of(new RefPattern("release/*"), pattern), new TreeSet<>()));

        var decided = branch.decide(
                createIn(),
                request("merge")
                        .link(new Links(Optional.empty(), List.of(squashed), List.of()))
                        .edit(new Edit.Adopt(T, entry()))
                        .build());

        assertThat(reason(decided.getFirst())).isEqualTo(new Protected(RefName.MAIN, pattern));
        assertThat(decided.getLast()).isInstanceOf(Accepted.class);
    }

    @Test
    void onAPartialBranchOnlySomeKeysAreWritten() {
        branch.decide(createIn());
        branch.under(new BranchRules(RefName.MAIN, List.of(), new TreeSet<>(Set.of(T.key()))));

        var decided = branch.decide(
                createNamespace("b"),
                request("rename out")
                        .edit(new Edit.Remove(T, Optional.empty()))
                        .edit(new Edit.Adopt(A.object("other"), entry()))
                        .build(),
                request("drop").edit(new Edit.Remove(T, Optional.empty())).build());

        assertThat(reason(decided.get(0))).isEqualTo(new NotWritable(RefName.MAIN, NamespacePath.of("b")));
        assertThat(reason(decided.get(1))).isEqualTo(new NotWritable(RefName.MAIN, A.object("other")));
        assertThat(decided.get(2)).isInstanceOf(Accepted.class);
    }

    private static Entry entry() {
        return new Entry(new ContentId(UUID.randomUUID()), Hash.parse("cc".repeat(32)), new TableSummary(2, 0, -1));
    }

    @Test
    void aMergeThatRestsOnAnotherBranchOrIsNotOpenIsDenied() {
        var branchId = new BranchId(UUID.randomUUID());
        var merge = new MergeId(UUID.randomUUID());

        var decided = branch.decide(
                request("source moved")
                        .relyOn(new Predicate.HeadIs(branchId, commitId("head")))
                        .build(),
                request("ended").finish(Optional.of(Ending.of(merge, "{}"))).build(),
                request("not plain")
                        .relyOn(new Predicate.Plain(branch.head().line(), commitId("stretch")))
                        .build());

        assertThat(reason(decided.get(0))).isEqualTo(new SourceMoved());
        assertThat(reason(decided.get(1))).isEqualTo(new MergeEnded());
        assertThat(reason(decided.get(2))).isEqualTo(new NotPlain());
    }

    private static CommitId commitId(String name) {
        return new CommitId(Domain.COMMIT.hash(name));
    }

    @Test
    void whatIsMeantForOneHeadIsNotMadeOnAnother() {
        var head = branch.head().head().commit();

        var decided = branch.decide(
                request("first")
                        .link(new Links(
                                Optional.empty(), List.of(), List.of(new Edge(Edge.Type.PICKED, commitId("picked")))))
                        .relyOn(new Predicate.OnHead(head))
                        .build(),
                request("second").relyOn(new Predicate.OnHead(head)).build());

        assertThat(decided.getFirst()).isInstanceOf(Accepted.class);
        assertThat(reason(decided.getLast())).isEqualTo(new HeadMoved());
    }

    @Test
    void ofDropThenCreateInItTheDropWins() {
        var decided = branch.decide(dropNamespace("a"), createIn());

        assertThat(decided.getFirst()).isInstanceOf(Accepted.class);
        assertThat(reason(decided.get(1))).isEqualTo(new NoSuchNamespace(A));
    }

    @Test
    void ofCreateInItThenDropTheCreateWins() {
        var decided = branch.decide(createIn(), dropNamespace("a"));

        assertThat(decided.getFirst()).isInstanceOf(Accepted.class);
        assertThat(reason(decided.get(1))).isEqualTo(new NamespaceNotEmpty(A, T));
    }

    @Test
    void ofTwoCreatesOfOneNameTheFirstWins() {
        var decided = branch.decide(createIn(), createIn());

        assertThat(decided.getFirst()).isInstanceOf(Accepted.class);
        assertThat(reason(decided.get(1))).isInstanceOf(AlreadyExists.class);
    }

    @Test
    void everyAcceptedRequestIsACommitOfItsOwnOnTheOneBefore() {
        var before = branch.head();
        var events = events(branch.decide(createNamespace("b"), dropNamespace("nowhere"), createNamespace("c")));

        assertThat(events).hasSize(2);
        assertThat(events.getFirst().commit().parents())
                .containsExactly(before.head().commit());
        assertThat(events.getLast().commit().parents())
                .containsExactly(events.getFirst().id());
        assertThat(events)
                .extracting(event -> event.commit().generation())
                .containsExactly(before.head().generation() + 1, before.head().generation() + 2);
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(event.id()).isEqualTo(event.commit().id()));
        assertThat(branch.head().head().root())
                .isEqualTo(events.getLast().commit().root());
    }

    @Test
    void timeGrowsWhileTheClockStandsStillOrGoesBack() {
        var now = InMemoryBranch.START.plusSeconds(60);
        branch.at(now);
        assertThat(times(createNamespace("b"), createNamespace("c")))
                .containsExactly(now, now.plus(1, ChronoUnit.MICROS));

        branch.at(now.minusSeconds(3_600));
        assertThat(times(createNamespace("d"))).containsExactly(now.plus(2, ChronoUnit.MICROS));

        branch.at(now.plusSeconds(1).plusNanos(1_999));
        assertThat(times(createNamespace("e")))
                .containsExactly(now.plusSeconds(1).plusNanos(1_000));
    }

    @Test
    void whatChangesNothingIsNoCommit() {
        var contentId = id();
        branch.decide(create(T, contentId, "1"));
        var head = branch.head();
        var same = request("again").edit(put(T, contentId, content("1"))).build();
        var removeNothing =
                request("remove nothing").edit(remove(A.object("u"))).build();
        var asleep = request("nothing at all").build();

        assertThat(branch.decide(same, removeNothing, asleep))
                .containsExactly(
                        new NothingToDo(same, head.head().commit()),
                        new NothingToDo(removeNothing, head.head().commit()),
                        new NothingToDo(asleep, head.head().commit()));
        assertThat(branch.head()).isEqualTo(head);
    }

    @Test
    void renameKeepsTheObject() {
        var contentId = id();
        var u = A.object("u");
        branch.decide(create(T, contentId, "1"));
        var rename = request("rename")
                .relyOn(new Predicate.HoldsObject(T, contentId))
                .relyOn(new Predicate.Absent(u))
                .edit(remove(T))
                .edit(put(u, contentId, content("1")))
                .build();

        var changes = events(branch.decide(rename)).getFirst().changes().all();

        assertThat(changes).extracting(change -> change.key().identifier()).containsExactly(T, u);
        assertThat(changes.getFirst().before()).isEqualTo(changes.getLast().after());
        assertThat(branch.tree().get(T.key())).isEmpty();
        assertThat(branch.tree().get(u.key())).map(entry -> entry.contentId()).contains(contentId);
    }

    @Test
    void aDeniedRequestLeavesNothingBehind() {
        var head = branch.head();
        var halfGood = request("one of two is wrong")
                .relyOn(new Predicate.Absent(A.object("u")))
                .relyOn(new Predicate.NamespaceExists(NamespacePath.of("nowhere")))
                .edit(put(A.object("u"), id(), content("1")))
                .build();

        assertThat(branch.decide(halfGood).getFirst()).isInstanceOf(Denied.class);
        assertThat(branch.head()).isEqualTo(head);
        assertThat(branch.decide(create(A.object("u"), id(), "2")).getFirst()).isInstanceOf(Accepted.class);
    }

    @Test
    void nothingExistsOutsideANamespaceWhateverARequestReliesOn() {
        var nowhere = NamespacePath.of("nowhere");
        var orphan = request("orphan")
                .edit(put(nowhere.object("t"), id(), content("1")))
                .build();
        var orphanNamespace = createNamespace("nowhere", "inner");

        assertThat(reason(branch.decide(orphan).getFirst())).isEqualTo(new NoSuchNamespace(nowhere));
        assertThat(reason(branch.decide(orphanNamespace).getFirst())).isEqualTo(new NoSuchNamespace(nowhere));
    }

    @Test
    void aNamespaceGoesOnlyWithAllThatIsInIt() {
        branch.decide(createIn(), createNamespace("a", "b"));
        var alone = request("drop").edit(remove(A)).build();
        var withSome = request("drop").edit(remove(A)).edit(remove(T)).build();
        var withAll = request("drop")
                .edit(remove(A))
                .edit(remove(T))
                .edit(remove(NamespacePath.of("a", "b")))
                .build();

        assertThat(reason(branch.decide(alone).getFirst())).isInstanceOf(NamespaceNotEmpty.class);
        assertThat(reason(branch.decide(withSome).getFirst()))
                .isEqualTo(new NamespaceNotEmpty(A, NamespacePath.of("a", "b")));
        assertThat(branch.decide(withAll).getFirst()).isInstanceOf(Accepted.class);
    }

    @Test
    void oneRequestMayMakeANamespaceAndFillIt() {
        var b = NamespacePath.of("b");
        var both = request("both")
                .edit(put(b.object("t"), id(), content("1")))
                .edit(put(b, id(), new NamespaceContent(new TreeMap<>())))
                .build();

        assertThat(branch.decide(both).getFirst()).isInstanceOf(Accepted.class);
    }

    @Test
    void thereIsNothingToCommitToBeforeABranchIsOpened() {
        var command = new CommitChanges(
                TenantId.DEFAULT,
                new BranchId(UUID.randomUUID()),
                InMemoryBranch.START,
                List.of(createNamespace("b")),
                Facts.NONE,
                (line, generation, root) -> {
                    throw new AssertionError("no tree is needed");
                });

        assertThat(reason(BatchDecider.decide(new BranchState.Absent(), command)
                        .decided()
                        .getFirst()))
                .isEqualTo(new NoSuchBranch());
    }

    private static CommitRequest createIn() {
        return request("create " + T)
                .relyOn(new Predicate.NamespaceExists(A))
                .relyOn(new Predicate.Absent(T))
                .edit(put(T, id(), content("1")))
                .build();
    }

    private List<Instant> times(CommitRequest... requests) {
        return events(branch.decide(requests)).stream()
                .map(event -> event.commit().time())
                .toList();
    }

    private static List<CommitRecorded> events(List<Decided> decided) {
        return decided.stream()
                .filter(Accepted.class::isInstance)
                .map(each -> ((Accepted) each).event())
                .toList();
    }

    private static Object reason(Decided decided) {
        return ((Denied) decided).reason();
    }
}
