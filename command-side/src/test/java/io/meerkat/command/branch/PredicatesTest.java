package io.meerkat.command.branch;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.create;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.model.ContentId;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.AlreadyExists;
import io.meerkat.model.commit.Rejection.IdsTaken;
import io.meerkat.model.commit.Rejection.IdsTooHigh;
import io.meerkat.model.commit.Rejection.KeyMoved;
import io.meerkat.model.commit.Rejection.NamespaceNotEmpty;
import io.meerkat.model.commit.Rejection.NoSuchNamespace;
import io.meerkat.storage.claim.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each predicate, held and broken. */
class PredicatesTest {
    private static final NamespacePath A = NamespacePath.of("a");
    private static final ObjectName T = A.object("t");
    private static final ObjectName FREE = A.object("free");
    private static final ContentId ID = id();

    private final InMemoryBranch branch = new InMemoryBranch(createNamespace("a"), create(T, ID, "1"));

    @Test
    void holdsThisContent() {
        assertThat(relyingOn(new Predicate.Holds(T, content("1").hash()))).isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.Holds(T, content("other").hash())))
                .isEqualTo(new KeyMoved(T, branch.tree().get(T.key())));
        assertThat(reason(new Predicate.Holds(FREE, content("1").hash())))
                .isEqualTo(new KeyMoved(FREE, Optional.empty()));
    }

    @Test
    void holdsThisObjectWhateverItsContent() {
        assertThat(relyingOn(new Predicate.HoldsObject(T, ID))).isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.HoldsObject(T, id())))
                .isEqualTo(new KeyMoved(T, branch.tree().get(T.key())));
        assertThat(reason(new Predicate.HoldsObject(FREE, ID))).isEqualTo(new KeyMoved(FREE, Optional.empty()));
    }

    @Test
    void isAbsent() {
        assertThat(relyingOn(new Predicate.Absent(FREE))).isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.Absent(T))).isEqualTo(new AlreadyExists(T, Kind.ASSET));
        assertThat(reason(new Predicate.Absent(A))).isEqualTo(new AlreadyExists(A, Kind.NAMESPACE));
    }

    @Test
    void theNamespaceExists() {
        var b = NamespacePath.of("a", "b");

        assertThat(relyingOn(new Predicate.NamespaceExists(A))).isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.NamespaceExists(b))).isEqualTo(new NoSuchNamespace(b));
    }

    @Test
    void nothingIsBelow() {
        branch.decide(createNamespace("empty"), createNamespace("outer"), createNamespace("outer", "inner"));

        assertThat(relyingOn(new Predicate.NothingBelow(NamespacePath.of("empty"))))
                .isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.NothingBelow(A))).isEqualTo(new NamespaceNotEmpty(A, T));
        assertThat(reason(new Predicate.NothingBelow(NamespacePath.of("outer"))))
                .isEqualTo(new NamespaceNotEmpty(NamespacePath.of("outer"), NamespacePath.of("outer", "inner")));
    }

    @Test
    void columnIdsLieAboveTheMarkAndNotFarAbove() {
        branch.with(InMemoryBranch.START, List.of(), Map.of(ID, new Mark(10, 1_005)));
        int last = 10 + Allocations.DISTANCE_MAX;

        assertThat(relyingOn(new Predicate.ColumnIdsFree(T, ID, 11, 11))).isInstanceOf(Accepted.class);
        assertThat(relyingOn(new Predicate.ColumnIdsFree(T, ID, 11, last))).isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.ColumnIdsFree(T, ID, 10, 11))).isEqualTo(new IdsTaken(T, "column", 10, 10));
        assertThat(reason(new Predicate.ColumnIdsFree(T, ID, 11, last + 1)))
                .isEqualTo(new IdsTooHigh(T, "column", last + 1, 10, Allocations.DISTANCE_MAX));
    }

    @Test
    void partitionIdsLieAboveTheMark() {
        branch.with(InMemoryBranch.START, List.of(), Map.of(ID, new Mark(10, 1_005)));

        assertThat(relyingOn(new Predicate.PartitionIdsFree(T, ID, 1_006, 1_006)))
                .isInstanceOf(Accepted.class);
        assertThat(reason(new Predicate.PartitionIdsFree(T, ID, 1_005, 1_005)))
                .isEqualTo(new IdsTaken(T, "partition field", 1_005, 1_005));
    }

    @Test
    void anObjectWithoutAMarkMayAllocateAnything() {
        assertThat(relyingOn(new Predicate.ColumnIdsFree(T, ID, 1, 1_000_000))).isInstanceOf(Accepted.class);
    }

    @Test
    void whatOneCommitAllocatesIsTakenForTheNextInItsBatch() {
        branch.with(InMemoryBranch.START, List.of(), Map.of(ID, new Mark(10, 1_005)));
        var first = allocating(11, 12).build();
        var second = allocating(11, 11).build();
        var third = allocating(13, 13).build();

        var decided = branch.decide(first, second, third);

        assertThat(decided.get(0)).isInstanceOf(Accepted.class);
        assertThat(decided.get(1)).isEqualTo(new Denied(second, new IdsTaken(T, "column", 11, 12)));
        assertThat(decided.get(2)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatADeniedRequestWouldHaveAllocatedStaysFree() {
        branch.with(InMemoryBranch.START, List.of(), Map.of(ID, new Mark(10, 1_005)));
        var denied = allocating(11, 12).relyOn(new Predicate.Absent(T)).build();

        assertThat(branch.decide(denied, allocating(11, 11).build()))
                .extracting(Decided::getClass)
                .isEqualTo(List.of(Denied.class, Accepted.class));
    }

    @Test
    void theFirstThingThatDoesNotHoldIsNamed() {
        var request = change().relyOn(new Predicate.NamespaceExists(A))
                .relyOn(new Predicate.Absent(T))
                .relyOn(new Predicate.NothingBelow(A))
                .build();

        assertThat(branch.decide(request)).containsExactly(new Denied(request, new AlreadyExists(T, Kind.ASSET)));
    }

    private Decided relyingOn(Predicate predicate) {
        return branch.decide(change().relyOn(predicate).build()).getFirst();
    }

    private Rejection reason(Predicate predicate) {
        return ((Denied) relyingOn(predicate)).reason();
    }

    private static CommitRequestBuilder allocating(int lowest, int highest) {
        return change().relyOn(new Predicate.ColumnIdsFree(T, ID, lowest, highest))
                .allocate(new Allocation(ID, highest, 1_005));
    }

    /** Something to be done that is new each time. */
    private static CommitRequestBuilder change() {
        return request("change").edit(put(A.object("z" + id()), id(), content("x")));
    }
}
