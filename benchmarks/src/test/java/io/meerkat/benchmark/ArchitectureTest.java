package io.meerkat.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.benchmark");

    @Test
    void theLoadGeneratorIsAClientLikeAnyOther() {
        classes()
                .that()
                .resideOutsideOfPackage("..benchmark.micro..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.benchmark..",
                        "io.meerkat.embedded..",
                        "io.meerkat.s3..",
                        "org.HdrHistogram..",
                        "com.fasterxml.jackson..",
                        "com.sun.net.httpserver..",
                        "com.sun.management..",
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "org.jspecify..",
                        "java..")
                .because("what is measured must be what every client meets; all else goes over HTTP")
                .check(PRODUCT);
    }

    @Test
    void onlyPartsThatNeedNoDatabaseAreTimedAlone() {
        classes()
                .that()
                .resideInAPackage("..benchmark.micro..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.benchmark.micro..",
                        "io.meerkat.benchmark.options..",
                        "io.meerkat.benchmark.report..",
                        "io.meerkat.model..",
                        "io.meerkat.merge..",
                        "io.meerkat.command.branch..",
                        "io.meerkat.command.event..",
                        "io.meerkat.storage.event..",
                        "org.openjdk.jmh..",
                        "org.apache.iceberg..",
                        "org.axonframework..",
                        "org.jspecify..",
                        "java..")
                .because("what takes a database or a socket is measured over HTTP, as a client meets it")
                .check(PRODUCT);
    }

    @Test
    void onlyPeersAreGivenADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..benchmark.peers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.meerkat.embedded..")
                .because("the load generator works on catalogs that run anywhere")
                .check(PRODUCT);
    }

    @Test
    void measuringKnowsNothingOfWhatIsMeasured() {
        noClasses()
                .that()
                .resideInAPackage("..benchmark.measure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..benchmark.phase..", "..benchmark.check..", "..benchmark.catalog..")
                .because("a pace and a histogram are right or wrong whatever a unit is")
                .check(PRODUCT);
    }
}
