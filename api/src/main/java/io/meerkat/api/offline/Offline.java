package io.meerkat.api.offline;

import io.meerkat.api.audit.AuditProjector;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.rebuild.TreeRebuild;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.ServerNodes;
import io.meerkat.storage.commit.ContentCheck;
import io.meerkat.storage.export.Export;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Export and rebuild. What they produce goes to {@code out}, how far they are to {@code progress}. */
public final class Offline {
    private static final int COMMITS_BETWEEN_LINES = 10_000;

    private Offline() {}

    /**
     * Writes all events, contents and fragments as lines of JSON.
     *
     * @param out stays open. No {@link PrintStream}: that would keep to itself that a disk is full
     */
    public static void export(ServeOptions options, OutputStream out, PrintStream progress) {
        try (var offline = OfflineDatabase.open(options)) {
            var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            var written = new Export(offline.database())
                    .write(
                            TenantId.DEFAULT,
                            writer,
                            now -> progress.printf(
                                    "\r%d events, %d contents, %d fragments",
                                    now.events(), now.contents(), now.fragments()));
            writer.flush(); // before it is said to be done
            progress.printf(
                    "%nexported %d events, %d contents, %d fragments%n",
                    written.events(), written.contents(), written.fragments());
        } catch (IOException e) {
            throw new UncheckedIOException("the export could not be written: " + e.getMessage(), e);
        }
    }

    /**
     * Checks every content and fragment, makes the trees again from the events and checks every commit, then builds the
     * audit log anew: events that it was written without are read again.
     */
    public static void rebuild(ServeOptions options, PrintStream out, PrintStream progress) {
        try (var offline = OfflineDatabase.open(options)) {
            if (ServerNodes.areOn(offline.database())) {
                throw new IllegalStateException(
                        "A server runs on this database, and would be in the way of a rebuild. Stop it first.");
            }
            var checked = new ContentCheck(offline.database()).run(TenantId.DEFAULT);
            out.printf("%d contents and %d fragments are what they name%n", checked.contents(), checked.fragments());
            long commits = new TreeRebuild(offline.database(), EventCodec.current()).run(TenantId.DEFAULT, now -> {
                if (now % COMMITS_BETWEEN_LINES == 0) {
                    progress.printf("%d commits%n", now);
                }
            });
            out.printf("%d commits came out with the root and id that they recorded%n", commits);
            out.printf("the audit log was built anew, without %d of the events%n", rebuildAudit(offline.database()));
        }
        if (out.checkError()) {
            throw new IllegalStateException("all was well, but that could not be written to standard output");
        }
    }

    /** How many events it still cannot be written with. */
    private static long rebuildAudit(Database database) {
        try (var audit = AuditProjector.of(database)) {
            audit.rebuild();
            return audit.setAside();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the audit log is built anew", e);
        }
    }
}
