package io.meerkat.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no SDK sends them. */
class UnsignedTest {
    @AutoClose
    private final S3Store store = S3Store.inMemory(0);

    @AutoClose
    private final HttpClient client = HttpClient.newHttpClient();

    UnsignedTest() throws IOException {}

    private HttpRequest.Builder object() {
        return HttpRequest.newBuilder(store.uri().resolve("/bucket/key"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void refusesWhatIsNotSigned(String method) throws Exception {
        assertThat(send(object().method(method, BodyPublishers.noBody())).statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesChunksWithSignatures() throws Exception {
        var body = "5;chunk-signature=abc\r\nhello\r\n6;chunk-signature=def\r\n world\r\n0;chunk-signature=0\r\n\r\n";
        var put = object().PUT(BodyPublishers.ofString(body))
                .header("Authorization", "AWS4-HMAC-SHA256 any")
                .header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");

        assertThat(send(put).statusCode()).isEqualTo(200);
        assertThat(send(object().header("Authorization", "any")).body()).isEqualTo("hello world");
    }

    @Test
    void refusesAChunkThatIsCutOff() throws Exception {
        var put = object().PUT(BodyPublishers.ofString("9\r\nhello\r\n"))
                .header("Authorization", "any")
                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        assertThat(send(put).statusCode()).isEqualTo(400);
    }
}
