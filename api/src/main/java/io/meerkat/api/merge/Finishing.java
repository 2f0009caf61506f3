package io.meerkat.api.merge;

import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Gives the drafts of steps a time, and names that nobody else has: of two who make one merge, each writes files of its own.
 */
final class Finishing {
    /** Where metadata has times; within a text the quotes would be escaped. */
    private static final Pattern TIME =
            Pattern.compile("(\"(?:last-updated-ms|timestamp-ms)\":)" + Drafts.SOME_TIME + "(?![0-9])");

    private final String atMillis;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Hash, Hash> contents = new HashMap<>();

    private Finishing(long atMillis) {
        this.atMillis = "$1" + atMillis;
    }

    /** The same steps with drafts that may be written. */
    static List<Step> of(List<Step> steps, long nowMillis) {
        long latest = steps.stream()
                .flatMap(step -> step.drafts().stream())
                .mapToLong(Draft::notBefore)
                .max()
                .orElse(0);
        var finishing = new Finishing(Math.max(nowMillis, latest));
        return steps.stream().map(finishing::named).toList();
    }

    private Step named(Step step) {
        var drafts = new ArrayList<Draft>();
        for (Draft draft : step.drafts()) {
            var name = UUID.randomUUID();
            names.put(draft.id().toString(), name.toString());
            var named = draft.named(name, renamed(draft.text()));
            contents.put(draft.content().hash(), named.content().hash());
            drafts.add(named);
        }
        return new Step(
                step.of(),
                step.links(),
                guards(step.guards()),
                step.changes().stream().map(this::named).toList(),
                step.created(),
                drafts,
                step.arriving(),
                step.warnings());
    }

    /** A metadata log names the files of drafts that came before. */
    private String renamed(String text) {
        return Drafts.ID
                .matcher(TIME.matcher(text).replaceAll(atMillis))
                .replaceAll(id -> names.getOrDefault(id.group(), id.group()));
    }

    private Change named(Change change) {
        return new Change(
                change.key(), change.before().map(this::named), change.after().map(this::named), change.updates());
    }

    private Entry named(Entry entry) {
        var content = contents.getOrDefault(entry.content(), entry.content());
        return new Entry(entry.contentId(), content, entry.summary());
    }

    private SortedMap<TreeKey, Optional<Entry>> guards(SortedMap<TreeKey, Optional<Entry>> guards) {
        var named = new TreeMap<TreeKey, Optional<Entry>>();
        guards.forEach((key, entry) -> named.put(key, entry.map(this::named)));
        return named;
    }
}
