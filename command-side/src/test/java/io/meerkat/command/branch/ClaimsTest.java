package io.meerkat.command.branch;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Rejection.LocationTaken;
import io.meerkat.storage.claim.Claim;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final NamespacePath A = NamespacePath.of("a");
    private static final ObjectName T = A.object("t");
    private static final ObjectName OTHER = A.object("other");
    private static final String PATH = "file:/w/a";

    private final InMemoryBranch branch = new InMemoryBranch(createNamespace("a"));

    @ParameterizedTest
    @ValueSource(strings = {"file:/w/a", "file:/w/a/b", "file:/w", "file:/w/a/b/c"})
    void aLiveClaimKeepsOthersFromWhatOverlapsIt(String wanted) {
        stored(PATH, Claim.State.LIVE);

        assertThat(claim(wanted, id(), true)).isEqualTo(new LocationTaken(wanted, PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/w/ab", "file:/w/a b", "file:/w/b", "file:/w/A", "file:/wa"})
    void whatOnlyBeginsAlikeDoesNotOverlap(String wanted) {
        stored(PATH, Claim.State.LIVE);

        assertThat(claim(wanted, id(), true)).isInstanceOf(Accepted.class);
    }

    @Test
    void anEndedClaimMayBeTakenOverByNameOnlyAndTheEventSaysSo() {
        stored(PATH, Claim.State.ENDED);

        assertThat(claim(PATH, id(), false)).isEqualTo(new LocationTaken(PATH, PATH));
        assertThat(claim(PATH, id(), true))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.event().claims())
                                .singleElement()
                                .satisfies(claim -> assertThat(claim.tookOver()).isTrue()));
    }

    @Test
    void aFirstClaimTakesNothingOver() {
        assertThat(claim(PATH, id(), true))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.event().claims())
                                .singleElement()
                                .satisfies(claim -> assertThat(claim.tookOver()).isFalse()));
    }

    @ParameterizedTest
    @EnumSource
    void theSameObjectMayMoveWithinItsOwn(Claim.State state) {
        var mine = id();
        branch.with(
                InMemoryBranch.START, List.of(new Claim(PATH, mine, InMemoryBranch.CATALOG, T.key(), state)), Map.of());

        assertThat(claim(PATH + "/deeper", mine, false)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aStagedClaimOfAnotherNameIsRespected(boolean named) {
        branch.with(
                InMemoryBranch.START,
                List.of(new Claim(PATH, id(), InMemoryBranch.CATALOG, OTHER.key(), Claim.State.STAGED)),
                Map.of());

        assertThat(claim(PATH, id(), named)).isEqualTo(new LocationTaken(PATH, PATH));
    }

    @Test
    void ofTwoCreatesStagedForOneNameTheFirstToCommitGetsIt() {
        stored(PATH, Claim.State.STAGED);

        assertThat(claim(PATH, id(), false)).isInstanceOf(Accepted.class);
    }

    @Test
    void aCreateStagedForTheSameNameInAnotherCatalogIsRespected() {
        var elsewhere = new CatalogId(UUID.randomUUID());
        branch.with(
                InMemoryBranch.START, List.of(new Claim(PATH, id(), elsewhere, T.key(), Claim.State.STAGED)), Map.of());

        assertThat(claim(PATH, id(), false)).isEqualTo(new LocationTaken(PATH, PATH));
    }

    @Test
    void whatOneCommitClaimsIsTakenForTheNextInItsBatch() {
        var first = claiming(PATH, id(), true);
        var second = claiming(PATH + "/b", id(), true);
        var third = claiming("file:/w/ab", id(), true);

        var decided = branch.decide(first, second, third);

        assertThat(decided.get(0)).isInstanceOf(Accepted.class);
        assertThat(decided.get(1)).isEqualTo(new Denied(second, new LocationTaken(PATH + "/b", PATH)));
        assertThat(decided.get(2)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "file:/w/a,file:/w/a,true",
        "file:/w/a,file:/w/a/b/c,true",
        "file:/w/a/b,file:/w,true",
        "file:/w/a,file:/w/ab,false",
        "file:/w/a,file:/w/a-b/c,false"
    })
    void twoObjectsOfOneRequestDoNotOverlapEither(String first, String second, boolean overlap) {
        var both = request("two tables")
                .edit(put(T, id(), content(first)))
                .edit(put(OTHER, id(), content(second)))
                .claim(new ClaimRequest(first, id(), T.key(), true))
                .claim(new ClaimRequest(second, id(), OTHER.key(), true))
                .build();

        var decided = branch.decide(both).getFirst();

        if (overlap) {
            assertThat(decided).isEqualTo(new Denied(both, new LocationTaken(second, first)));
        } else {
            assertThat(decided).isInstanceOf(Accepted.class);
        }
    }

    private void stored(String path, Claim.State state) {
        var claim = new Claim(path, id(), InMemoryBranch.CATALOG, T.key(), state);
        branch.with(InMemoryBranch.START, List.of(claim), Map.of());
    }

    /** The decision, or the reason of a denial. */
    private Object claim(String path, ContentId contentId, boolean named) {
        Decided decided = branch.decide(claiming(path, contentId, named)).getFirst();
        return decided instanceof Denied(var request, var reason) ? reason : decided;
    }

    private static CommitRequest claiming(String path, ContentId contentId, boolean named) {
        return request("claim " + path)
                .edit(put(A.object("o" + contentId), contentId, content(path)))
                .claim(new ClaimRequest(path, contentId, T.key(), named))
                .build();
    }
}
