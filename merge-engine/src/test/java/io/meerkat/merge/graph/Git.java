package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A repository of the git that is installed, with a history written into it. Each kind of question is one process. */
final class Git {
    private final Path folder;
    private final List<String> names;
    private final Map<String, CommitId> commits = new HashMap<>();

    /** Writes the history. Merged edges become further parents, if there are any. */
    Git(Path folder, RandomHistory random, List<Map<String, String>> trees) {
        this.folder = folder;
        run("", "git", "init", "--quiet", "--bare", ".");
        run(stream(random, trees), "git", "fast-import", "--quiet", "--export-marks=marks");
        var byMark = new HashMap<Integer, String>();
        for (var line : read(folder.resolve("marks")).lines().toList()) {
            var parts = line.split(" ");
            byMark.put(Integer.parseInt(parts[0].substring(1)), parts[1]);
        }
        names = new ArrayList<>();
        for (int i = 0; i < random.ids.size(); i++) {
            var name = Objects.requireNonNull(byMark.get(i + 1));
            names.add(name);
            commits.put(name, random.ids.get(i));
        }
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stream(RandomHistory random, List<Map<String, String>> trees) {
        var stream = new StringBuilder();
        for (int i = 0; i < random.ids.size(); i++) {
            stream.append("commit refs/heads/c%d\nmark :%d\ncommitter T <t@example.org> %d +0000\ndata 0\n"
                    .formatted(i, i + 1, History.BEGIN.getEpochSecond() + i));
            var parents = new ArrayList<>(random.parents.get(i));
            parents.addAll(random.merged.get(i));
            for (int parent : parents) {
                stream.append(parent == parents.getFirst() ? "from" : "merge").append(" :%d\n".formatted(parent + 1));
            }
            stream.append("deleteall\n");
            trees.get(i)
                    .forEach((key, value) ->
                            stream.append("M 100644 inline %s\ndata %d\n%s\n".formatted(key, value.length(), value)));
        }
        return stream.toString();
    }

    /** The answer to each question, a shell command in which {@code $1}, {@code $2} are two commits. */
    List<String> ask(String question, List<int[]> pairs) {
        var script = new StringBuilder("ask() {\n" + question + "\n}\n");
        pairs.forEach(pair -> script.append("ask %s %s; echo\n".formatted(names.get(pair[0]), names.get(pair[1]))));
        return run(script.toString(), "sh", "-s").lines().map(String::strip).toList();
    }

    /** The commits that expressions such as {@code c7~2^2} name; those that name none are left out. */
    Map<String, CommitId> resolve(List<String> expressions) {
        var answers = run(String.join("\n", expressions), "git", "cat-file", "--batch-check=%(objectname)")
                .lines()
                .toList();
        var resolved = new HashMap<String, CommitId>();
        for (int i = 0; i < expressions.size(); i++) {
            if (!answers.get(i).endsWith(" missing")) {
                resolved.put(expressions.get(i), commit(answers.get(i)));
            }
        }
        return resolved;
    }

    /** The commits of an answer that names some, separated by spaces. */
    List<CommitId> commits(String answer) {
        return answer.isEmpty()
                ? List.of()
                : List.of(answer.split(" ")).stream().map(this::commit).toList();
    }

    private CommitId commit(String name) {
        return Objects.requireNonNull(commits.get(name), name);
    }

    private String run(String input, String... command) {
        try {
            var in = Files.writeString(folder.resolve("in"), input);
            var out = folder.resolve("out");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            if (builder.start().waitFor() != 0) {
                throw new AssertionError("%s: %s".formatted(List.of(command), read(folder.resolve("err"))));
            }
            return read(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
