package org.loopwright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/// The module graph of the engine.
@AnalyzeClasses(packages = "org.loopwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] LIBRARIES = {
        "com.fasterxml..",
        "org.h2..",
        "org.jdbi..",
        "java.sql..",
        "ai.djl..",
        "com.hubspot..",
        "dev.cel..",
        "org.snakeyaml..",
        "org.apache.commons..",
        "org.apache.lucene..",
        "com.github.f4b6a3.."
    };

    @ArchTest
    static final ArchRule engineHasNoScreen = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
            .because("the engine runs in terminals and programs that have no screen");

    @ArchTest
    static final ArchRule decidingIsPure = noClasses()
            .that()
            .resideInAnyPackage("org.loopwright.loop", "org.loopwright.run")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARIES)
            .because("loops and the runner see only the JDK and ports, so that each adapter can be replaced");

    @ArchTest
    static final ArchRule portsDoNotKnowTheirAdapters = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.loopwright.loop",
                    "org.loopwright.run",
                    "org.loopwright.store",
                    "org.loopwright.model",
                    "org.loopwright.journal",
                    "org.loopwright.task",
                    "org.loopwright.measure")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.loopwright.store.h2..",
                    "org.loopwright.model.djl..",
                    "org.loopwright.train.djl..",
                    "org.loopwright.loop.yaml..",
                    "org.loopwright.loop.cel..",
                    "org.loopwright.loop.jinja..")
            .because("whoever starts the program chooses the adapters");

    @ArchTest
    static final ArchRule tensorsStayInTheirPackages = noClasses()
            .that()
            .resideOutsideOfPackages("org.loopwright.model.djl..", "org.loopwright.train.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..")
            .because("native memory has one owner thread, and leaks where everybody can hold a tensor");

    @ArchTest
    static final ArchRule machineCodeStaysBehindTheKernels = noClasses()
            .that()
            .resideOutsideOfPackages("org.loopwright.model.machine..", "org.loopwright.model.paged..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.loopwright.model.machine..")
            .because("a wrong address there ends the program: only the kernels, which own their memory, may call it");

    @ArchTest
    static final ArchRule sqlStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage("org.loopwright.store.h2..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.h2..", "org.jdbi..")
            .because("the journal's file format is known in one place");

    @ArchTest
    static final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
            "the terminal's output is JSON that other programs read; the engine logs or throws");

    @ArchTest
    static final ArchRule nothingDependsOnTheLocale = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .because("files and messages are the same in every country: pass Locale.ROOT");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("an adapter is named by what it adapts, a class by what it is");
}
