package io.meerkat.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meerkat.api");

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.meerkat.api.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace", "table", "view"})
    void whatServesOneKindOfObjectKnowsNothingOfTheOthers(String kind) {
        var others = new String[] {"namespace", "table", "view"};
        for (String other : others) {
            if (!other.equals(kind)) {
                forbid("..api.iceberg." + kind, "..api.iceberg." + other, "what they share stands above them");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iceberg", "management"})
    void onlyTheWiringKnowsADialectAndNoDialectKnowsAnother(String dialect) {
        noClasses()
                .that()
                .resideOutsideOfPackages("..api." + dialect + "..", "..api.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..api." + dialect + "..")
                .because("a dialect is one way to speak to the core; it can be taken out")
                .check(PRODUCT);
    }

    @Test
    void nothingButItsStartKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.meerkat.api", "..api.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..api.server..")
                .check(PRODUCT);
    }

    @Test
    void statementsAndAggregatesStayInTheirModules() {
        forbid("io.meerkat.api..", "org.jooq..", "rows and SQL stop at storage and the read models");
        forbid("io.meerkat.api..", "org.axonframework..", "commands are sent by the lanes");
    }

    @Test
    void whatIsNotADialectKnowsNoIcebergRequests() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..api.iceberg..", "..api.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.iceberg.rest..")
                .because("wire types stop at their dialect")
                .check(PRODUCT);
    }

    private static void forbid(String of, String on, String because) {
        noClasses()
                .that()
                .resideInAPackage(of)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(on)
                .because(because)
                .check(PRODUCT);
    }
}
