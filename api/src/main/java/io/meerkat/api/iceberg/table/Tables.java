package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Gzip;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.MetadataAnswers;
import io.meerkat.api.iceberg.ReadAt;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.ref.Place;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.Document;
import io.meerkat.model.ObjectName;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.SharedTables;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Showing tables. */
public final class Tables {
    private static final String REFS = "refs";

    private final ContentCache objects;
    private final Loader loader;
    private final CommitTable commits;
    private final ParsedTables parsed;
    private final MetadataFiles files;
    private final SharedTables shared;

    Tables(
            ContentCache objects,
            Loader loader,
            CommitTable commits,
            ParsedTables parsed,
            MetadataFiles files,
            SharedTables shared) {
        this.objects = objects;
        this.loader = loader;
        this.commits = commits;
        this.parsed = parsed;
        this.files = files;
        this.shared = shared;
    }

    public Answer load(IcebergCall call) {
        String snapshots = call.request().parameter("snapshots").orElse(Served.ALL);
        if (!snapshots.equals(Served.ALL) && !snapshots.equals(REFS)) {
            throw IcebergError.badRequest("snapshots must be 'all' or 'refs': '%s'".formatted(snapshots));
        }
        var found = find(call);
        var served = found.served();
        served.content().metadataLocation().ifPresent(this::requireFile);
        String etag = served.etag(snapshots);
        if (matches(call.request().header("if-none-match"), etag)) {
            return ReadAt.named(found.ref(), Answer.empty(304).with("ETag", etag));
        }
        var body = snapshots.equals(REFS) ? referencedOnly(served) : served.body();
        var answer =
                MetadataAnswers.load(served.content().metadataLocation(), body).with("ETag", etag);
        return ReadAt.named(found.ref(), answer);
    }

    /** The body is in the database, but engines that are handed the location read the file. */
    private void requireFile(String location) {
        if (!files.exists(location)) {
            throw new IcebergError(404, "NotFoundException", "Failed to open input stream for file: " + location);
        }
    }

    private Document referencedOnly(Served served) {
        var table = TableMetadata.buildFrom(parsed.of(served).table())
                .suppressHistoricalSnapshots()
                .discardChanges()
                .build();
        var document = BodyCutter.cut(TableMetadataParser.toJson(table)).document();
        return served.shared() ? GcFlag.set(document) : document;
    }

    private static boolean matches(Optional<String> header, String etag) {
        return header.map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .map(Gzip::plainTag)
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*")))
                .orElse(false);
    }

    public Answer exists(IcebergCall call) {
        return ReadAt.named(find(call).ref(), Answer.empty(204));
    }

    /** Nothing is vended for a store whose files clients reach by themselves. */
    public Answer credentials(IcebergCall call) {
        byte[] none = "{\"storage-credentials\":[]}".getBytes(StandardCharsets.UTF_8);
        return ReadAt.named(find(call).ref(), Answer.json(200, none));
    }

    /** Reports are taken and not kept. */
    public Answer metrics(IcebergCall call) {
        find(call);
        return Answer.empty(204);
    }

    /** The table as a commit's answer shows it. */
    static Answer committed(Served served) {
        return MetadataAnswers.commit(served.content().metadataLocation().orElse(""), served.body())
                .with("ETag", served.etag(Served.ALL));
    }

    /** The table as a create's answer shows it. */
    static Answer created(Served served) {
        return MetadataAnswers.load(served.content().metadataLocation(), served.body())
                .with("ETag", served.etag(Served.ALL));
    }

    /** The table as it was handed back to whoever let it go. */
    static Answer unregistered(Served served) {
        return MetadataAnswers.commit(served.content().metadataLocation().orElse(""), served.body());
    }

    /** The place before a commit was made. */
    Place before(Place after) {
        var at = ref(after);
        return commits.find(after.tenant(), at.catalog().catalog(), at.commit())
                .map(recorded -> after.at(recorded.commit().parents().getFirst()))
                .orElseThrow();
    }

    ResolvedRef ref(Place place) {
        return loader.ref(place.tenant(), place.catalog(), place.point())
                .orElseThrow(() ->
                        new IcebergError(404, "NoSuchNamespaceException", "Catalog or ref does not exist: " + place));
    }

    /** A table, and where it was found. */
    private record At(ResolvedRef ref, Served served) {}

    /** A namespace given as one level with dots is looked for as it is, then by its dots. */
    private At find(IcebergCall call) {
        var name = call.table();
        return find(call.place(), name)
                .or(() -> dotted(name).flatMap(other -> find(call.place(), other)))
                .map(at -> new At(at.ref(), guarded(at.ref(), at.served())))
                .orElseThrow(() -> IcebergError.noSuch("Table", name));
    }

    /** The table as those who see this ref are to see it. */
    Served guarded(ResolvedRef ref, Served table) {
        return table.shared(shared.isShared(ref, table.entry().contentId()));
    }

    /** The same of a table that was changed by now, and must be shown: where nobody can tell, it counts as shared. */
    Served guardedAfterwards(ResolvedRef ref, Served table) {
        try {
            return guarded(ref, table);
        } catch (RuntimeException e) {
            if (SqlStates.isUnavailable(e)) {
                return table.shared(true);
            }
            throw e;
        }
    }

    /** The table as an earlier request left it, for whoever repeats that request now. */
    Served again(IcebergCall call, Place earlier, ObjectName name) {
        var table = require(earlier, name);
        return loader.ref(
                        call.place().tenant(),
                        call.place().catalog(),
                        call.place().point())
                .map(ref -> guarded(ref, table))
                .orElseGet(() -> table.shared(true));
    }

    Served require(Place place, ObjectName name) {
        return find(place, name).map(At::served).orElseThrow(() -> IcebergError.noSuch("Table", name));
    }

    private Optional<At> find(Place place, ObjectName name) {
        var found = objects.look(place, name.key()).found();
        found.flatMap(ContentCache.Found::purged).ifPresent(purged -> {
            throw new IcebergError(
                    404,
                    "NoSuchTableException",
                    "Table %s was purged: commit %s dropped it, and its files are deleted since %s"
                            .formatted(name, purged.by(), purged.at()));
        });
        return found.flatMap(table -> Served.of(table).map(served -> new At(table.ref(), served)));
    }

    private static Optional<ObjectName> dotted(ObjectName name) {
        var levels = name.namespace().strings();
        if (levels.size() != 1 || levels.getFirst().indexOf('.') < 0) {
            return Optional.empty();
        }
        var split = List.of(levels.getFirst().split("\\.", -1));
        return split.stream().anyMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.of(IcebergCall.namespace(split).object(name.name().value()));
    }
}
