package io.meerkat.conformance.nodes;

import io.meerkat.conformance.nodes.Sent.Node;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.RestClient;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sixteen writers at work, half of them on each node; one whose connection breaks goes home. */
final class Team {
    private static final int WRITERS = 16;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final String name;
    private final int requests;
    private final Work work;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> end;

    private Team(Nodes nodes, String name, int requests, Work work) {
        this.name = name;
        this.requests = requests;
        this.work = work;
        this.end = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(nodes, writer), THREADS))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Sends one request that leaves the tag in the catalog. */
    @FunctionalInterface
    interface Work {
        Answer send(RestClient client, int writer, String tag);
    }

    /** The team's name is part of its tags; each writer sends so many requests. */
    static Team atWork(Nodes nodes, String name, int requests, Work work) {
        return new Team(nodes, name, requests, work);
    }

    private void write(Nodes nodes, int writer) {
        var node = writer % 2 == 0 ? Node.FIRST : Node.SECOND;
        try (var client = new RestClient(nodes.server(node).uri())) {
            for (int number = 0; number < requests; number++) {
                var tag = "tag_%s_%d_%d".formatted(name, writer, number);
                var answer = answer(client, writer, tag);
                sent.add(new Sent(tag, node, answer));
                if (answer.isEmpty()) {
                    return;
                }
            }
        }
    }

    private Optional<Answer> answer(RestClient client, int writer, String tag) {
        try {
            return Optional.of(work.send(client, writer, tag));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    static IntStream writers() {
        return IntStream.range(0, WRITERS);
    }

    int acknowledgedSoFar() {
        return (int) sent.stream().filter(Sent::acknowledged).count();
    }

    /** Everything that was sent, when the last writer is done. */
    List<Sent> done() {
        end.join();
        return List.copyOf(sent);
    }

    Pattern tags() {
        return Pattern.compile("tag_%s_[0-9]+_[0-9]+".formatted(name));
    }
}
