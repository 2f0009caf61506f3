package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is to become of every touched object, as far as it is decided, and what its content then is. */
final class Fates {
    private final Subjects subjects;
    private final Map<ContentId, Fate> fates = new LinkedHashMap<>();
    private final Map<ContentId, Entry> entries = new HashMap<>();
    private final Map<Hash, Content> created = new HashMap<>();

    Fates(Subjects subjects) {
        this.subjects = subjects;
    }

    Subjects subjects() {
        return subjects;
    }

    Map<ContentId, Fate> all() {
        return Collections.unmodifiableMap(fates);
    }

    Fate of(ContentId id) {
        return Optional.ofNullable(fates.get(id)).orElseThrow();
    }

    boolean lives(ContentId id) {
        return of(id) instanceof Fate.Lives;
    }

    /** Its content, unless that waits for an answer. */
    Optional<Entry> entry(ContentId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Contents that were made by merging, and may be needed. */
    Map<Hash, Content> created() {
        return Collections.unmodifiableMap(created);
    }

    void put(ContentId id, Fate fate) {
        fates.put(id, fate);
    }

    void putEntry(ContentId id, Entry entry) {
        entries.put(id, entry);
    }

    void create(Content content) {
        created.put(content.hash(), content);
    }

    void moveTo(ContentId id, Identifier name) {
        put(id, new Fate.Lives(new Place.Named(name)));
    }

    /** It is where the side has it, or gone if the side has it not; a content that was merged stays merged. */
    void takePlace(ContentId id, Side side) {
        put(
                id,
                subjects.find(id)
                        .flatMap(subject -> subject.at(side))
                        .<Fate>map(at -> new Fate.Lives(at.place()))
                        .orElseGet(Fate.Gone::new));
    }

    void takeWhole(ContentId id, Side side) {
        takePlace(id, side);
        subjects.find(id).flatMap(subject -> subject.entryAt(side)).ifPresent(entry -> putEntry(id, entry));
    }
}
