package io.meerkat.projection;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.projection");

    @Test
    void projectionsKnowEventsAndTablesOnly() {
        classes()
                .that()
                .resideInAPackage("io.meerkat.projection..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.projection..",
                        "io.meerkat.model..",
                        "io.meerkat.storage",
                        "io.meerkat.storage.event",
                        "org.axonframework..",
                        "org.jooq..",
                        "tools.jackson..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "javax.sql..",
                        "java..")
                .because("what they write must follow from the events alone, or a rebuild would tell something else")
                .check(PRODUCT);
    }

    @Test
    void readModelsKnowNoAxon() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meerkat.projection.follow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.axonframework..")
                .because("a read model gets plain events; see RecordedEvent")
                .check(PRODUCT);
    }

    @Test
    void readModelsDoNotKnowEachOther() {
        slices().matching("io.meerkat.projection.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("..projection.."), resideInAPackage("..projection.follow.."))
                .check(PRODUCT);
    }
}
