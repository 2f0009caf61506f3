package io.meerkat.conformance.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.conformance.server.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Export and rebuild. */
class OfflineIT {
    @TempDir
    private static Path folder;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void leaveADataFolder() {
        MeerkatProcess.start(data()).close();
    }

    @Test
    void anExportThatWasWrittenEndsWithZero() {
        var export = Word.meerkat(scratch.resolve("out"), "export", "--data", data().toString());

        assertThat(export.exitCode()).as(export.errors()).isZero();
        assertThat(export.text()).startsWith("{\"type\":\"event\"").endsWith("}\n");
        assertThat(export.errors()).contains("exported ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anExportToAFullDiskFailsAndSaysSo() {
        var export = Word.meerkat(Path.of("/dev/full"), "export", "--data", data().toString());

        assertThat(export.exitCode()).isEqualTo(1);
        assertThat(export.errors())
                .contains("the export could not be written: No space left on device")
                .doesNotContain("exported ");
    }

    @Test
    void anExportToAClosedOutputFailsAndSaysSo() {
        var export = closedOutput("export", "--data", data().toString());

        assertThat(export.exitCode()).isEqualTo(1);
        assertThat(export.errors()).contains("the export could not be written: ");
    }

    @Test
    void aRebuildWhoseResultCannotBeWrittenFailsAndSaysSo() {
        var rebuild = closedOutput("rebuild", "--data", data().toString());

        assertThat(rebuild.exitCode()).isEqualTo(1);
        assertThat(rebuild.errors()).contains("could not be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "rebuild"})
    void makesNoDatabaseWhereThereIsNone(String word) {
        var mistyped = scratch.resolve("dtaa");

        var refused = Word.meerkat(scratch.resolve("out"), word, "--data", mistyped.toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .isEqualTo(
                        "There is no Meerkat database in the folder %s. Name the one that was served from with --data.%n"
                                .formatted(mistyped));
        assertThat(mistyped).doesNotExist();
    }

    private Word closedOutput(String... words) {
        var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >&-", "sh"));
        command.addAll(Word.command(words));
        return Word.run(scratch.resolve("out"), command);
    }

    private static Path data() {
        return folder.resolve("data");
    }
}
