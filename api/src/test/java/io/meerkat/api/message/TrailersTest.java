package io.meerkat.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailersTest {
    @Test
    void theLastParagraphHoldsThem() {
        var trailers =
                Trailers.of("append\n\nmore: words here\nand these\n\nAuthor: Ada <a@b.c>\njob.id:  7 \nx: a: b");

        assertThat(trailers.author()).contains("Ada <a@b.c>");
        assertThat(trailers.properties()).containsExactly(Map.entry("job.id", "7"), Map.entry("x", "a: b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Author: Ada",
                "append\nAuthor: Ada",
                "append\n\nAuthor: Ada\nand others",
                "append\n\nAuthor: Ada\n\nmore",
                "append\n\nno key: x",
                "append\n\nAuthor:",
                "append\n\n"
            })
    void otherwiseThereAreNone(String message) {
        assertThat(Trailers.of(message).values()).isEmpty();
    }

    @Test
    void whatIsAddedIsRead() {
        var trailers = new Trailers(new TreeMap<>(Map.of("Author", "Ada", "a", "1", "b-c", "x, y=z")));

        assertThat(Trailers.of(trailers.addedTo("words"))).isEqualTo(trailers);
        assertThat(new Trailers(new TreeMap<>()).addedTo("words")).isEqualTo("words");
    }
}
