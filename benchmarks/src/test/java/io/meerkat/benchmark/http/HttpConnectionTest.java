package io.meerkat.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.benchmark.http.ScriptedServer.Turn.Say;
import io.meerkat.benchmark.http.ScriptedServer.Turn.SayThenClose;
import io.meerkat.benchmark.http.ScriptedServer.Turn.Trickle;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Request GET = Request.get("/v1/config");

    @Test
    void readsOneAnswerAfterTheOtherOverOneConnection() throws IOException {
        try (var server = new ScriptedServer(
                        new Say(OK + "Content-Length: 5\r\nETag: \"a\"\r\n\r\nfirst"),
                        new Say(OK + "content-length:6\r\n\r\nsecond"));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            var first = connection.send(GET);
            assertThat(first.text()).isEqualTo("first");
            assertThat(first.etag()).contains("\"a\"");
            assertThat(first.bytesReceived()).isEqualTo(54);

            var second = connection.send(GET);
            assertThat(second.text()).isEqualTo("second");
            assertThat(second.etag()).isEmpty();
        }
    }

    @Test
    void putsChunksTogether() throws IOException {
        var head = OK + "Transfer-Encoding: chunked\r\n\r\n";
        try (var server = new ScriptedServer(
                        new Say(head + "4;x=y\r\nfour\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"),
                        new Say(head + "0\r\n\r\n"),
                        new Trickle(head + "3\r\nabc\r\n0\r\n\r\n", 1));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            assertThat(connection.send(GET).text()).isEqualTo("four0123456789");
            assertThat(connection.send(GET).text()).isEmpty();
            assertThat(connection.send(GET).text()).isEqualTo("abc");
        }
    }

    @Test
    void expectsNoBodyWhereThereIsNone() throws IOException {
        try (var server = new ScriptedServer(
                        new Say("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 99\r\n\r\n"),
                        new Say("HTTP/1.1 204 No Content\r\n\r\n"),
                        new Say("HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 2\r\n\r\nok"));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            assertThat(connection.send(GET).status()).isEqualTo(304);
            assertThat(connection.send(GET).status()).isEqualTo(204);
            assertThat(connection.send(GET).text()).isEqualTo("ok");
        }
    }

    @Test
    void connectsAnewWhereTheServerCloses() throws IOException {
        try (var server = new ScriptedServer(
                        new SayThenClose(OK + "Connection: close\r\nContent-Length: 1\r\n\r\n1"),
                        new SayThenClose("HTTP/1.0 200 OK\r\n\r\nup to the end"),
                        new SayThenClose(OK + "Content-Length: 1\r\n\r\n3"),
                        new Say(OK + "Content-Length: 1\r\n\r\n4"));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            assertThat(connection.send(GET).text()).isEqualTo("1");
            assertThat(connection.send(GET).text()).isEqualTo("up to the end");
            assertThat(connection.send(GET).text()).isEqualTo("3");
            assertThat(connection.send(GET).text()).isEqualTo("4");
        }
    }

    @Test
    void doesNotRepeatAWriteWhoseConnectionBreaks() throws IOException {
        var post = Request.post("/v1/namespaces", "{}");
        try (var server = new ScriptedServer(new Say(OK + "Content-Length: 0\r\n\r\n"), new SayThenClose(""));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            connection.send(post);

            assertThatThrownBy(() -> connection.send(post))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("POST /v1/namespaces");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void givesUpWhenTheWholeAnswerIsNotThereInTime() throws IOException {
        try (var server = new ScriptedServer(new Trickle(OK + "Content-Length: 1000\r\n\r\n0123456789", 20));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            var began = System.nanoTime();

            assertThatThrownBy(() -> connection.send(GET)).isInstanceOf(NoAnswerException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.multipliedBy(3));
        }
    }

    @Test
    void saysWhatIsNoAnswer() throws IOException {
        try (var server = new ScriptedServer(new SayThenClose("SSH-2.0\r\n"));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            assertThatThrownBy(() -> connection.send(GET))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageContaining("SSH-2.0");
        }
    }

    @Test
    void findsMembersWithoutReadingAllOfIt() throws IOException {
        var body = "{\"a\": \"text\", \"n\":-7,\"none\":null,\"z\":{\"last\":1}}";
        try (var server = new ScriptedServer(new Say(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body));
                var connection = new HttpConnection(server.address(), TIMEOUT)) {
            var answer = connection.send(GET);

            assertThat(answer.member("a")).contains("text");
            assertThat(answer.member("n")).contains("-7");
            assertThat(answer.member("none")).isEmpty();
            assertThat(answer.member("last")).contains("1");
            assertThat(answer.member("absent")).isEmpty();
        }
    }
}
