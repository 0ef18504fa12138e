// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom, and the one door to each library. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ringkernel");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            annotation |
            buffer     | net.openhft..
            codec      | io.ringkernel.buffer io.ringkernel.annotation
            lane       | io.ringkernel.buffer io.ringkernel.annotation com.lmax.disruptor..
            msgpack    | io.ringkernel.codec io.ringkernel.buffer io.ringkernel.annotation org.msgpack..
            supervision | io.ringkernel.codec io.ringkernel.msgpack io.ringkernel.buffer io.ringkernel.annotation javax.annotation.processing
            telemetry  | org.HdrHistogram..
            """)
    void usesOnlyTheFloorsBelow(String floor, String mayUse) {
        String itself = "io.ringkernel." + floor;
        List<String> allowed = new ArrayList<>(List.of(itself, "java..", "org.jspecify.annotations"));
        if (mayUse != null) {
            allowed.addAll(List.of(mayUse.split(" ")));
        }

        classes()
                .that()
                .resideInAPackage(itself)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                .check(CORE);
    }

    @Test
    void usesNoLibraryInTheFrontDoor() {
        classes()
                .that()
                .resideInAPackage("io.ringkernel")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.ringkernel..", "java..", "org.jspecify.annotations"))
                .check(CORE);
    }

    @Test
    void hasNoCycles() {
        slices().matching("(io.ringkernel..)").should().beFreeOfCycles().check(CORE);
    }

    @ParameterizedTest
    @CsvSource({
        "net.openhft.., io.ringkernel.buffer",
        "com.lmax.disruptor.., io.ringkernel.lane",
        "org.msgpack.., io.ringkernel.msgpack",
        "org.HdrHistogram.., io.ringkernel.telemetry"
    })
    void hasOneDoorPerLibrary(String library, String door) {
        noClasses()
                .that(resideOutsideOfPackages(door))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CORE);
    }

    @Test
    void showsNoLibraryInPublicSignatures() {
        classes().that().arePublic().should(showOnlyItselfAndTheJdk()).check(CORE);
    }

    private static ArchCondition<JavaClass> showOnlyItselfAndTheJdk() {
        return new ArchCondition<>("show only types of their own and of the JDK") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<JavaClass> shown = new ArrayList<>(type.getAllRawInterfaces());
                shown.addAll(type.getAllRawSuperclasses());
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC)
                            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                        if (member instanceof JavaCodeUnit unit) {
                            unit.getParameterTypes().forEach(p -> shown.addAll(p.getAllInvolvedRawTypes()));
                            shown.addAll(unit.getReturnType().getAllInvolvedRawTypes());
                            shown.addAll(unit.getExceptionTypes());
                        } else {
                            shown.addAll(member.getAllInvolvedRawTypes());
                        }
                    }
                }
                for (JavaClass other : shown) {
                    String name = other.getBaseComponentType().getPackageName();
                    if (!name.isEmpty() && !name.startsWith("java.") && !name.startsWith("io.ringkernel")) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " shows " + other.getName()));
                    }
                }
            }
        };
    }

    @Test
    void logsThroughTheSystemLoggerAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.slf4j..", "org.apache..", "ch.qos.."))
                .check(CORE);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ringkernel.buffer.NativeMemory") // silences a logger of Chronicle
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .check(CORE);
    }

    @Test
    void usesNothingUnsafe() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("sun..", "jdk.internal..", "com.sun.."))
                .check(CORE);
    }

    @Test
    void neverSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CORE);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(CORE);
    }
}
