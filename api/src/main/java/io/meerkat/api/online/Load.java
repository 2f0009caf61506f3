package io.meerkat.api.online;

import io.meerkat.api.online.LoadClient.Reply;
import io.meerkat.api.options.LoadOptions;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends lines to a server in parts, each a commit of its own, and says how far it is. */
public final class Load {
    private static final int NAMESPACES_OF_DRY_RUN_MAX = Parts.LINES_MAX / 2;

    private final LoadOptions options;
    private final LoadClient client;
    private final PrintStream progress;
    private final long began = System.nanoTime();
    /** Of a dry run: what earlier parts would have made, which later ones need. */
    private final List<byte[]> namespaces = new ArrayList<>();

    private long lines;
    private long madeNamespaces;
    private long madeTables;
    private long unchanged;
    private long skipped;
    private long commits;
    private long wrong;
    private String last = "";

    private Load(LoadOptions options, LoadClient client, PrintStream progress) {
        this.options = options;
        this.client = client;
        this.progress = progress;
    }

    /**
     * @param out hears what came of it
     * @param progress hears how far it is, and which lines cannot be loaded
     * @throws IllegalStateException if not all could be loaded
     */
    public static void run(LoadOptions options, InputStream in, PrintStream out, PrintStream progress) {
        try (var client = new LoadClient(options)) {
            new Load(options, client, progress).all(new Parts(in), out);
        }
    }

    private void all(Parts parts, PrintStream out) {
        for (var part = parts.next(room()); part.isPresent(); part = parts.next(room())) {
            send(part.get());
            progress.printf(
                    "\r%d lines, %d tables, %d commits, %d lines/s", lines, madeTables, commits, lines / seconds());
        }
        progress.println();
        if (wrong > 0) {
            throw new IllegalStateException("%d of %d lines cannot be loaded".formatted(wrong, lines));
        }
        out.printf(
                "%s %d tables and %d namespaces in %d commits, %d s; %d were there already, %d were skipped%n",
                options.dryRun() ? "could load" : "loaded",
                madeTables,
                madeNamespaces,
                commits,
                seconds(),
                unchanged,
                skipped);
        if (!last.isEmpty()) {
            out.println(options.catalog() + "@" + last);
        }
    }

    private int room() {
        return Parts.LINES_MAX - namespaces.size();
    }

    private long seconds() {
        return Math.max(1, (System.nanoTime() - began) / 1_000_000_000);
    }

    private void send(Part part) {
        int before = namespaces.size();
        var body = new ByteArrayOutputStream();
        namespaces.forEach(body::writeBytes);
        part.lines().forEach(body::writeBytes);
        var reply = answer(part, body.toByteArray());
        lines += part.lines().size();
        if (reply.succeeded()) {
            count(reply.body(), before);
        } else {
            refuse(part, reply, before);
        }
        if (options.dryRun()) {
            part.lines().stream().filter(Load::isNamespace).map(Load::ended).forEach(namespaces::add);
            if (namespaces.size() > NAMESPACES_OF_DRY_RUN_MAX) {
                throw new IllegalStateException("a dry run takes at most %d namespaces, and there are more by line %d"
                        .formatted(NAMESPACES_OF_DRY_RUN_MAX, part.lastLine()));
            }
        }
    }

    private Reply answer(Part part, byte[] body) {
        try {
            return client.send(body);
        } catch (IllegalStateException e) {
            progress.println();
            throw new IllegalStateException(
                    "%s%nLines 1 to %d are loaded; of %d to %d it is not known. Load the same lines again: what is there already is left as it is."
                            .formatted(e.getMessage(), part.firstLine() - 1, part.firstLine(), part.lastLine()),
                    e);
        }
    }

    private void count(JsonNode answer, int repeated) {
        long tables = answer.path("tables").asLong();
        long made = answer.path("namespaces").asLong();
        long same = answer.path("unchanged").asLong();
        // What a dry run repeats was counted with its own part: it would be made, or is there.
        long repeatedMade = Math.min(repeated, made);
        madeTables += tables;
        madeNamespaces += made - repeatedMade;
        unchanged += same - Math.min(same, repeated - repeatedMade);
        skipped += answer.path("skipped").asLong();
        last = answer.path("commit").asString("");
        if (!options.dryRun() && tables + made > 0) {
            commits++;
        }
    }

    /** A dry run goes on, to tell of all lines. */
    private void refuse(Part part, Reply reply, int repeated) {
        progress.println();
        var errors = reply.body().path("errors");
        for (JsonNode error : errors) {
            int line = error.path("line").asInt() - repeated;
            if (line > 0) {
                wrong++;
                progress.printf(
                        "line %d: %s: %s%n",
                        part.firstLine() + line - 1,
                        error.path("value").asString(""),
                        error.path("message").asString(""));
            }
        }
        if (!options.dryRun() || errors.isEmpty()) {
            throw new IllegalStateException("%s%nNothing of lines %d to %d was loaded; the %d lines before are."
                    .formatted(reply.message(), part.firstLine(), part.lastLine(), part.firstLine() - 1));
        }
    }

    private static boolean isNamespace(byte[] line) {
        try {
            var read = JsonMapper.shared().readTree(line);
            return read.isObject() && read.has("namespace") && !read.has("name") && !read.has("metadata-location");
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The last line of the input may have no end. */
    private static byte[] ended(byte[] line) {
        if (line[line.length - 1] == '\n') {
            return line;
        }
        var ended = new ByteArrayOutputStream();
        ended.writeBytes(line);
        ended.write('\n');
        return ended.toByteArray();
    }
}
