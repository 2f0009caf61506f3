package io.meerkat.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void theModelKnowsNoFramework() {
        var product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.meerkat.model");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.model..",
                        "com.google.common..",
                        "com.google.errorprone..",
                        "org.jspecify..",
                        "java..")
                .because("everything else depends on it; a framework here would be one everywhere")
                .check(product);
    }
}
