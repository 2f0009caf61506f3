package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefPatternTest {
    @ParameterizedTest
    @CsvSource({
        "main, main",
        "release/*, release/1.0",
        "release/*, release/\u00e9",
        "**, a/b/c",
        "release/**, release/1/2",
        "*/hotfix, x/hotfix",
        "v?, v1",
        "v?.*, v1.22",
        "a.b, a.b",
        "(x), (x)"
    })
    void matches(String pattern, String name) {
        assertThat(new RefPattern(pattern).matches(new RefName(name))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "main, mainx",
        "main, xmain",
        "Main, main",
        "release/*, release/1/2",
        "release/**, release",
        "*, a/b",
        "v?, v",
        "v?, v12",
        "a?b, a/b",
        "a.b, axb",
        "a+, aa"
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(new RefPattern(pattern).matches(new RefName(name))).isFalse();
    }

    @Test
    @Timeout(10)
    void manyWildcardsTakeNoLongerThanTheyMust() {
        var pattern = new RefPattern("a**".repeat(60) + "b");

        assertThat(pattern.matches(new RefName("a".repeat(250)))).isFalse();
        assertThat(pattern.matches(new RefName("a".repeat(250) + "b"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a//b", "/a", "a/", "a b", "a..b", "[ab]", "a\\b", "-x", "a~1"})
    void whatNoNameCanLookLikeIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefPattern(pattern))
                .withMessageContaining("'" + pattern + "'");
    }
}
