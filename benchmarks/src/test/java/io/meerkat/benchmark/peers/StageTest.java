package io.meerkat.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.options.Named;
import io.meerkat.benchmark.options.Options.PeerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final Stage STAGE = new Stage(
            new PeerOptions(
                    List.of("meerkat"),
                    "1g",
                    List.of(
                            new Named("meerkat", "--purge-grace 1d"),
                            new Named("nessie", "-Dx=y"),
                            new Named("meerkat", "--retention=1d")),
                    Path.of("meerkat.jar"),
                    Path.of("peers/pom.xml"),
                    Path.of("work")),
            new Artifacts(Path.of("peers/pom.xml")),
            URI.create("http://127.0.0.1:9000"),
            8);

    @Test
    void givesEachPeerItsFurtherOptions() {
        assertThat(STAGE.extra("meerkat")).containsExactly("--purge-grace", "1d", "--retention=1d");
        assertThat(STAGE.extra("fixture")).isEmpty();
    }

    @Test
    void tellsAllOfTheSameStoreAndEachOfAPlaceOfItsOwn() {
        assertThat(STAGE.storeVariables()).containsEntry("S3_ENDPOINT", "http://127.0.0.1:9000");
        assertThat(STAGE.warehouse("fixture")).isEqualTo("s3://bench/fixture");
        assertThat(STAGE.warehouse("nessie")).isEqualTo("s3://bench/nessie");
        assertThat(STAGE.heap()).isEqualTo("-Xmx1g");
    }
}
