package io.meerkat.api.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.api.ref.RefExpression.Start;
import io.meerkat.api.ref.RefExpression.Step;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.storage.ref.RefRow.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/api.md says may stand behind a catalog's {@code @}. */
class RefExpressionTest {
    private static final String ID = "46df4dae34638f5a9d4c946c9db5d19746df4dae34638f5a9d4c946c9db5d197";
    private static final String UUID_OF_ID = "46df4dae-3463-8f5a-9d4c-946c9db5d197";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Start named(String name) {
        return new Start.Named(new RefName(name), Optional.empty());
    }

    private static Stream<Arguments> starts() {
        return Stream.of(
                Arguments.of("main", named("main")),
                Arguments.of("feature/x", named("feature/x")),
                Arguments.of("refs/heads/dev", new Start.Named(new RefName("dev"), Optional.of(Type.BRANCH))),
                Arguments.of("refs/tags/v1.0", new Start.Named(new RefName("v1.0"), Optional.of(Type.TAG))),
                Arguments.of("heads/dev", named("heads/dev")),
                Arguments.of("DATA-123-drop-duplicates-of-people-2", named("DATA-123-drop-duplicates-of-people-2")),
                Arguments.of("46df4dae", named("46df4dae")),
                Arguments.of(ID.substring(1), named(ID.substring(1))),
                Arguments.of(ID, new Start.ById(CommitId.parse(ID))),
                Arguments.of(ID.toUpperCase(Locale.ROOT), new Start.ById(CommitId.parse(ID))),
                Arguments.of(UUID_OF_ID, new Start.ByUuid(UUID.fromString(UUID_OF_ID))),
                Arguments.of("2026-11-21T12:00:00Z", new Start.At(RefName.MAIN, NOON)),
                Arguments.of("2026-11-21T13:00:00+01:00", new Start.At(RefName.MAIN, NOON)),
                Arguments.of("2026-11-21T13:00:00 01:00", new Start.At(RefName.MAIN, NOON)),
                Arguments.of("feature/x*2026-11-21T12:00:00Z", new Start.At(new RefName("feature/x"), NOON)));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void beginsWithAnyWayToNameACommit(String text, Start start) {
        assertThat(RefExpression.parse(text)).isEqualTo(new RefExpression(start, List.of()));
    }

    private static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("~", List.of(new Step.Ancestor(1))),
                Arguments.of("~0", List.of(new Step.Ancestor(0))),
                Arguments.of("~12", List.of(new Step.Ancestor(12))),
                Arguments.of("^", List.of(new Step.Parent(1))),
                Arguments.of("^0", List.of(new Step.Parent(0))),
                Arguments.of("^2", List.of(new Step.Parent(2))),
                Arguments.of("^^", List.of(new Step.Parent(1), new Step.Parent(1))),
                Arguments.of("~2^2~", List.of(new Step.Ancestor(2), new Step.Parent(2), new Step.Ancestor(1))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void goesOnWithStepsToAncestors(String text, List<Step> steps) {
        assertThat(RefExpression.parse("dev" + text)).isEqualTo(new RefExpression(named("dev"), steps));
        assertThat(RefExpression.parse(ID + text).steps()).isEqualTo(steps);
        assertThat(RefExpression.parse("46df4dae" + text).steps()).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "^2",
                "a b",
                "a..b",
                "dev~x",
                "dev^{commit}",
                "dev~1x",
                "dev~10000000000",
                "dev@{1}",
                "2026-11-21T12:00:00",
                "12:00:00Z",
                "dev*",
                "dev*yesterday",
                "dev*2026-11-21",
                "dev~1*2026-11-21T12:00:00Z",
                "2026-11-21T12:00:00Z~1"
            })
    void refusesWhatNamesNothing(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RefExpression.parse(text));
    }

    @Test
    void countsItsSteps() {
        assertThat(RefExpression.parse("main" + "^".repeat(1_000)).steps()).hasSize(1_000);
        assertThatIllegalArgumentException().isThrownBy(() -> RefExpression.parse("main" + "^".repeat(1_001)));
    }
}
