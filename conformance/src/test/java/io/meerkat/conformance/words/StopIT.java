package io.meerkat.conformance.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.server.MeerkatProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does that is asked to stop. */
class StopIT {
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);
    private static final String BODY = "{\"namespace\":[\"inflight\"]}";

    @TempDir
    private Path folder;

    @Test
    void answersTheRequestThatIsUnderWayAndTakesNoOtherThenEndsCleanly() throws Exception {
        try (var server = MeerkatProcess.start(folder.resolve("data"))) {
            int port = server.uri().getPort();
            try (var socket = new Socket("127.0.0.1", port)) {
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                send(
                        socket,
                        "POST /v1/default/namespaces HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
                                        .formatted(BODY.length()));
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 ");

                ProcessHandle.of(server.pid()).orElseThrow().destroy();
                await().atMost(WAIT_MAX).until(() -> refuses(port));
                send(socket, BODY);

                assertThat(answer.lines()).contains("HTTP/1.1 200 ").anyMatch(line -> line.contains("inflight"));
            }
            assertThat(server.stop()).isIn(0, 143);
            assertThat(server.log()).contains("INFO  Server: stopped");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static boolean refuses(int port) throws IOException {
        try (var _ = new Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
