package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.http.Answer;
import io.meerkat.api.openapi.Document;
import io.meerkat.api.openapi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of {@code /api/v2} without a server. */
class ApiDescriptionTest {
    private static final Path FILE = Path.of("..", "docs", "openapi.json");
    private static final String WRITE = "meerkat.openapi.write";
    private static final String COMMAND =
            "mvn test -pl api -am -Dtest=ApiDescriptionTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true"
                    .formatted(WRITE);

    @Test
    void theFileAmongTheDocumentsIsWhatTheRoutesSay() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.write(FILE, ApiDescription.bytes());
        }

        assertThat(FILE)
                .as("docs/openapi.json, which is written anew by: " + COMMAND)
                .exists();
        assertThat(Files.readAllBytes(FILE))
                .as("docs/openapi.json, which is written anew by: " + COMMAND)
                .isEqualTo(ApiDescription.bytes());
    }

    @Test
    void everyRouteIsDescribedOnceAndUnderANameOfItsOwn() {
        var operations =
                ApiDescription.ROUTES.stream().map(DescribedRoute::operation).toList();
        assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(operations)
                .extracting(operation -> operation.method() + " " + operation.path())
                .doesNotHaveDuplicates();
        assertThat(ApiDescription.document()
                        .json()
                        .get("paths")
                        .valueStream()
                        .mapToInt(JsonNode::size)
                        .sum())
                .isEqualTo(operations.size());
    }

    @Test
    void noCallBelowTheSecondVersionIsRoutedWithoutADescription() {
        assertThatThrownBy(() -> ManagementRoutes.route("GET", "api/v2/secret", request -> Answer.empty(204)))
                .hasMessageContaining("api/v2/secret");
    }

    @Test
    void aPathWhoseParametersAreNotDescribedIsNone() {
        var operation = Operation.of("GET", "api/v2/{one}", "getOne", "Ones", "Tells one");
        var document = ApiDescription.document();
        var wrong = new Document(
                document.title(), document.version(), document.words(), document.groups(), List.of(operation));

        assertThatThrownBy(wrong::json).hasMessageContaining("[one]");
    }
}
