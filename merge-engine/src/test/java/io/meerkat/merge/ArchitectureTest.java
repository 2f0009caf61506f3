package io.meerkat.merge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.merge");

    @Test
    void theMergeEngineKnowsNoFrameworkAndNoDatabase() {
        classes()
                .that()
                .resideInAPackage("..merge..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.merge..",
                        "io.meerkat.model..",
                        "org.apache.iceberg..",
                        "com.google.common..",
                        "com.github.benmanes.caffeine..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "java..")
                .because("merging must be testable a million times a minute; pass what it needs as values")
                .check(PRODUCT);
    }

    @Test
    void theMergeOfCatalogsKnowsNoIceberg() {
        classes()
                .that()
                .resideInAPackage("..merge.catalog..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.merge.catalog..",
                        "io.meerkat.merge.tree..",
                        "io.meerkat.model..",
                        "com.google.common..",
                        "org.jspecify..",
                        "java..")
                .because("what is in a table is merged behind a port")
                .check(PRODUCT);
    }

    @Test
    void theTreeKnowsNoIceberg() {
        classes()
                .that()
                .resideInAPackage("..merge.tree..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.merge.tree..",
                        "io.meerkat.model..",
                        "com.google.common..",
                        "com.github.benmanes.caffeine..",
                        "org.jspecify..",
                        "java..")
                .because("a tree holds hashes of contents, whatever they are")
                .check(PRODUCT);
    }

    @Test
    void theCommitGraphKnowsNoTreeAndTheVerbsOnlyTheGraph() {
        classes()
                .that()
                .resideInAPackage("..merge.graph..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.meerkat.merge.graph..", "io.meerkat.model..", "org.jspecify..", "java..")
                .because("a merge base is the same whatever is in the commits")
                .check(PRODUCT);
        classes()
                .that()
                .resideInAPackage("..merge.verb..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.merge.verb..",
                        "io.meerkat.merge.graph..",
                        "io.meerkat.model..",
                        "org.jspecify..",
                        "java..")
                .because("a plan is made without reading a tree")
                .check(PRODUCT);
    }

    @Test
    void theMergesOfTablesAndViewsKnowNeitherEachOtherNorTheTree() {
        for (var own : new String[] {"io.meerkat.merge.table..", "io.meerkat.merge.view.."}) {
            classes()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            own,
                            "io.meerkat.merge.item..",
                            "org.apache.iceberg..",
                            "com.google.common..",
                            "com.fasterxml.jackson.core..",
                            "org.jspecify..",
                            "java..")
                    .because("they merge metadata, wherever it is kept; what they share is in item")
                    .check(PRODUCT);
        }
    }
}
