package io.meerkat.storage.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.HeadNow.Known;
import io.meerkat.storage.load.HeadNow.News;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowedBranchTest {
    private static final TreeKey KEY = NamespacePath.of(List.of("a")).key();
    private static final CatalogId CATALOG = new CatalogId(UUID.randomUUID());
    private static final Mark MARK = new Mark(7, 1_007);

    private final List<Changed> log = new ArrayList<>();
    private final FollowedBranch followed = new FollowedBranch(
            this::since, Caffeine.newBuilder().maximumSize(100).build());
    private BranchId branch = new BranchId(UUID.randomUUID());
    private boolean exists = true;
    private final Map<ContentId, Mark> raised = new HashMap<>();
    private boolean tooMany;
    private long horizon = 100;
    private Mark mark = MARK;
    private Runnable meanwhile = () -> {};
    private long generation = 5;
    private int asked;

    private Optional<HeadNow> since(Optional<Known> known) {
        asked++;
        meanwhile.run();
        var changes = log.stream()
                .filter(change -> change.generation()
                        > known.map(at -> at.ref().generation()).orElse(Long.MAX_VALUE))
                .toList();
        boolean follows = known.isPresent() && !tooMany;
        return exists
                ? Optional.of(new HeadNow(
                        ref(generation),
                        follows ? Optional.of(new News(changes, Map.copyOf(raised))) : Optional.empty(),
                        horizon))
                : Optional.empty();
    }

    private ResolvedRef ref(long at) {
        var catalog = new CatalogRow(TenantId.DEFAULT, CATALOG, CatalogName.DEFAULT, branch, "", "{}", Instant.EPOCH);
        return new ResolvedRef(
                catalog,
                Optional.of(branch),
                LineId.first(branch),
                new CommitId(Hash.ZERO),
                Hash.ZERO,
                at,
                Instant.EPOCH,
                new Siblings(0, false));
    }

    private static Entry entry(ContentId object) {
        byte[] content = new byte[Hash.LENGTH];
        ThreadLocalRandom.current().nextBytes(content);
        return new Entry(object, Hash.of(content), new NamespaceSummary());
    }

    private static Optional<LoadedObject> loaded(Entry entry) {
        return Optional.of(new LoadedObject(entry, Optional.of(MARK), Optional.empty(), Optional.empty()));
    }

    private Optional<Entry> seen() {
        return followed.look(KEY).orElseThrow().object().map(LoadedObject::entry);
    }

    private Optional<Mark> seenMark() {
        return followed.look(KEY).orElseThrow().object().flatMap(LoadedObject::mark);
    }

    private void remember(long at, TreeKey key, Optional<LoadedObject> object) {
        followed.remember(followed.epoch(), new Known(ref(at), horizon), key, object);
    }

    private void commit(Optional<Entry> entry) {
        generation++;
        log.add(new Changed(KEY, generation, entry, entry.map(made -> mark)));
    }

    private final ContentId object = new ContentId(UUID.randomUUID());
    private final Entry first = entry(object);

    @BeforeEach
    void loadOnce() {
        assertThat(followed.remembers(KEY)).isFalse();
        remember(generation, KEY, loaded(first));
    }

    @Test
    void whatDidNotChangeIsRemembered() {
        assertThat(seen()).contains(first);
        assertThat(asked).isOne();
    }

    @Test
    void whatWasCommittedSinceIsSeenWithItsMark() {
        var second = entry(object);
        commit(Optional.of(entry(object)));
        mark = new Mark(9, 1_007);
        commit(Optional.of(second));

        assertThat(seen()).contains(second);
        assertThat(seenMark()).contains(mark);
        assertThat(followed.look(KEY).orElseThrow().ref().generation()).isEqualTo(7);
    }

    @Test
    void anObjectThatTookThePlaceOfAnotherIsSeenWithItsOwnMark() {
        var other = entry(new ContentId(UUID.randomUUID()));
        mark = new Mark(1, 999);
        commit(Optional.of(other));

        assertThat(seen()).contains(other);
        assertThat(seenMark()).contains(mark);
    }

    @Test
    void whatWasRemovedIsNotThereAndMayComeBack() {
        commit(Optional.empty());
        assertThat(seen()).isEmpty();

        commit(Optional.of(first));
        assertThat(seen()).contains(first);
    }

    @Test
    void whatWasReadBeforeTheBranchWentOnIsNotTaken() {
        long before = generation;
        commit(Optional.of(entry(object)));
        assertThat(seen()).isNotEqualTo(Optional.of(first));

        var other = NamespacePath.of(List.of("b")).key();
        remember(before, other, loaded(entry(object)));

        assertThat(followed.remembers(other)).isFalse();
    }

    @Test
    void marksRaisedOnOtherBranchesAreSeenAndNeverFall() {
        raised.put(object, new Mark(8, 1_000));
        assertThat(seenMark()).contains(new Mark(8, 1_007));

        raised.put(object, new Mark(12, 1_009));
        assertThat(seenMark()).contains(new Mark(12, 1_009));

        raised.clear();
        commit(Optional.of(entry(object)));
        assertThat(seenMark()).contains(new Mark(12, 1_009));
    }

    @Test
    void aMarkRaisedBeforeWhatWasReadIsTakenIsNotMissed() {
        var other = NamespacePath.of(List.of("b")).key();
        var asked = followed.epoch();
        raised.put(object, new Mark(12, 1_009));
        assertThat(seen()).contains(first);
        raised.clear();

        followed.remember(asked, new Known(ref(generation), horizon), other, loaded(entry(object)));

        assertThat(followed.look(other).orElseThrow().object().flatMap(LoadedObject::mark))
                .contains(new Mark(12, 1_009));
    }

    @Test
    void whatWasReadBeforeABranchWasBegunAnewIsNotTaken() {
        var asked = followed.epoch();
        tooMany = true;
        assertThat(followed.look(KEY)).isEmpty();

        followed.remember(asked, new Known(ref(generation), horizon), KEY, loaded(first));

        assertThat(followed.remembers(KEY)).isFalse();
    }

    @Test
    void nothingIsSureOfMarksWhereTransactionsAreCountedAnew() {
        horizon = 7;

        assertThat(followed.look(KEY)).isEmpty();
    }

    @Test
    void whatWasAskedBeforeABranchWasBegunAnewTellsNothingOfIt() {
        var old = branch;
        commit(Optional.of(entry(object)));
        meanwhile = () -> {
            meanwhile = () -> {};
            // Another branch has the name since, and another reader has begun to follow it.
            branch = new BranchId(UUID.randomUUID());
            generation = 3;
            remember(3, KEY, loaded(first));
            commit(Optional.of(entry(object)));
        };

        assertThat(followed.look(KEY)).isEmpty();
        assertThat(branch).isNotEqualTo(old);
        assertThat(followed.remembers(KEY)).as("or it would stay for ever").isFalse();
    }

    @Test
    void aBranchThatWasBegunAnewIsRememberedAtOnce() {
        branch = new BranchId(UUID.randomUUID());
        generation = 1;
        var other = entry(object);

        remember(1, KEY, loaded(other));

        assertThat(seen()).contains(other);
    }

    @Test
    void tooManyChangesAreNotFollowedOneByOne() {
        commit(Optional.of(entry(object)));
        tooMany = true;

        assertThat(followed.look(KEY)).isEmpty();
        assertThat(followed.remembers(KEY)).isFalse();
        remember(generation, KEY, loaded(first));
        tooMany = false;
        assertThat(seen()).contains(first);
    }

    @Test
    void anotherBranchUnderTheNameHasNothingOfTheOld() {
        branch = new BranchId(UUID.randomUUID());

        assertThat(followed.look(KEY)).isEmpty();
        assertThat(followed.remembers(KEY)).isFalse();
    }

    @Test
    void ofABranchThatIsGoneNothingIsSaid() {
        exists = false;
        assertThat(followed.look(KEY)).isEmpty();

        exists = true;
        branch = new BranchId(UUID.randomUUID());
        assertThat(followed.look(KEY)).isEmpty();
    }
}
