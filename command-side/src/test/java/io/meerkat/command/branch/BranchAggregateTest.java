package io.meerkat.command.branch;

import static io.meerkat.command.Requests.ACTOR;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.command.event.EventActor;
import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import io.meerkat.model.Kind;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.RefName;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Links;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.AlreadyExists;
import io.meerkat.model.commit.Rejection.NoSuchBranch;
import io.meerkat.model.commit.Rejection.NoSuchNamespace;
import io.meerkat.model.event.BranchEvent;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BranchAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final TenantId TENANT = TenantId.DEFAULT;
    private static final CatalogId CATALOG = new CatalogId(UUID.randomUUID());
    private static final BranchId BRANCH = new BranchId(UUID.randomUUID());
    private static final RefName DEV = new RefName("dev");
    private static final RefName TRIAL = new RefName("trial");
    private static final LineId FIRST_LINE = LineId.first(BRANCH);
    private static final LineId SECOND_LINE = new LineId(UUID.randomUUID());
    private static final LineId NEW_LINE = new LineId(UUID.randomUUID());

    private static final CommitsByHand COMMITS = new CommitsByHand(CATALOG, BRANCH);
    private static final CommitRequest ROOT_REQUEST = request("root").build();
    private static final CommitRequest A_REQUEST = createNamespace("a");
    private static final CommitRecorded ROOT = COMMITS.root(ROOT_REQUEST, NOW);
    private static final CommitRecorded A = COMMITS.on(ROOT.point(), A_REQUEST, microsAfter(NOW, 1));
    private static final CommitRecorded GROWN = COMMITS.on(ROOT.point(), createNamespace("g"), microsAfter(NOW, 2));

    private static final BranchCreated OPENED =
            new BranchCreated(TENANT, CATALOG, BRANCH, DEV, Optional.empty(), BranchPurpose.ANY);
    private static final BranchPurpose PARTIAL = BranchPurpose.of(
            BranchPurpose.Type.INGEST, Set.of(NamespacePath.of("a").key()));
    private static final BranchCreated CREATED =
            new BranchCreated(TENANT, CATALOG, BRANCH, DEV, Optional.of(A.id()), PARTIAL);
    private static final BranchMoved STARTED = moved(FIRST_LINE, A.point(), BranchMoved.Reason.STARTED);
    private static final BranchMoved BACK = moved(SECOND_LINE, ROOT.point(), BranchMoved.Reason.RESET);
    private static final BranchRenamed RENAMED = new BranchRenamed(TENANT, CATALOG, BRANCH, DEV, TRIAL);
    private static final BranchDeleted DELETED = new BranchDeleted(TENANT, CATALOG, BRANCH, DEV);

    private final AggregateTestFixture<BranchAggregate> branch = new AggregateTestFixture<>(BranchAggregate.class);

    /** What happened to a branch, and where it stands since. */
    private record Stand(String name, List<BranchEvent> events, LineId line, CommitPoint head) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Stand OPEN = new Stand("opened", List.of(OPENED, ROOT, A), FIRST_LINE, A.point());
    private static final Stand MOVED = new Stand("moved", List.of(OPENED, ROOT, A, BACK), SECOND_LINE, ROOT.point());

    /** Every way to be there. */
    static Stream<Stand> stands() {
        return Stream.of(
                OPEN,
                MOVED,
                new Stand("started", List.of(CREATED, STARTED), FIRST_LINE, A.point()),
                new Stand("moved and grown", List.of(OPENED, ROOT, A, BACK, GROWN), SECOND_LINE, GROWN.point()),
                new Stand("renamed", List.of(OPENED, ROOT, A, RENAMED), FIRST_LINE, A.point()));
    }

    private static final List<BranchEvent> ENDED = List.of(OPENED, ROOT, A, DELETED);

    @Test
    void opensWithARootCommitAndThoseThatACatalogBeginsWith() {
        branch.givenNoPriorActivity()
                .when(open(A_REQUEST))
                .expectEvents(OPENED, ROOT, A)
                .expectResultMessagePayloadMatching(
                        answers(2, FIRST_LINE, new Accepted(ROOT_REQUEST, ROOT), new Accepted(A_REQUEST, A)));
    }

    @Test
    void opensWithoutWhatACatalogCannotBeginWith() {
        var orphan = createNamespace("nowhere", "inner");

        branch.givenNoPriorActivity()
                .when(open(orphan, A_REQUEST))
                .expectEvents(OPENED, ROOT, A)
                .expectResultMessagePayloadMatching(answers(
                        2,
                        FIRST_LINE,
                        new Accepted(ROOT_REQUEST, ROOT),
                        new Denied(orphan, new NoSuchNamespace(NamespacePath.of("nowhere"))),
                        new Accepted(A_REQUEST, A)));
    }

    @Test
    void startsAtACommitThatIsThere() {
        branch.givenNoPriorActivity()
                .when(new StartBranch(TENANT, CATALOG, BRANCH, DEV, PARTIAL, A.point(), ACTOR, LATER))
                .expectEvents(CREATED, STARTED);
        assertToldBy(ACTOR, LATER, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("stands")
    void commitsOnWhereItStands(Stand stand) {
        var b = createNamespace("b");
        var expected = COMMITS.on(stand.head(), b, LATER);

        branch.given(stand.events())
                .when(commit(stand, b))
                .expectEvents(expected)
                .expectResultMessagePayloadMatching(
                        answers(stand.events().size(), stand.line(), new Accepted(b, expected)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void refusesACommitWhosePredicateDoesNotHold(Stand stand) {
        var there = createNamespace("b");
        var again = createNamespace("b");
        var first = COMMITS.on(stand.head(), there, microsAfter(NOW, 9));
        var events = new ArrayList<>(stand.events());
        events.add(first);
        var grown = new Stand(stand.name(), events, stand.line(), first.point());

        branch.given(events)
                .when(commit(grown, again))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answers(
                        events.size() - 1,
                        stand.line(),
                        new Denied(again, new AlreadyExists(NamespacePath.of("b"), Kind.NAMESPACE))));
    }

    @Test
    void makesACommitOfEachRequestButTheRefusedOne() {
        var b = createNamespace("b");
        var orphan = createNamespace("nowhere", "inner");
        var inB = createNamespace("b", "inner");
        var first = COMMITS.on(OPEN.head(), b, LATER);
        var second = COMMITS.on(first.point(), inB, microsAfter(LATER, 1));

        branch.given(OPEN.events())
                .when(commit(OPEN, b, orphan, inB))
                .expectEvents(first, second)
                .expectResultMessagePayloadMatching(answers(
                        4,
                        FIRST_LINE,
                        new Accepted(b, first),
                        new Denied(orphan, new NoSuchNamespace(NamespacePath.of("nowhere"))),
                        new Accepted(inB, second)));
    }

    @Test
    void tellsOfEachCommitWhoAskedForItAndWhen() {
        var somebody = new Actor(
                new PrincipalId(UUID.randomUUID()),
                Optional.empty(),
                "request-2",
                SaltedText.withFreshSalt("elsewhere"));
        var theirs = CommitRequest.by(somebody, SaltedText.withFreshSalt("c"))
                .edit(createNamespace("c").edits().getFirst())
                .build();

        branch.given(OPEN.events()).when(commit(OPEN, createNamespace("b"), theirs));

        assertToldBy(ACTOR, LATER, 3);
        assertToldBy(somebody, microsAfter(LATER, 1), 4);
    }

    @Test
    void recordsNothingWhereEverythingIsSoAlready() {
        var asleep = request("nothing at all").build();

        branch.given(OPEN.events())
                .when(commit(OPEN, asleep))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answers(2, FIRST_LINE, new NothingToDo(asleep, A.id())));
    }

    @Test
    void recordsAMergeWithItsSecondParentAndEdgesThoughNothingChanges() {
        var late = LATER.plusSeconds(3_600);
        var second = new CommitPoint(commitId("second"), A.commit().root(), 41, late);
        var squashed = new CommitPoint(commitId("squashed"), A.commit().root(), 99, NOW);
        var picked = new Edge(Edge.Type.PICKED, commitId("picked"));
        var merge = request("merge")
                .link(new Links(Optional.of(second), List.of(squashed), List.of(picked)))
                .build();
        var expected = COMMITS.recorded(
                merge,
                COMMITS.tree(A.commit().root()),
                List.of(A.id(), second.commit()),
                List.of(new Edge(Edge.Type.MERGED, squashed.commit()), picked),
                100,
                microsAfter(late, 1));

        branch.given(OPEN.events())
                .when(commit(OPEN, merge))
                .expectEvents(expected)
                .expectResultMessagePayloadMatching(answers(3, FIRST_LINE, new Accepted(merge, expected)));
    }

    @Test
    void takesNoCommitAfterItsEnd() {
        var b = createNamespace("b");

        branch.given(ENDED)
                .when(commit(OPEN, b))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answers(-1, FIRST_LINE, new Denied(b, new NoSuchBranch())));
    }

    /** It is created and pointed to its first commit in one go; between the two it takes nothing either. */
    @Test
    void takesNoCommitBeforeItPointsToOne() {
        var b = createNamespace("b");

        branch.given(CREATED)
                .when(commit(OPEN, b))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(answers(0, FIRST_LINE, new Denied(b, new NoSuchBranch())));
    }

    static Stream<BranchMoved> moves() {
        return Stream.of(
                moved(NEW_LINE, ROOT.point(), BranchMoved.Reason.RESET),
                moved(NEW_LINE, GROWN.point(), BranchMoved.Reason.FAST_FORWARD),
                moved(NEW_LINE, GROWN.point(), BranchMoved.Reason.REBASE));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void isPointedElsewhereWhereverItStands(BranchMoved move) {
        stands().forEach(stand -> {
            branch.given(stand.events()).when(move(move)).expectEvents(move);
            assertToldBy(ACTOR, LATER, stand.events().size());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "FAST_FORWARD", "REBASE"})
    void commitsOnTheNewLineAfterItWasPointedElsewhere(BranchMoved.Reason reason) {
        var move = moved(NEW_LINE, GROWN.point(), reason);
        var after = new Stand("moved", List.of(OPENED, ROOT, A, move), NEW_LINE, GROWN.point());
        var b = createNamespace("b");
        var expected = COMMITS.on(GROWN.point(), b, LATER);

        branch.given(after.events())
                .when(commit(after, b))
                .expectEvents(expected)
                .expectResultMessagePayloadMatching(answers(4, NEW_LINE, new Accepted(b, expected)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void getsAnotherNameWhereverItStands(Stand stand) {
        branch.given(stand.events())
                .when(new RenameBranch(RENAMED, ACTOR, LATER))
                .expectEvents(RENAMED);
        assertToldBy(ACTOR, LATER, stand.events().size());
    }

    @ParameterizedTest
    @MethodSource("stands")
    void endsWhereverItStands(Stand stand) {
        branch.given(stand.events()).when(delete()).expectEvents(DELETED);
        assertToldBy(ACTOR, LATER, stand.events().size());
    }

    @ParameterizedTest
    @MethodSource("stands")
    void makesItsCommitsAnewWhereItIsPointedTo(Stand stand) {
        var move = moved(NEW_LINE, ROOT.point(), BranchMoved.Reason.REBASE);
        var b = createNamespace("b");
        var c = createNamespace("b", "c");
        var first = COMMITS.on(ROOT.point(), b, LATER);
        var second = COMMITS.on(first.point(), c, microsAfter(LATER, 1));
        var onto = new Stand("onto", List.of(), NEW_LINE, ROOT.point());

        branch.given(stand.events())
                .when(new ReplayBranch(Optional.of(move(move)), commit(onto, b, c)))
                .expectEvents(move, first, second)
                .expectResultMessagePayloadMatching(
                        answers(stand.events().size() + 2, NEW_LINE, new Accepted(b, first), new Accepted(c, second)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void replaysCommitsWhereItStands(Stand stand) {
        var b = createNamespace("b");
        var expected = COMMITS.on(stand.head(), b, LATER);

        branch.given(stand.events())
                .when(new ReplayBranch(Optional.empty(), commit(stand, b)))
                .expectEvents(expected)
                .expectResultMessagePayloadMatching(
                        answers(stand.events().size(), stand.line(), new Accepted(b, expected)));
    }

    @ParameterizedTest
    @MethodSource("stands")
    void doesNothingOfAReplayOfWhichOneCommitIsRefused(Stand stand) {
        var move = moved(NEW_LINE, ROOT.point(), BranchMoved.Reason.REBASE);
        var onto = new Stand("onto", List.of(), NEW_LINE, ROOT.point());
        var orphan = createNamespace("nowhere", "inner");
        var reason = new NoSuchNamespace(NamespacePath.of("nowhere"));

        branch.given(stand.events())
                .when(new ReplayBranch(
                        Optional.of(move(move)), commit(onto, createNamespace("b"), orphan, createNamespace("c"))))
                .expectNoEvents()
                .expectException(denied(reason));
        branch.given(stand.events())
                .when(new ReplayBranch(Optional.empty(), commit(stand, createNamespace("b"), orphan)))
                .expectNoEvents()
                .expectException(denied(reason));
    }

    @Test
    void replaysNothingAfterItsEnd() {
        branch.given(ENDED)
                .when(new ReplayBranch(Optional.empty(), commit(OPEN, createNamespace("b"))))
                .expectNoEvents()
                .expectException(denied(new NoSuchBranch()));
    }

    static Stream<Object> told() {
        return Stream.of(
                move(BACK),
                new RenameBranch(RENAMED, ACTOR, LATER),
                delete(),
                new ReplayBranch(Optional.of(move(BACK)), commit(MOVED, createNamespace("b"))));
    }

    @ParameterizedTest
    @MethodSource("told")
    void isToldNothingAfterItsEnd(Object command) {
        branch.given(ENDED).when(command).expectNoEvents().expectException(IllegalStateException.class);
    }

    static Stream<Object> toOneThatIsThere() {
        return Stream.concat(
                told(),
                Stream.of(
                        commit(OPEN, createNamespace("b")),
                        new ReplayBranch(Optional.empty(), commit(OPEN, createNamespace("b")))));
    }

    @ParameterizedTest
    @MethodSource("toOneThatIsThere")
    void isToldNothingBeforeItBegins(Object command) {
        branch.givenNoPriorActivity().when(command).expectNoEvents().expectException(AggregateNotFoundException.class);
    }

    private static OpenBranch open(CommitRequest... first) {
        return new OpenBranch(TENANT, CATALOG, BRANCH, DEV, NOW, ROOT_REQUEST, List.of(first), hash -> {
            throw new AssertionError("nothing is stored yet");
        });
    }

    /** The tree is to be asked for as of the head of the line on which the commits will be. */
    private static CommitChanges commit(Stand stand, CommitRequest... requests) {
        return new CommitChanges(TENANT, BRANCH, LATER, List.of(requests), Facts.NONE, (line, generation, root) -> {
            assertThat(line).isEqualTo(stand.line());
            assertThat(generation).isEqualTo(stand.head().generation());
            return COMMITS.tree(root);
        });
    }

    private static BranchMoved moved(LineId line, CommitPoint to, BranchMoved.Reason reason) {
        return new BranchMoved(TENANT, CATALOG, BRANCH, DEV, line, to, reason);
    }

    private static MoveBranch move(BranchMoved moved) {
        return new MoveBranch(TENANT, CATALOG, BRANCH, DEV, moved.line(), moved.to(), moved.reason(), ACTOR, LATER);
    }

    private static DeleteBranch delete() {
        return new DeleteBranch(TENANT, CATALOG, BRANCH, DEV, ACTOR, LATER);
    }

    private static Matcher<AppendedBatch> answers(long lastSeq, LineId line, Decided... decided) {
        return matches(batch -> {
            assertThat(batch.decision().decided()).containsExactly(decided);
            assertThat(batch.line()).isEqualTo(line);
            assertThat(batch.lastSeq()).isEqualTo(lastSeq);
            return true;
        });
    }

    private static Matcher<ReplayDenied> denied(Rejection reason) {
        return matches(denied -> denied.reason().equals(reason));
    }

    /** The events of these numbers bear who acted, and the time. */
    private void assertToldBy(Actor actor, Instant time, long... numbers) {
        var stream = StreamId.of(TENANT, BRANCH).toString();
        for (long number : numbers) {
            assertThat(branch.getEventStore().readEvents(stream, number).asStream())
                    .first()
                    .extracting(Message::getMetaData)
                    .satisfies(told -> assertThat(told).containsAllEntriesOf(EventActor.metadata(actor, time)));
        }
    }

    private static CommitId commitId(String name) {
        return new CommitId(Domain.COMMIT.hash(name));
    }

    private static Instant microsAfter(Instant time, int micros) {
        return time.plus(micros, ChronoUnit.MICROS);
    }
}
