package org.loopwright.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "org.loopwright.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule VIEW_MODELS_KNOW_NO_NODE = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..")
            .because("a view model is tested without a window");

    @ArchTest
    static final ArchRule SCREENS_DONT_KNOW_ONE_ANOTHER = SlicesRuleDefinition.slices()
            .matching("org.loopwright.app.(home|design|run|result|compare|lab|inspect|models|train|sweep|trial)..")
            .should()
            .notDependOnEachOther()
            .because("the shell composes them");

    @ArchTest
    static final ArchRule ONLY_THE_SHELL_KNOWS_SCREENS = noClasses()
            .that()
            .resideInAnyPackage(
                    "..app.session..",
                    "..app.control..",
                    "..app.look..",
                    "..app.work..",
                    "..app.text..",
                    "..app.queue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..app.shell..", "..app.home..", "..app.design..", "..app.run..", "..app.inspect..")
            .because("what screens share knows no screen");

    @ArchTest
    static final ArchRule VIEWS_ASK_NO_STORE = noClasses()
            .that()
            .haveSimpleNameEndingWith("View")
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                                    "org.loopwright.app.session.ProjectSession"))))
            .because("a call of the session may wait for a disk, and a view runs on the window's thread");

    @ArchTest
    static final ArchRule THE_LAUNCHER_IS_NO_APPLICATION = classes()
            .that()
            .haveSimpleName("Desktop")
            .should()
            .notBeAssignableTo("javafx.application.Application")
            .because("a main class that extends Application asks for JavaFX on the module path");
}
