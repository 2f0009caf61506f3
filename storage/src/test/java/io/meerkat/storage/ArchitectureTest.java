package io.meerkat.storage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.storage");

    @Test
    void tablesKnowNoFrameworkAndNoIceberg() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.storage..",
                        "io.meerkat.merge.tree..",
                        "io.meerkat.merge.graph..",
                        "io.meerkat.model..",
                        "org.jooq..",
                        "org.flywaydb..",
                        "org.postgresql..",
                        "com.google.common..",
                        "com.google.errorprone..",
                        "com.github.benmanes.caffeine..",
                        "com.fasterxml.jackson.core..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "javax.sql..",
                        "java..")
                .because("a row is bytes and ids; what they mean is told above")
                .check(PRODUCT);
    }

    @Test
    void dependenciesGoOneWay() {
        slices().matching("io.meerkat.storage.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }
}
