package io.meerkat.api.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Optional<Unfinished> own = Optional.empty();

    private Unfinished open() {
        var journal = Unfinished.open(folder);
        own = Optional.of(journal);
        return journal;
    }

    @AfterEach
    void close() {
        own.ifPresent(Unfinished::close);
    }

    private static UnfinishedEntry entry(String location) {
        return new UnfinishedEntry(location, Optional.empty());
    }

    @Test
    void whatADeadProcessLeftIsTakenOverAndWhatItEndedIsNot() {
        var dead = Unfinished.open(folder);
        dead.begin(entry("file:///left"));
        dead.begin(entry("file:///with\na line break, and 100 %"));
        dead.begin(entry("file:///ended"));
        dead.end("file:///ended");
        dead.close();

        var heir = open();
        heir.adopt();

        assertThat(heir.leftBefore(NOW))
                .containsExactly(entry("file:///left"), entry("file:///with\na line break, and 100 %"));
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
        assertThat(files()).hasSize(1);
    }

    @Test
    void aLivingJournalIsLeftAlone() {
        try (var living = Unfinished.open(folder)) {
            living.begin(entry("file:///living"));
            var other = open();
            other.adopt();
            assertThat(other.leftBefore(NOW)).isEmpty();
        }
    }

    @Test
    void itsOwnJournalIsLeftAloneHoweverItsFolderIsNamed() {
        try (var own = Unfinished.open(folder.resolve("./journals"))) {
            own.begin(entry("file:///living"));
            own.adopt();
            assertThat(own.leftBefore(NOW)).isEmpty();
            try (var other = Unfinished.open(folder.resolve("journals"))) {
                other.adopt();
                assertThat(other.leftBefore(NOW)).isEmpty();
            }
        }
    }

    @Test
    void aBrokenLineSaysNothing() throws IOException {
        var dead = Unfinished.open(folder);
        dead.begin(entry("file:///left"));
        dead.close();
        Files.writeString(files().getFirst(), "- file%\n+ - file%\n+ abc", StandardOpenOption.APPEND);

        var heir = open();
        heir.adopt();

        assertThat(heir.leftBefore(NOW)).containsExactly(entry("file:///left"));
    }

    @Test
    void aLineWithoutItsEndSaysNothing() throws IOException {
        var dead = Unfinished.open(folder);
        dead.begin(entry("file:///left"));
        dead.close();
        Files.writeString(files().getFirst(), "+ - file%3A%2F%2F%2Fle", StandardOpenOption.APPEND);

        var heir = open();
        heir.adopt();

        assertThat(heir.leftBefore(NOW)).containsExactly(entry("file:///left"));
    }

    @Test
    void bytesOfNoTextHideNothing() throws IOException {
        var dead = Unfinished.open(folder);
        dead.begin(entry("file:///left"));
        dead.close();
        Files.write(files().getFirst(), new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);

        var heir = open();
        heir.adopt();

        assertThat(heir.leftBefore(NOW)).containsExactly(entry("file:///left"));
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatSomebodyIsAtWorkOnIsNotLeft() {
        var journal = open();
        journal.begin(entry("file:///a"));
        assertThat(journal.leftBefore(NOW)).isEmpty();

        journal.leave("file:///a", NOW.minusSeconds(1));
        assertThat(journal.leftBefore(NOW)).containsExactly(entry("file:///a"));

        journal.end("file:///a");
        assertThat(journal.leftBefore(NOW)).isEmpty();
    }

    @Test
    void aJournalStaysSmallAndKeepsWhatIsUnfinished() throws IOException {
        var journal = open();
        journal.begin(entry("file:///left"));
        var name = "file:///" + "x".repeat(10_000);
        long longest = 0;
        for (int i = 0; i < 200; i++) {
            journal.begin(entry(name + i));
            journal.end(name + i);
            longest = Math.max(longest, Files.size(files().getFirst()));
        }
        assertThat(longest).isBetween(Unfinished.BYTES_MAX - 25_000, Unfinished.BYTES_MAX + 10_100);
        journal.close();

        var heir = open();
        heir.adopt();
        assertThat(heir.leftBefore(NOW)).containsExactly(entry("file:///left"));
    }

    @Test
    void whatIsOpenIsNotWrittenAnewWithEveryEnd() throws IOException {
        var journal = open();
        String name = "file:///" + "x".repeat(10_000);
        for (int i = 0; i < 150; i++) {
            journal.begin(entry(name + i));
        }

        journal.begin(entry("file:///first"));
        journal.end("file:///first");
        long once = Files.size(files().getFirst());
        journal.begin(entry("file:///second"));
        journal.end("file:///second");

        assertThat(Files.size(files().getFirst()))
                .as("two lines more")
                .isGreaterThan(once)
                .isLessThan(once + 1_000);
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
