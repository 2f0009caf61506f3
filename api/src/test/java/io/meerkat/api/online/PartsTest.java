package io.meerkat.api.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void cutsTheInputIntoPartsThatTogetherAreTheInput() {
        var text = "a\n\nbb\nccc";

        var parts = all(text, 2);

        assertThat(parts).extracting(Part::firstLine).containsExactly(1, 3);
        assertThat(parts).extracting(Part::lastLine).containsExactly(2, 4);
        assertThat(joined(parts)).isEqualTo(text);
    }

    @Test
    void anEmptyInputHasNoPart() {
        assertThat(all("", 10)).isEmpty();
    }

    @Test
    void longLinesMakeShortParts() {
        var line = "x".repeat(1 << 20) + "\n";

        var parts = all(line.repeat(20), Parts.LINES_MAX);

        assertThat(parts).extracting(part -> part.lines().size()).containsExactly(12, 8);
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> all("a\n" + "x".repeat((1 << 20) + 2), 10))
                .hasMessage("line 2 is longer than 1048576 bytes");
    }

    private static List<Part> all(String text, int linesMax) {
        var parts = new Parts(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var all = new ArrayList<Part>();
        for (var part = parts.next(linesMax); part.isPresent(); part = parts.next(linesMax)) {
            all.add(part.get());
        }
        return all;
    }

    private static String joined(List<Part> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> part.lines().forEach(line -> text.append(new String(line, StandardCharsets.UTF_8))));
        return text.toString();
    }
}
