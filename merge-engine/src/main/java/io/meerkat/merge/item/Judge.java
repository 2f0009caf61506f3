package io.meerkat.merge.item;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows the answers that were given, and remembers the conflicts that have none yet. One for each merge of an object. */
public final class Judge {
    private final Map<ConflictKey, Resolution> resolutions;
    private final Set<ConflictKey> answered = new HashSet<>();
    private final Map<ConflictKey, Conflict> open = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();

    public Judge(Map<ConflictKey, Resolution> resolutions) {
        this.resolutions = Map.copyOf(resolutions);
    }

    /**
     * The answer to a conflict, if one was given.
     *
     * @throws UnfitResolutionException if one was given that the conflict does not take
     */
    public Optional<Resolution> answer(Conflict conflict) {
        var answer = Optional.ofNullable(resolutions.get(conflict.key()));
        answer.ifPresentOrElse(given -> take(conflict, given), () -> open.put(conflict.key(), conflict));
        return answer;
    }

    /** The side that was chosen in a conflict that takes no other answer. */
    public Optional<Side> side(Conflict conflict) {
        return answer(conflict).map(answer -> switch (answer) {
            case Resolution.Take(var side) -> side;
            case Resolution.Supply(var value) -> throw unfit(conflict.key(), "does not take '%s'".formatted(value));
        });
    }

    /** Says of an answer that was taken that its text makes no sense. */
    public static UnfitResolutionException unfit(ConflictKey key, String why) {
        return new UnfitResolutionException(key, "%s: %s".formatted(key, why));
    }

    public void notice(Notice.Topic topic, String path, String sentence) {
        notices.add(new Notice(topic, path, sentence));
    }

    public List<Conflict> conflicts() {
        return List.copyOf(open.values());
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /**
     * To be called when all conflicts are known.
     *
     * @throws UnfitResolutionException if an answer was given to what is none
     */
    public void requireAllTaken() {
        var needless = resolutions.keySet().stream()
                .filter(key -> !answered.contains(key))
                .min(Comparator.comparing(ConflictKey::toString));
        if (needless.isPresent()) {
            throw unfit(needless.get(), "there is no such conflict");
        }
    }

    private void take(Conflict conflict, Resolution answer) {
        if (!conflict.offered().contains(answer.kind())) {
            throw unfit(
                    conflict.key(),
                    "%s is not among the answers it takes, which are %s".formatted(answer.kind(), conflict.offered()));
        }
        answered.add(conflict.key());
    }
}
