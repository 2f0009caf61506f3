package io.meerkat.conformance.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.conformance.server.Word;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot succeed says why in one line, and leaves nothing behind. */
class RefusedStartIT {
    @TempDir
    private Path folder;

    @Test
    void namesTheOptionAndThePortThatIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused = serve("data", "--port=" + taken.getLocalPort());

            assertThat(refused.errors())
                    .isEqualTo(
                            "The port %d (--port) of 127.0.0.1 cannot be opened: Address already in use. Stop the program that has it, or choose another; --port 0 picks a free one.%n"
                                    .formatted(taken.getLocalPort()));
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void namesTheProcessThatUsesTheFolderRatherThanThePort() throws IOException {
        try (var first = MeerkatProcess.start(folder.resolve("data"))) {
            var second = serve("data", "--port=" + first.uri().getPort());

            assertThat(second.errors())
                    .isEqualTo(
                            "The data folder %s is in use by another Meerkat, process %d. Stop that one, or choose another folder with --data.%n"
                                    .formatted(folder.toRealPath().resolve("data"), first.pid()));
        }
    }

    @Test
    void namesTheFileThatIsNoFolder() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "mine");

        assertThat(serve("data/below", "--port=0").errors())
                .isEqualTo("Meerkat cannot keep its data in %s: %s is a file. Choose another folder with --data.%n"
                        .formatted(file.resolve("below"), file));
        assertThat(serve("data", "--port=0", "--database=jdbc:postgresql://127.0.0.1:1/x")
                        .errors())
                .contains(file + " is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void saysWhatIsWrongWithADatabaseAndMakesNoFolder() {
        assertThat(serve("data", "--port=0", "--database=jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret")
                        .errors())
                .isEqualTo(
                        "The database jdbc:postgresql://127.0.0.1:1/x (--database) cannot be used: nothing answers at that host and port (Connection refused).%n"
                                .formatted());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private Word serve(String data, String... options) {
        var words = new ArrayList<>(List.of("serve", "--data=" + folder.resolve(data)));
        words.addAll(List.of(options));
        var refused = Word.meerkat(folder.resolve("out"), words.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.text()).isEmpty();
        return refused;
    }
}
