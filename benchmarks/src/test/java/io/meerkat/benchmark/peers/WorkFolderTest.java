package io.meerkat.benchmark.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path folder;

    @Test
    void emptiesWhatAnEarlierRunHasMade() throws IOException {
        var work = folder.resolve("work");
        WorkFolder.begin(work);
        Files.createDirectories(work.resolve("peer/data"));

        WorkFolder.begin(work);

        assertThat(work.resolve("peer")).doesNotExist();
    }

    @Test
    void leavesTheFilesOfOthersAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> WorkFolder.begin(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the benchmark's");
        assertThat(folder.resolve("thesis.tex")).exists();
    }
}
