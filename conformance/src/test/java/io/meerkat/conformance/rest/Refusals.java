package io.meerkat.conformance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What a refusal must be: a clear answer in Iceberg's envelope, and not a trace on disk or in the database. */
record Refusals(Path data) {
    Answer require(int status, Supplier<Answer> request) {
        var files = files();
        var commits = CommitLog.in(data).commits().size();

        var answer = request.get();

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(status);
        assertThat(answer.errorType()).isNotBlank();
        assertThat(answer.errorMessage()).isNotBlank();
        requireNoInsides(answer);
        assertThat(CommitLog.in(data).commits()).hasSize(commits);
        assertThat(files()).isEqualTo(files);
        return answer;
    }

    /** Neither a stack trace nor a name from within. */
    static void requireNoInsides(Answer answer) {
        assertThat(answer.body()).doesNotContain("\tat ", "\\tat ", "io.meerkat.", "java.lang.", "org.apache.");
    }

    private List<Path> files() {
        try (var files = Files.walk(data.resolve("warehouse"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
