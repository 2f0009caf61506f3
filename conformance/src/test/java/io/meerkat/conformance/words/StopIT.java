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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does that is asked to stop. */
class StopIT {
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);
    private static final int CLIENTS = 8;
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

    @Test
    void closesNoConnectionOnAClientThatWaitsForAnAnswer() throws Exception {
        try (var server = MeerkatProcess.start(folder.resolve("busy"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = server.uri().getPort();
            var begun = new CountDownLatch(CLIENTS);
            var cutOff = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> threads.submit(() -> isCutOff(port, begun)))
                    .toList();
            begun.await();

            server.stop();

            for (var client : cutOff) {
                assertThat(client.get()).as("cut off without an answer").isFalse();
            }
        }
    }

    /** Asks again and again until it is told that the connection closes; true if it is closed without that. */
    private static boolean isCutOff(int port, CountDownLatch begun) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            while (true) {
                send(socket, "GET /v1/config HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                String line = answers.readLine();
                if (line == null) {
                    return true;
                }
                int length = 0;
                boolean closes = false;
                for (; !line.isEmpty(); line = String.valueOf(answers.readLine())) {
                    closes |= line.equalsIgnoreCase("Connection: close");
                    length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
                }
                answers.skip(length);
                begun.countDown();
                if (closes) {
                    return false;
                }
            }
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
