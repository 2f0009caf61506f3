package io.meerkat.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.query");

    @Test
    void questionsKnowTheModelAndTheDatabaseOnly() {
        classes()
                .that()
                .resideInAPackage("io.meerkat.query..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.query..",
                        "io.meerkat.model..",
                        "io.meerkat.storage",
                        "org.jooq..",
                        "org.jspecify..",
                        "java..")
                .because("a question reads tables; whoever writes them is no business of it")
                .check(PRODUCT);
    }

    @Test
    void oneQuestionDoesNotAskAnother() {
        noClasses()
                .that()
                .resideInAPackage("..query.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..query.history..")
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("..query.history..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..query.audit..")
                .check(PRODUCT);
    }
}
