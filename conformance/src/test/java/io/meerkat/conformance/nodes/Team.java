package io.meerkat.conformance.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sixteen writers at work, as many on each node; one whose connection breaks goes home. */
public final class Team {
    private static final int WRITERS = 16;
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final String name;
    private final int requests;
    private final Work work;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> end;

    private Team(List<URI> nodes, String name, int requests, Work work) {
        this.name = name;
        this.requests = requests;
        this.work = work;
        this.end = CompletableFuture.allOf(IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(nodes, writer), THREADS))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Sends one request that leaves the tag in the catalog. */
    @FunctionalInterface
    public interface Work {
        Answer send(RestClient client, int writer, String tag);
    }

    /** The team's name is part of its tags; each writer sends so many requests. */
    public static Team atWork(List<URI> nodes, String name, int requests, Work work) {
        return new Team(nodes, name, requests, work);
    }

    private void write(List<URI> nodes, int writer) {
        int node = writer % nodes.size();
        try (var client = new RestClient(nodes.get(node))) {
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

    public static IntStream writers() {
        return IntStream.range(0, WRITERS);
    }

    public int acknowledgedSoFar() {
        return (int) sent.stream().filter(Sent::acknowledged).count();
    }

    /** Everything that was sent, when the last writer is done. */
    public List<Sent> done() {
        end.join();
        return List.copyOf(sent);
    }

    /** Acknowledged: in the log once. Refused: not there. Unknown: there once or not at all. */
    public void requireOneCommitEach(CommitLog log) {
        log.requireLinear();
        var commits = log.commitsByTag(Pattern.compile("tag_%s_[0-9]+_[0-9]+".formatted(name)));
        assertThat(commits.values()).containsOnly(1L);
        assertThat(done()).filteredOn(Sent::acknowledged).extracting(Sent::tag).allMatch(commits::containsKey);
        assertThat(done())
                .filteredOn(one -> one.answer().filter(Answer::isRefusal).isPresent())
                .extracting(Sent::tag)
                .noneMatch(commits::containsKey);
    }
}
