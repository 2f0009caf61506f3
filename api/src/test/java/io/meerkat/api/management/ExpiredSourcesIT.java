package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.list;
import static io.meerkat.api.management.TestCatalog.ok;
import static io.meerkat.api.management.TestCatalog.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is merged has its files: snapshots that another branch shows are not expired, and expired ones are not merged. */
class ExpiredSourcesIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestCatalog catalog = TestCatalog.on(SERVER);

    @Test
    void aSnapshotThatAMergeBroughtIsNotExpiredWhileAnotherBranchShowsIt() {
        catalog.create("", "t");
        catalog.append("", "t", 1, 0);
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 2, 1);
        catalog.append("@dev", "t", 3, 2);
        ok(catalog.merge(""));

        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(400);
        assertThat(catalog.expire("@dev", "t", 2).status()).isEqualTo(400);
        catalog.append("@dev", "t", 4, 3);
        catalog.append("@dev", "t", 5, 4);
        assertThat(catalog.expire("@dev", "t", 4).status()).isEqualTo(200);

        catalog.branch("third", "dev");
        ok(SERVER.delete(catalog.refs() + "branches/dev"));
        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(400);
        ok(SERVER.delete(catalog.refs() + "branches/third"));
        assertThat(catalog.expire("", "t", 2).status()).isEqualTo(200);
    }

    @Test
    void aSnapshotOfATableThatCameUnderAnotherNameIsNotExpiredWhileTheOtherBranchShowsIt() {
        catalog.branch("dev", "main");
        catalog.create("", "u");
        catalog.create("@dev", "u");
        catalog.append("@dev", "u", 1, 0);
        catalog.append("@dev", "u", 2, 1);
        var refused = catalog.merge("").json().get("merge");
        ok(catalog.post(
                "merges/" + text(refused, "id") + "/resolutions",
                "{\"resolutions\":{\"%s\":{\"keep_both\":true}}}"
                        .formatted(text(list(refused, "conflicts").getFirst(), "id"))));
        ok(catalog.post("merges/" + text(refused, "id") + "/complete", ""));

        assertThat(catalog.names("")).containsExactly("u", "u_theirs");
        assertThat(catalog.expire("", "u_theirs", 1).status()).isEqualTo(400);
        assertThat(catalog.expire("@dev", "u", 1).status()).isEqualTo(400);
    }

    @Test
    void anOldCommitWhoseSnapshotsWereExpiredSinceIsNotMerged() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 1, 0);
        String old = catalog.head("dev");

        var refused = catalog.post("merges", "{\"source\":\"%s\"}".formatted(old));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("expired", "snap-1.avro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge_commit", "squash", "rebase", "fast_forward"})
    void aBranchOfAnOldCommitWhoseSnapshotsWereExpiredSinceIsNotMerged(String mode) {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.append("@dev", "t", 1, 0);
        var old = catalog.head("dev");
        catalog.append("@dev", "t", 2, 1);
        catalog.branch("old", old);
        catalog.branch("from_old", "old");
        catalog.branch("reset", "main");
        ok(catalog.post("branches/reset/reset", "{\"to\":\"%s\"}".formatted(old)));
        catalog.branch("of_a_head", "dev");

        for (String source : List.of("old", "from_old", "reset")) {
            var refused = catalog.post("merges", "{\"source\":\"%s\",\"mode\":\"%s\"}".formatted(source, mode));
            assertThat(refused.status()).as(source + refused.text()).isEqualTo(409);
            assertThat(refused.text()).contains("expired", "snap-1.avro");
        }
        assertThat(catalog.post("cherry-picks", "{\"commit\":\"old\"}").status())
                .isEqualTo(409);
        ok(catalog.post("merges", "{\"source\":\"of_a_head\",\"mode\":\"%s\"}".formatted(mode)));
    }
}
