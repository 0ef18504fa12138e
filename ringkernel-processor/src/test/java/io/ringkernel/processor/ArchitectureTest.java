// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.lang.model.element.Modifier;

/** What each package of the processor may use. */
@AnalyzeClasses(packages = "io.ringkernel.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOUSE = "io.ringkernel.processor";

    private static final DescribedPredicate<JavaClass> MODIFIERS = DescribedPredicate.describe(
            "are modifiers, or arrays of them",
            type -> type.getBaseComponentType().isEquivalentTo(Modifier.class));

    @ArchTest
    static final ArchRule MODEL_IS_PURE = only("model", resideInAnyPackage("java..", "io.ringkernel.annotation"));

    @ArchTest
    static final ArchRule CHECK_SEES_THE_MODEL = only(
            "check",
            resideInAnyPackage(
                    "java..", "io.ringkernel.annotation", HOUSE + ".model", HOUSE + ".report", HOUSE + ".schema"));

    @ArchTest
    static final ArchRule SCHEMA_SEES_THE_MODEL =
            only("schema", resideInAnyPackage("java..", HOUSE + ".model", HOUSE + ".report"));

    @ArchTest
    static final ArchRule REPORT_PRINTS_FINDINGS =
            only("report", resideInAnyPackage("java..", "javax..", HOUSE + ".model"));

    @ArchTest
    static final ArchRule READ_SEES_THE_COMPILER = only(
            "read",
            resideInAnyPackage(
                    "java..", "javax.lang.model..", "io.ringkernel.annotation", HOUSE + ".model", HOUSE + ".report"));

    @ArchTest
    static final ArchRule SOURCE_IS_PURE =
            only("source", resideInAnyPackage("java..").or(MODIFIERS));

    @ArchTest
    static final ArchRule EMIT_SEES_MODEL_AND_SOURCE = only(
            "emit",
            resideInAnyPackage("java..", HOUSE + ".model", HOUSE + ".source")
                    .or(MODIFIERS)); // in the signatures of source

    @ArchTest
    static final ArchRule NOTHING_USES_THE_CORE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.ringkernel..")
                    .and(not(resideInAnyPackage(HOUSE + "..", "io.ringkernel.annotation"))));

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching(HOUSE + ".(*)").should().beFreeOfCycles();

    private static ArchRule only(String room, DescribedPredicate<JavaClass> used) {
        DescribedPredicate<JavaClass> itself = resideInAPackage(HOUSE + "." + room);
        return classes().that(itself).should().onlyDependOnClassesThat(used.or(itself));
    }
}
