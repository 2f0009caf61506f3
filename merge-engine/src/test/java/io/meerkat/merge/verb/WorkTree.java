package io.meerkat.merge.verb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The git that is installed, at work in a repository of its own. Each command is given the commit that it starts on. */
final class WorkTree {
    private static final String CONFIGURATION = """
            [user]
                name = T
                email = t@example.org
            [merge]
                renames = false
            [core]
                editor = true
            """;

    private final Path folder;
    private int clock;

    WorkTree(Path folder) {
        this.folder = folder;
        write("configuration", CONFIGURATION);
        run("git init --quiet repository");
    }

    /**
     * What a command ended with.
     *
     * @param index the tree that would be committed next, or nothing where files are in conflict
     */
    record Result(int code, String head, List<String> parents, String index, Set<String> conflicts) {
        /** Said no, before anything was tried. */
        boolean isRefused() {
            return code >= 128 && conflicts.isEmpty();
        }
    }

    /** Runs a command on the commit, the first one on nothing; whatever it leaves unfinished is forgotten. */
    Result on(String commit, String command) {
        var answer =
                run("""
                cd repository
                export GIT_COMMITTER_DATE='%1$d +0000' GIT_AUTHOR_DATE='%1$d +0000'
                test -z '%2$s' || git checkout --quiet --force --detach '%2$s' || exit 1
                { %3$s
                } > ../said 2>&1
                printf '%%s\\n' $?
                git log -1 --format='%%H%%n%%P'
                git write-tree 2> /dev/null || echo
                git diff --name-only --diff-filter=U | tr '\\n' ' '
                rm -rf .git/rebase-merge .git/rebase-apply .git/sequencer .git/*_HEAD .git/MERGE_* .git/AUTO_MERGE
                git reset --quiet --hard
                """.formatted(1_000_000_000 + clock++, commit, command)).split("\n", -1);
        return new Result(
                Integer.parseInt(answer[0]), answer[1], words(answer[2]), answer[3], new TreeSet<>(words(answer[4])));
    }

    private static List<String> words(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split(" "));
    }

    /** From the newest of the two down to the other, along first parents. */
    List<String> between(String from, String to) {
        return run("cd repository; git rev-list --first-parent %s..%s".formatted(from, to))
                .lines()
                .toList();
    }

    private String run(String script) {
        try {
            var out = folder.resolve("out");
            var builder = new ProcessBuilder("sh", "-c", script)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(folder.resolve("err").toFile());
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment()
                    .put("GIT_CONFIG_GLOBAL", folder.resolve("configuration").toString());
            if (builder.start().waitFor() != 0) {
                throw new AssertionError("%s: %s".formatted(script, Files.readString(folder.resolve("err"))));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
