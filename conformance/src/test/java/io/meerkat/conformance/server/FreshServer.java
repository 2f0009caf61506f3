package io.meerkat.conformance.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A server for the tests of a class, on an empty data folder below {@code target}, which is left for a look. To be
 * registered as a static field.
 */
public final class FreshServer implements BeforeAllCallback, ExecutionCondition {
    private static final String GIVEN = System.getProperty("meerkat.conformance.uri", "");

    private final Path data;
    private final boolean mayBeAnother;
    private final String[] options;
    private Optional<CatalogUnderTest> server = Optional.empty();

    private FreshServer(String folder, boolean mayBeAnother, String... options) {
        this.data = Path.of("target", folder);
        this.mayBeAnother = mayBeAnother;
        this.options = options.clone();
    }

    /** For tests that ask for what is Meerkat's own: with {@code meerkat.conformance.uri} they are skipped. */
    public static FreshServer in(String folder, String... options) {
        return new FreshServer(folder, false, options);
    }

    /** With {@code meerkat.conformance.uri} none is started, and the server that it names is tested. */
    public static FreshServer orGiven(String folder, String... options) {
        return new FreshServer(folder, true, options);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return mayBeAnother || GIVEN.isEmpty()
                ? ConditionEvaluationResult.enabled("a server to test")
                : ConditionEvaluationResult.disabled(
                        "it asks for what is Meerkat's own, and another server is under test");
    }

    /** Nested classes share the server of the outermost one, whose end closes it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        server = Optional.of(context.getStore(Namespace.create(FreshServer.class))
                .computeIfAbsent(this, _ -> start(), CatalogUnderTest.class));
    }

    private CatalogUnderTest start() {
        return CatalogUnderTest.givenOr(() -> MeerkatProcess.startAfresh(data, options));
    }

    public URI uri() {
        return server.orElseThrow().uri();
    }

    public Path data() {
        return data;
    }

    /** To be stopped, or worse. */
    public MeerkatProcess process() {
        return (MeerkatProcess) server.orElseThrow();
    }
}
