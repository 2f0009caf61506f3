package io.meerkat.storage.purge;

import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.ObjectVersions;
import io.meerkat.storage.commit.ObjectVersions.Version;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Every content that an object ever had on a branch and on what that grew from, followed backwards from its drop and across its renames. */
public final class ObjectHistory {
    private static final int PAGE = 1_000;

    private final Database database;
    private final ObjectVersions versions;

    public ObjectHistory(Database database) {
        this.database = database;
        this.versions = new ObjectVersions(database);
    }

    /** The contents of a dropped object, the newest first. */
    public Set<Hash> contents(Purge purge) {
        var contents = new LinkedHashSet<Hash>();
        var dropped = droppedIn(purge);
        Optional<Stay> stay = Optional.of(new Stay(purge.key(), dropped.generation()));
        while (stay.isPresent()) {
            stay = before(purge.contentId(), dropped.line(), stay.get(), contents);
        }
        return contents;
    }

    /** The object stood under a key until it was taken from there in a generation. */
    private record Stay(TreeKey key, long until) {}

    private record Dropped(LineId line, long generation) {}

    private Dropped droppedIn(Purge purge) {
        return database.query(
                        "select line, generation from commits where tenant = ? and catalog = ? and id = ?",
                        purge.tenant().value(),
                        purge.catalog().value(),
                        purge.commit().hash().bytes())
                .fetchSingle(
                        row -> new Dropped(new LineId(row.get("line", UUID.class)), row.get("generation", Long.class)));
    }

    /** Adds the contents of a stay. Returns the one before it, if the object came from another key. */
    private Optional<Stay> before(ContentId object, LineId line, Stay stay, Set<Hash> contents) {
        long first = stay.until();
        while (true) {
            var page = versions.under(line, stay.key(), first, PAGE);
            for (Version version : page) {
                if (!version.isOf(object)) {
                    return cameFrom(object, line, first);
                }
                contents.add(version.entry().orElseThrow().content());
                first = version.generation();
            }
            if (page.size() < PAGE) {
                return cameFrom(object, line, first);
            }
        }
    }

    private Optional<Stay> cameFrom(ContentId object, LineId line, long generation) {
        return versions.cameFrom(object, line, generation).map(key -> new Stay(key, generation));
    }
}
