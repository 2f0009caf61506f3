package io.meerkat.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What a newcomer waits for: the launcher's build compiles no test, and so needs nothing that tests are made into. */
class FirstBuildTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void noModuleAsksForAnArtifactOfTestsWhereTestsAreSkipped() throws Exception {
        assertThat(poms()).isNotEmpty();
        for (Path pom : poms()) {
            assertThat(values(pom, "/project/dependencies/dependency[type = 'test-jar']/artifactId"))
                    .as("%s: move them into the profile tests", pom)
                    .isEmpty();
        }
    }

    @Test
    void theProfileThatHoldsThemIsOffWhereTestsAreSkipped() throws Exception {
        for (Path pom : poms()) {
            for (String profile : values(pom, "//profile[.//type = 'test-jar']/id")) {
                var activation = "//profile[id = '%s']/activation/property/".formatted(profile);
                assertAll(
                        pom.toString(),
                        () -> assertThat(values(pom, activation + "name")).containsExactly("maven.test.skip"),
                        () -> assertThat(values(pom, activation + "value")).containsExactly("!true"));
            }
        }
    }

    private static List<Path> poms() throws Exception {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> values(Path pom, String path) throws Exception {
        var document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
        var found = (NodeList)
                XPathFactory.newDefaultInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
