package io.meerkat.api.ref;

import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.storage.ref.RefRow.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What stands behind the {@code @} of a catalog, as in git: a branch or tag, a commit by its id, UUID or a unique prefix
 * of its id, a time of a branch's reflog, each with steps {@code ~n} and {@code ^n} to ancestors.
 */
record RefExpression(Start start, List<Step> steps) {
    static final int PREFIX_MIN = 7;

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{%d,64}".formatted(PREFIX_MIN));
    private static final Pattern STEP = Pattern.compile("([~^])(\\d{0,9})");
    private static final int STEPS_MAX = 1_000;
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    RefExpression {
        steps = List.copyOf(steps);
    }

    sealed interface Start {
        /** A name, of this type if it was said by {@code refs/heads/} or {@code refs/tags/}. */
        record Named(RefName name, Optional<Type> type) implements Start {}

        record ById(CommitId id) implements Start {}

        record ByUuid(UUID uuid) implements Start {}

        record At(RefName branch, Instant time) implements Start {}
    }

    /** To the n-th parent, or n times to the first one. */
    sealed interface Step {
        record Ancestor(int generations) implements Step {}

        record Parent(int number) implements Step {}
    }

    /** @throws IllegalArgumentException if it is none of these */
    static RefExpression parse(String text) {
        if (text.indexOf(':') >= 0) {
            return new RefExpression(time(text), List.of());
        }
        int end = firstStep(text);
        return new RefExpression(start(text.substring(0, end)), steps(text, end));
    }

    static boolean isIdPrefix(String text) {
        return HEX.matcher(text).matches();
    }

    private static int firstStep(String text) {
        int tilde = text.indexOf('~');
        int caret = text.indexOf('^');
        int first = Math.min(tilde < 0 ? text.length() : tilde, caret < 0 ? text.length() : caret);
        return first;
    }

    private static Start start(String text) {
        if (CommitId.isId(text)) {
            return new Start.ById(CommitId.parse(text));
        }
        if (CommitId.isUuid(text)) {
            return new Start.ByUuid(UUID.fromString(text));
        }
        return named(text, HEADS, Type.BRANCH)
                .or(() -> named(text, TAGS, Type.TAG))
                .orElseGet(() -> new Start.Named(new RefName(text), Optional.empty()));
    }

    private static Optional<Start> named(String text, String prefix, Type type) {
        return text.startsWith(prefix)
                ? Optional.of(new Start.Named(new RefName(text.substring(prefix.length())), Optional.of(type)))
                : Optional.empty();
    }

    private static Start time(String text) {
        int star = text.indexOf('*');
        var branch = star < 0 ? RefName.MAIN : new RefName(text.substring(0, star));
        // A plus that a client left as it is was decoded to a space.
        String time = text.substring(star + 1).replace(' ', '+');
        try {
            return new Start.At(
                    branch, StoredTimes.nearest(OffsetDateTime.parse(time).toInstant()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'%s' is not a time such as 2026-11-01T00:00:00Z".formatted(time), e);
        }
    }

    private static List<Step> steps(String text, int from) {
        var steps = new ArrayList<Step>();
        var matcher = STEP.matcher(text).region(from, text.length());
        int end = from;
        while (matcher.lookingAt()) {
            int number = matcher.group(2).isEmpty() ? 1 : Integer.parseInt(matcher.group(2));
            steps.add(matcher.group(1).equals("~") ? new Step.Ancestor(number) : new Step.Parent(number));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("'%s' does not end with steps such as ~2 or ^1".formatted(text));
        }
        return steps;
    }
}
