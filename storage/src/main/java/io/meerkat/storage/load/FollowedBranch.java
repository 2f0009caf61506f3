package io.meerkat.storage.load;

import com.github.benmanes.caffeine.cache.Cache;
import io.meerkat.model.BranchId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.Loader.Loaded;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * What this server remembers of a branch: keys that were loaded once, kept up with everything committed since. One
 * statement says where the branch points now and what changed; all who ask at the same time share it, whatever key they
 * ask for.
 */
final class FollowedBranch {
    private static final int TRIES_MAX = 10;

    private final LongFunction<Optional<HeadNow>> changesSince;
    private final SharedQuestion<Optional<HeadNow>> now;
    private final Cache<Slot, Remembered> keys;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<BranchId> branch = Optional.empty();
    private long generation = Long.MAX_VALUE;
    private volatile Epoch epoch = new Epoch();

    /**
     * @param changesSince reads the head, and what changed after a generation
     * @param keys a memory that all branches share
     */
    FollowedBranch(LongFunction<Optional<HeadNow>> changesSince, Cache<Slot, Remembered> keys) {
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
            return entry.isEmpty() || head.raisedBy() < horizon;
        }

        Optional<LoadedObject> object() {
            return entry.map(value -> new LoadedObject(value, mark, Optional.empty(), Optional.empty()));
        }
    }

    /** Whether it is worth asking {@link #look}. */
    boolean remembers(TreeKey key) {
        return keys.getIfPresent(slot(key)) != null;
    }

    /** Empty if the branch does not exist, or nothing certain is remembered of the key. */
    Optional<Loaded> look(TreeKey key) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var head = now.ask();
            var remembered = Optional.ofNullable(keys.getIfPresent(slot(key)));
            if (head.isEmpty() || remembered.isEmpty() || !remembered.get().holds(head.get())) {
                return Optional.empty();
            }
            // Otherwise somebody asked later and was faster: what is remembered is newer than this head.
            if (remembered.get().generation() <= head.get().ref().generation()) {
                return Optional.of(new Loaded(head.get().ref(), remembered.get().object()));
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
            if (branch.equals(Optional.of(ref.branch())) && ref.generation() >= generation) {
                keys.put(
                        slot(key),
                        new Remembered(
                                object.map(LoadedObject::entry),
                                object.flatMap(LoadedObject::mark),
                                ref.generation(),
                                horizon));
            } else if (branch.isEmpty()) {
                begin(ref);
                remember(ref, key, object, horizon);
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<HeadNow> follow() {
        var head = changesSince.apply(generation());
        lock.lock();
        try {
            head.ifPresentOrElse(this::take, () -> branch = Optional.empty());
        } finally {
            lock.unlock();
        }
        return head;
    }

    private long generation() {
        lock.lock();
        try {
            return generation;
        } finally {
            lock.unlock();
        }
    }

    private void take(HeadNow head) {
        boolean follows = branch.equals(Optional.of(head.ref().branch()))
                && head.ref().generation() >= generation
                && head.changes().isPresent();
        if (!follows) {
            begin(head.ref());
            return;
        }
        head.changes().orElseThrow().forEach(this::take);
        generation = head.ref().generation();
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
        branch = Optional.of(ref.branch());
        generation = ref.generation();
    }
}
