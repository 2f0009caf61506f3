package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.HeadNow.Known;
import io.meerkat.storage.load.Loader.Loaded;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What this server remembers of a branch: keys that were loaded once, kept up with everything committed since. One
 * statement says where the branch points now and what changed; all who ask at the same time share it, whatever key they
 * ask for.
 */
final class FollowedBranch {
    private static final int TRIES_MAX = 10;

    /** More raised marks than these are not kept one by one. */
    private static final int RAISED_MAX = 10_000;

    private final Function<Optional<Known>, Optional<HeadNow>> look;
    private final SharedQuestion<Optional<Answer>> now;
    private final Cache<Slot, Remembered> keys;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Known> known = Optional.empty();
    private volatile Epoch epoch = new Epoch();

    /**
     * @param look reads the head, and what is new since one that was read before
     * @param keys a memory that all branches share
     */
    FollowedBranch(Function<Optional<Known>, Optional<HeadNow>> look, Cache<Slot, Remembered> keys) {
        this.look = look;
        this.now = new SharedQuestion<>(this::follow);
        this.keys = keys;
    }

    /** From the moment this server began to follow a branch, until it has to begin anew. */
    static final class Epoch {
        /** Marks that were raised since: what was read within the epoch holds with these. */
        private final Map<ContentId, Mark> raised = new ConcurrentHashMap<>();

        private Optional<Mark> mark(ContentId object, Optional<Mark> read) {
            var later = raised.get(object);
            return later == null ? read : Optional.of(read.map(later::max).orElse(later));
        }
    }

    /** A key of one branch. */
    record Slot(Epoch epoch, TreeKey key) {}

    /** A key as a generation left it. */
    record Remembered(Optional<Entry> entry, Optional<Mark> mark, long generation) {
        private Loaded at(ResolvedRef ref, Epoch epoch) {
            return new Loaded(
                    ref,
                    entry.map(value -> new LoadedObject(
                            value, epoch.mark(value.contentId(), mark), Optional.empty(), Optional.empty())));
        }
    }

    /** Whether it is worth asking {@link #look}. */
    boolean remembers(TreeKey key) {
        return keys.getIfPresent(slot(key)) != null;
    }

    /** A head, and under which epoch keys are remembered as of it. */
    private record Answer(ResolvedRef ref, Epoch epoch) {}

    /** Where it points; empty if it does not exist. */
    Optional<ResolvedRef> head() {
        return now.ask().map(Answer::ref);
    }

    /** Empty if the branch does not exist, or the key is not remembered any more. */
    Optional<Loaded> look(TreeKey key) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var answer = now.ask().orElse(null);
            var remembered = answer == null ? null : keys.getIfPresent(new Slot(answer.epoch(), key));
            if (answer == null || remembered == null) {
                return Optional.empty();
            }
            // Otherwise somebody asked later and was faster: what is remembered is newer than this head.
            if (remembered.generation() <= answer.ref().generation()) {
                return Optional.of(remembered.at(answer.ref(), answer.epoch()));
            }
        }
        return Optional.empty();
    }

    /** To be asked before something is read that is to be remembered. */
    Epoch epoch() {
        return epoch;
    }

    /** Takes what was read since the epoch was asked for, unless the branch went on or was begun anew. */
    void remember(Epoch asked, Known read, TreeKey key, Optional<LoadedObject> object) {
        if (object.flatMap(LoadedObject::purged).isPresent()) {
            return;
        }
        lock.lock();
        try {
            if (asked != epoch) {
                return;
            }
            if (!known.map(at -> at.ref().line()).equals(Optional.of(read.ref().line()))) {
                begin(read);
            }
            if (read.ref().generation() >= generation()) {
                keys.put(
                        slot(key),
                        new Remembered(
                                object.map(LoadedObject::entry),
                                object.flatMap(LoadedObject::mark),
                                read.ref().generation()));
            }
        } finally {
            lock.unlock();
        }
    }

    private long generation() {
        return known.map(at -> at.ref().generation()).orElse(0L);
    }

    private Optional<Answer> follow() {
        var since = known();
        var head = look.apply(since);
        lock.lock();
        try {
            head.ifPresentOrElse(now -> take(now, since), () -> known = Optional.empty());
            return head.map(now -> new Answer(now.ref(), epoch));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Known> known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void take(HeadNow head, Optional<Known> since) {
        if (!follows(head, since)) {
            begin(head.known());
            return;
        }
        var news = head.news().orElseThrow();
        news.raised().forEach((object, mark) -> epoch.raised.merge(object, mark, Mark::max));
        news.changes().forEach(this::take);
        known = Optional.of(head.known());
    }

    /**
     * Only what was asked since the very head that is known now tells of everything since. Ids of transactions start low
     * again where the database was restored: then they tell nothing.
     */
    private boolean follows(HeadNow head, Optional<Known> since) {
        return head.news().isPresent()
                && since.isPresent()
                && since.equals(known)
                && since.get().ref().line().equals(head.ref().line())
                && since.get().horizon() <= head.horizon()
                && epoch.raised.size() < RAISED_MAX;
    }

    private void take(Changed change) {
        var before = keys.getIfPresent(slot(change.key()));
        if (before != null && before.generation() < change.generation()) {
            keys.put(slot(change.key()), new Remembered(change.entry(), change.mark(), change.generation()));
        }
    }

    private Slot slot(TreeKey key) {
        return new Slot(epoch, key);
    }

    private void begin(Known at) {
        epoch = new Epoch();
        known = Optional.of(at);
    }
}
