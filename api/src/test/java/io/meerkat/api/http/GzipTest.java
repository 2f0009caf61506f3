package io.meerkat.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.body.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    private static final String LARGE = "\"größer\",".repeat(10_000);
    private static final Answer ANSWER = new Answer(
            200, Map.of("ETag", "\"a\""), List.of(document("{\"small\":1,"), document(LARGE), document("\"end\":2}")));

    private static Document document(String text) {
        return Document.whole(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, deflate", "deflate, gzip;q=1.0", "br,gzip", "gzip;q=0.5"})
    void whoAsksGetsTheSameInLess(String accepted) throws IOException {
        var encoded = Gzip.encoded(ANSWER, accepted);

        assertThat(encoded.headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry("ETag", "\"a-gzip\"");
        assertThat(encoded.length()).isLessThan(ANSWER.length() / 10);
        byte[] bytes = encoded.body().getFirst().bytes();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(ANSWER.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "identity", "deflate", "gzip;q=0", "gzip; q=0.00", "xgzip"})
    void whoDoesNotGetsItAsItIs(String accepted) {
        var encoded = Gzip.encoded(ANSWER, accepted);

        assertThat(encoded.text()).isEqualTo(ANSWER.text());
        assertThat(encoded.headers())
                .doesNotContainKey("Content-Encoding")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry("ETag", "\"a\"");
    }

    @Test
    void whatIsSmallIsNotWorthIt() {
        var small = Answer.json(200, "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(Gzip.encoded(small, "gzip")).isSameAs(small);
    }

    @Test
    void aTagIsKnownAgainInEitherForm() {
        assertThat(Gzip.plainTag("\"a-gzip\"")).isEqualTo("\"a\"");
        assertThat(Gzip.plainTag("\"a\"")).isEqualTo("\"a\"");
    }
}
