package io.meerkat.conformance.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts what ran, prints it, and fails a run in which fewer tests passed than should: no coverage is lost silently. */
final class KitCoverage implements TestWatcher, AfterAllCallback {
    private final int passedMin;
    private final List<String> skipped = new ArrayList<>();
    private int passed;
    private int failed;

    private KitCoverage(int passedMin) {
        this.passedMin = passedMin;
    }

    static KitCoverage atLeast(int passedMin) {
        return new KitCoverage(passedMin);
    }

    @Override
    public void testSuccessful(ExtensionContext test) {
        passed++;
    }

    @Override
    public void testFailed(ExtensionContext test, @Nullable Throwable cause) {
        failed++;
    }

    @Override
    public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
        skipped.add(test.getDisplayName());
    }

    @Override
    public void testDisabled(ExtensionContext test, Optional<String> reason) {
        skipped.add(test.getDisplayName());
    }

    @Override
    public void afterAll(ExtensionContext container) {
        if (container.getRequiredTestClass().isAnnotationPresent(Nested.class)) {
            return;
        }
        System.out.printf(
                "Iceberg's compatibility kit: %d passed, %d failed, %d skipped %s%n",
                passed, failed, skipped.size(), skipped);

        assertThat(passed).as("tests of the kit that passed").isGreaterThanOrEqualTo(passedMin);
    }
}
