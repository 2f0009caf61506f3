package io.meerkat.merge.catalog;

import com.google.common.collect.Comparators;
import io.meerkat.merge.catalog.MergeOutcome.Refusal;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts questions to the resolutions that were given, each of which answers once, and keeps what stays open. */
final class Answers {
    private static final Comparator<Conflict> IN_KEY_ORDER = Comparator.comparing(
                    Conflict::keys, Comparators.lexicographical(Comparator.<TreeKey>naturalOrder()))
            .thenComparing(Conflict::code)
            .thenComparing(conflict -> conflict.id().hash());

    private final Map<ConflictId, Resolution> given;
    private final Set<ConflictId> used = new HashSet<>();
    private final Map<ConflictId, Conflict> open = new LinkedHashMap<>();
    private final List<Refusal> refused = new ArrayList<>();

    Answers(Map<ConflictId, Resolution> given) {
        this.given = given;
    }

    /** Settles what can be settled. What cannot is not yet left open: an answer may have made it vanish. */
    boolean settle(List<Question> questions) {
        boolean any = false;
        for (Question question : questions) {
            any |= settle(question);
        }
        return any;
    }

    void settleOrLeaveOpen(List<Question> questions) {
        leaveOpen(questions.stream().filter(question -> !settle(question)).toList());
    }

    private static String words(Collection<Offer> offers) {
        return offers.stream().map(Answers::word).collect(Collectors.joining(", "));
    }

    /** As clients spell it. */
    private static String word(Offer offer) {
        return offer.name().toLowerCase(Locale.ROOT);
    }

    void leaveOpen(List<Question> questions) {
        questions.forEach(question -> open.putIfAbsent(question.conflict().id(), question.conflict()));
    }

    private boolean settle(Question question) {
        var conflict = question.conflict();
        var resolution = given.get(conflict.id());
        if (resolution == null || !used.add(conflict.id())) {
            return false;
        }
        var settlement = conflict.offered().contains(resolution.offer())
                ? question.settle().apply(resolution)
                : new Settlement.Misfit("%s offers %s, not %s"
                        .formatted(conflict.code(), words(conflict.offered()), word(resolution.offer())));
        return switch (settlement) {
            case Settlement.Done() -> true;
            case Settlement.Rest(var rest) -> {
                open.put(rest.id(), rest);
                yield false;
            }
            case Settlement.Misfit(var reason) -> {
                refused.add(new Refusal(conflict.id(), resolution, reason));
                yield false;
            }
        };
    }

    List<Conflict> open() {
        return open.values().stream().sorted(IN_KEY_ORDER).toList();
    }

    List<Refusal> refused() {
        return refused;
    }
}
