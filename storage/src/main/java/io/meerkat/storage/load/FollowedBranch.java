package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.Loader.Loaded;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What this server remembers of a branch: keys that were loaded once, kept up with everything committed since. One
 * statement says where the branch points now and what changed; all who ask at the same time share it, whatever key they
 * ask for.
 */
final class FollowedBranch {
    private static final int TRIES_MAX = 10;

    private final Function<Optional<ResolvedRef>, Optional<HeadNow>> changesSince;
    private final SharedQuestion<Optional<Answer>> now;
    private final Cache<Slot, Remembered> keys;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<ResolvedRef> known = Optional.empty();
    private volatile Epoch epoch = new Epoch();

    /**
     * @param changesSince reads the head, and what changed after one that was read before
     * @param keys a memory that all branches share
     */
    FollowedBranch(Function<Optional<ResolvedRef>, Optional<HeadNow>> changesSince, Cache<Slot, Remembered> keys) {
        this.changesSince = changesSince;
        this.now = new SharedQuestion<>(this::follow);
        this.keys = keys;
    }

    /** From the moment this server began to follow a branch, until it has to begin anew. */
    static final class Epoch {}

    /** A key of one branch. */
    record Slot(Epoch epoch, TreeKey key) {}

    /** An object as a generation left it; {@code horizon} tells until when its mark is sure to hold. */
    record Remembered(Optional<Entry> entry, Optional<Mark> mark, long generation, long horizon) {
        boolean holds(HeadNow head) {
            // Ids of transactions start low again where the database was restored: then nothing is certain.
            return entry.isEmpty() || head.raisedBy() < horizon && horizon <= head.horizon();
        }

        Optional<LoadedObject> object() {
            return entry.map(value -> new LoadedObject(value, mark, Optional.empty(), Optional.empty()));
        }
    }

    /** Whether it is worth asking {@link #look}. */
    boolean remembers(TreeKey key) {
        return keys.getIfPresent(slot(key)) != null;
    }

    /** A head, and under which epoch keys are remembered as of it. */
    private record Answer(HeadNow head, Epoch epoch) {}

    /** Empty if the branch does not exist, or nothing certain is remembered of the key. */
    Optional<Loaded> look(TreeKey key) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var answer = now.ask();
            var remembered = answer.flatMap(at -> Optional.ofNullable(keys.getIfPresent(new Slot(at.epoch(), key))));
            if (remembered.isEmpty()
                    || !remembered.get().holds(answer.orElseThrow().head())) {
                return Optional.empty();
            }
            // Otherwise somebody asked later and was faster: what is remembered is newer than this head.
            var ref = answer.orElseThrow().head().ref();
            if (remembered.get().generation() <= ref.generation()) {
                return Optional.of(new Loaded(ref, remembered.get().object()));
            }
        }
        return Optional.empty();
    }

    /** Takes what was read at a head, unless the branch went on since. */
    void remember(ResolvedRef ref, TreeKey key, Optional<LoadedObject> object, long horizon) {
        if (object.flatMap(LoadedObject::purged).isPresent()) {
            return;
        }
        lock.lock();
        try {
            if (!known.map(ResolvedRef::branch).equals(Optional.of(ref.branch()))) {
                begin(ref);
            }
            if (ref.generation() >= known.orElseThrow().generation()) {
                keys.put(
                        slot(key),
                        new Remembered(
                                object.map(LoadedObject::entry),
                                object.flatMap(LoadedObject::mark),
                                ref.generation(),
                                horizon));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Answer> follow() {
        var since = known();
        var head = changesSince.apply(since);
        lock.lock();
        try {
            head.ifPresentOrElse(now -> take(now, since), () -> known = Optional.empty());
            return head.map(now -> new Answer(now, epoch));
        } finally {
            lock.unlock();
        }
    }

    private Optional<ResolvedRef> known() {
        lock.lock();
        try {
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Only what was asked since the very head that is known now tells of everything since. */
    private void take(HeadNow head, Optional<ResolvedRef> since) {
        boolean follows = since.isPresent()
                && since.equals(known)
                && head.changes().isPresent()
                && since.get().branch().equals(head.ref().branch());
        if (!follows) {
            begin(head.ref());
            return;
        }
        head.changes().orElseThrow().forEach(this::take);
        known = Optional.of(head.ref());
    }

    private void take(Changed change) {
        var before = Optional.ofNullable(keys.getIfPresent(slot(change.key())));
        if (before.isEmpty() || before.get().generation() >= change.generation()) {
            return;
        }
        if (isSameObject(before.get().entry(), change.entry())) {
            keys.put(
                    slot(change.key()),
                    new Remembered(
                            change.entry(),
                            before.get().mark(),
                            change.generation(),
                            before.get().horizon()));
        } else {
            keys.invalidate(slot(change.key()));
        }
    }

    private Slot slot(TreeKey key) {
        return new Slot(epoch, key);
    }

    /** Of another object the marks are not known. */
    private static boolean isSameObject(Optional<Entry> before, Optional<Entry> after) {
        return before.map(Entry::contentId).equals(after.map(Entry::contentId));
    }

    private void begin(ResolvedRef ref) {
        epoch = new Epoch();
        known = Optional.of(ref);
    }
}
