package io.meerkat.storage.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.ContentId;
import io.meerkat.model.Fragment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommonFragmentsTest {
    private static final Fragment SHARED = Fragment.of("\"snapshots\":[]");

    private final CommonFragments common = new CommonFragments();

    @Test
    void whatTwoObjectsHaveIsKept() {
        var object = new ContentId(UUID.randomUUID());
        hear(object, SHARED);
        hear(object, SHARED);
        assertThat(common.known()).isEmpty();

        hear(SHARED);

        assertThat(common.known()).containsOnlyKeys(SHARED.hash());
        assertThat(common.known().get(SHARED.hash())).isEqualTo(SHARED.utf8());
    }

    @Test
    void whatComesOnceAndWhatIsLongIsNot() {
        var longOne = Fragment.of("\"x\":\"" + "y".repeat(5_000) + "\"");
        hear(longOne);
        hear(longOne);
        for (int i = 0; i < 10_000; i++) {
            hear(Fragment.of("\"n\":" + i));
        }

        assertThat(common.known()).isEmpty();
    }

    @Test
    void onlySomeAreKept() {
        for (int i = 0; i < 1_000; i++) {
            hear(Fragment.of("\"n\":" + i));
            hear(Fragment.of("\"n\":" + i));
        }

        assertThat(common.known()).hasSize(16);
    }

    private void hear(Fragment fragment) {
        hear(new ContentId(UUID.randomUUID()), fragment);
    }

    private void hear(ContentId object, Fragment fragment) {
        common.hear(object, List.of(fragment.hash()), List.of(Optional.of(fragment.utf8())));
    }
}
