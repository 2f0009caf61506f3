package io.meerkat.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void aPageHasOneToAThousandRows() {
        assertThat(new Page(1, 0).limit()).isEqualTo(1);
        assertThat(new Page(1_000, 0).limit()).isEqualTo(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> new Page(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Page(1_001, 0));
    }

    @Test
    void nothingIsBeforeTheFirstRow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Page(1, -1));
    }
}
