package io.meerkat.merge.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** A git repository of commits that are written all at once, and git's merges of them. */
final class Git {
    /** A merge's tree, and the files that conflict. */
    record Merge(String tree, Set<String> conflicts) {}

    private final Path folder;
    private final StringBuilder commits = new StringBuilder();

    Git(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        run("", "init", "--quiet", "--bare", ".");
    }

    static boolean isThere() {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Notes a commit of these files, on a branch of this name, for {@link #write}. */
    void commit(String name, List<String> parents, SortedMap<String, String> files) {
        commits.append("commit refs/heads/%s\ncommitter t <t@example.org> 0 +0000\ndata 0\n".formatted(name));
        parents.forEach(parent -> commits.append("from refs/heads/%s\n".formatted(parent)));
        commits.append("deleteall\n");
        files.forEach((path, text) ->
                commits.append("M 100644 inline %s\ndata %d\n%s\n".formatted(path, text.length(), text)));
    }

    void write() throws IOException, InterruptedException {
        run(commits.toString(), "fast-import", "--quiet");
    }

    List<String> trees(List<String> names) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("rev-parse"));
        names.forEach(name -> arguments.add("refs/heads/%s^{tree}".formatted(name)));
        return run("", arguments.toArray(String[]::new)).lines().toList();
    }

    /** Merges pairs of branches. */
    List<Merge> merge(List<Map.Entry<String, String>> pairs, boolean renames) throws IOException, InterruptedException {
        var input = new StringBuilder();
        pairs.forEach(pair ->
                input.append(pair.getKey()).append(' ').append(pair.getValue()).append('\n'));
        var output = run(
                input.toString(),
                "-c",
                "merge.renames=" + renames,
                "-c",
                "merge.directoryRenames=false",
                "merge-tree",
                "--stdin",
                "--name-only",
                "--no-messages");
        var merges = new ArrayList<Merge>();
        var fields = Arrays.asList(output.split("\0", -1)).iterator();
        while (merges.size() < pairs.size()) {
            merges.add(read(fields));
        }
        return merges;
    }

    private static Merge read(Iterator<String> fields) {
        boolean clean = fields.next().equals("1");
        var tree = fields.next();
        var conflicts = new TreeSet<String>();
        for (var path = fields.next(); !path.isEmpty(); path = fields.next()) {
            conflicts.add(path);
        }
        if (clean != conflicts.isEmpty()) {
            throw new IllegalStateException("git calls a merge clean that conflicts in " + conflicts);
        }
        return new Merge(tree, conflicts);
    }

    private String run(String input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var in = Files.writeString(folder.resolve("input"), input);
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new UncheckedIOException(new IOException("%s: %s".formatted(command, output)));
        }
        return output;
    }
}
