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
}
