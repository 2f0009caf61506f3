package io.meerkat.command;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.command");

    @Test
    void decidingKnowsNoWebNoIcebergAndNoSql() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.meerkat.command..",
                        "io.meerkat.storage..",
                        "io.meerkat.merge.graph..",
                        "io.meerkat.merge.tree..",
                        "io.meerkat.model..",
                        "org.axonframework..",
                        "tools.jackson..",
                        "com.google.common..",
                        "com.google.errorprone..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "java..")
                .because("what is decided here must be decided alike for every dialect")
                .check(PRODUCT);
    }

    /**
     * Every aggregate stands alone. Above them are those who use several: lanes, which commit what branches decide and ask
     * for purges and end merges with it, the creation of a catalog, which opens its first branch, and those who move branches.
     */
    @Test
    void aggregatesDoNotKnowEachOther() {
        slices().matching("io.meerkat.command.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("..command.."), resideInAPackage("..command.event.."))
                .ignoreDependency(resideInAPackage("..command.."), resideInAPackage("..command.axon.."))
                .ignoreDependency(resideInAPackage("..command.."), resideInAPackage("..command.receipt.."))
                .ignoreDependency(resideInAPackage("..command.lane.."), resideInAPackage("..command.branch.."))
                .ignoreDependency(resideInAPackage("..command.lane.."), resideInAPackage("..command.purge.."))
                .ignoreDependency(resideInAPackage("..command.lane.."), resideInAPackage("..command.merge.."))
                .ignoreDependency(resideInAPackage("..command.ref.."), resideInAPackage("..command.lane.."))
                .ignoreDependency(resideInAPackage("..command.ref.."), resideInAPackage("..command.merge.."))
                .ignoreDependency(resideInAPackage("..command.catalog.."), resideInAPackage("..command.branch.."))
                .ignoreDependency(resideInAPackage("..command.ref.."), resideInAPackage("..command.branch.."))
                .ignoreDependency(resideInAPackage("..command.catalog.."), resideInAPackage("..command.lane.."))
                .check(PRODUCT);
    }

    @Test
    void dependenciesGoOneWay() {
        slices().matching("io.meerkat.command.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }
}
