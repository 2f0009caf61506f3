package io.meerkat.benchmark.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.http.Address;
import io.meerkat.benchmark.http.HttpConnection;
import io.meerkat.benchmark.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsignedTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void refusesWhatIsNotSigned(String method) throws Exception {
        try (var store = S3Store.inMemory(0);
                var connection = new HttpConnection(Address.of(store.uri()), TIMEOUT)) {
            assertThat(connection
                            .send(new Request(method, "/bucket/key", "", new byte[0]))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void takesChunksWithSignatures() throws Exception {
        var body = "5;chunk-signature=abc\r\nhello\r\n6;chunk-signature=def\r\n world\r\n0;chunk-signature=0\r\n\r\n";
        var put = new Request("PUT", "/bucket/key", "", body.getBytes(StandardCharsets.US_ASCII))
                .with("Authorization", "AWS4-HMAC-SHA256 any")
                .with("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        try (var store = S3Store.inMemory(0);
                var connection = new HttpConnection(Address.of(store.uri()), TIMEOUT)) {
            assertThat(connection.send(put).status()).isEqualTo(200);

            var got = connection.send(Request.get("/bucket/key").with("Authorization", "any"));
            assertThat(got.text()).isEqualTo("hello world");
        }
    }

    @Test
    void refusesAChunkThatIsCutOff() throws Exception {
        var put = new Request("PUT", "/bucket/key", "", "9\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII))
                .with("Authorization", "any")
                .with("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        try (var store = S3Store.inMemory(0);
                var connection = new HttpConnection(Address.of(store.uri()), TIMEOUT)) {
            assertThat(connection.send(put).status()).isEqualTo(400);
        }
    }
}
