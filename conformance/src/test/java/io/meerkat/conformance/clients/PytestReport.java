package io.meerkat.conformance.clients;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What pytest wrote about a run, in the XML that it shares with JUnit. */
record PytestReport(List<PythonTest> tests) {
    record PythonTest(String suite, String name, Outcome outcome) {}

    sealed interface Outcome {}

    record Passed() implements Outcome {}

    record Failed(String text) implements Outcome {}

    record Skipped(String reason) implements Outcome {}

    static PytestReport read(Path file) {
        try {
            var document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile());
            return new PytestReport(elements(document.getElementsByTagName("testcase"))
                    .map(PytestReport::test)
                    .toList());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("pytest left no report in " + file, e);
        }
    }

    /** The tests of each Python file, in the order in which they ran. */
    Map<String, List<PythonTest>> bySuite() {
        return tests.stream().collect(groupingBy(PythonTest::suite, LinkedHashMap::new, toList()));
    }

    // The class name is "file" or "file.Class"; of a file that was skipped as a whole it is empty, and the name the
    // file.
    private static PythonTest test(Element element) {
        var path = Stream.of("classname", "name")
                .map(element::getAttribute)
                .filter(part -> !part.isEmpty())
                .collect(joining("."));
        var afterSuite = path.indexOf('.');
        return afterSuite < 0
                ? new PythonTest(path, path, outcome(element))
                : new PythonTest(path.substring(0, afterSuite), path.substring(afterSuite + 1), outcome(element));
    }

    private static Outcome outcome(Element test) {
        return Stream.of("failure", "error", "skipped")
                .flatMap(kind -> elements(test.getElementsByTagName(kind)))
                .findFirst()
                .map(PytestReport::hitch)
                .orElse(new Passed());
    }

    private static Outcome hitch(Element element) {
        return element.getTagName().equals("skipped")
                ? new Skipped(element.getTextContent())
                : new Failed(element.getTextContent());
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }
}
