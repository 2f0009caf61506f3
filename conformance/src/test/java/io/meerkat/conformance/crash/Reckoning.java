package io.meerkat.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import java.net.URI;

/** Calls the writers of a round to account, once they have stopped. */
public record Reckoning(URI server, String namespace, Ledger ledger) {
    /** Everybody was told the truth, and every reader sees the same. */
    public void check(CommitLog log) {
        var landed = landed();
        assertThat(ledger.attempts().stream().flatMap(attempt -> landed.complaint(attempt).stream()))
                .as("attempts whose traces are not what was answered")
                .isEmpty();
        assertThat(IcebergWriter.files(server, namespace))
                .as("data files in the manifests")
                .hasSize(landed.tags(IcebergWriter.TABLE).size());
        assertThat(PyIcebergWriter.rows(server, namespace))
                .as("rows that PyIceberg reads")
                .containsExactlyInAnyOrderElementsOf(landed.tags(PyIcebergWriter.TABLE));

        log.requireLinear();
        var commits = log.commitsByTag(Tags.pattern(namespace));
        assertThat(commits.keySet()).isEqualTo(landed.tags());
        assertThat(commits.values()).as("commits of each change").containsOnly(1L);
    }

    private Landed landed() {
        try (var client = new RestClient(server)) {
            return Landed.in(client, namespace);
        }
    }
}
