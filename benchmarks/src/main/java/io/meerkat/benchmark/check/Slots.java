package io.meerkat.benchmark.check;

import io.meerkat.benchmark.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest writes of one writer to the same tables, each with a tag of its own. The tags go round through a few
 * properties: so metadata does not grow with the number of commits, which would be to the disadvantage of the fastest.
 * Hence each write must be looked for before its property is used again.
 */
public final class Slots {
    private final String writer;
    private final int size;
    private final List<Attempt> attempts = new ArrayList<>();
    private long count;

    /** A write: set {@code property} to {@code tag}. */
    public static final class Attempt {
        private final String property;
        private final String tag;
        private final byte[] quoted;
        private Fate fate = Fate.UNKNOWN;
        private boolean judged;
        private int seen;

        private Attempt(String property, String tag) {
            this.property = property;
            this.tag = tag;
            this.quoted = ("\"" + tag + "\"").getBytes(StandardCharsets.UTF_8);
        }

        public String property() {
            return property;
        }

        public String tag() {
            return tag;
        }

        public void ended(Fate fate) {
            this.fate = fate;
        }
    }

    /** @param writer whose writes they are, unlike any other's */
    public Slots(String writer, int size) {
        this.writer = writer;
        this.size = size;
    }

    public Attempt next() {
        var slot = (int) (count % size);
        var attempt = new Attempt("bench." + writer + "." + slot, writer + "-" + count);
        if (attempts.size() < size) {
            attempts.add(attempt);
        } else {
            attempts.set(slot, attempt);
        }
        count++;
        return attempt;
    }

    /** Whether the next attempt takes the place of one that has to be looked for first. */
    public boolean isFull() {
        return count > 0 && count % size == 0;
    }

    /** Looks for all writes that can still be seen in the one place that an answer shows. */
    public void examine(Answer answer, Findings findings) {
        look();
        lookAt(answer);
        judge(findings, 1);
    }

    public void look() {
        attempts.forEach(attempt -> attempt.seen = 0);
    }

    public void lookAt(Answer answer) {
        for (var attempt : attempts) {
            attempt.seen += answer.contains(attempt.quoted) ? 1 : 0;
        }
    }

    public void judge(Findings findings, int places) {
        for (var attempt : attempts) {
            if (!attempt.judged) {
                attempt.judged = findings.judge(attempt.tag, attempt.fate, attempt.seen, places);
            }
        }
    }
}
