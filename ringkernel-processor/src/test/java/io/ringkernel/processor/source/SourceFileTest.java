// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** What the goldens do not show: names that mean several things, and texts that have to be escaped. */
class SourceFileTest {
    private static final ClassName ENTRY = ClassName.get(Map.Entry.class);

    private static final Predicate<String> NOTHING = name -> false;

    private static MethodSpec returning(String name, TypeName type) {
        return MethodSpec.methodBuilder(name)
                .returns(type)
                .addStatement("return null")
                .build();
    }

    @Test
    void importsTheFirstOfTwoClassesWithOneName() {
        TypeSpec type = TypeSpec.classBuilder("Home")
                .addMethod(returning("lists", ParameterizedTypeName.get(ClassName.get(List.class), ENTRY)))
                .addMethod(returning("other", ClassName.get("other", "List")))
                .build();

        assertThat(SourceFile.print("Made.", "app", type, NOTHING)).isEqualTo("""
                // Made.
                package app;

                import java.util.List;
                import java.util.Map;

                class Home {
                    List<Map.Entry> lists() {
                        return null;
                    }

                    other.List other() {
                        return null;
                    }
                }
                """);
    }

    @Test
    void importsNothingThatHasTheNameOfAClassOfThePackage() {
        TypeSpec type = TypeSpec.classBuilder("Home")
                .addMethod(returning("lists", ClassName.get(List.class)))
                .addMethod(returning("own", ClassName.get("app", "List")))
                .build();

        assertThat(SourceFile.print("Made.", "app", type, NOTHING)).isEqualTo("""
                // Made.
                package app;

                class Home {
                    java.util.List lists() {
                        return null;
                    }

                    List own() {
                        return null;
                    }
                }
                """);
    }

    @Test
    void importsWhatThePackageHides() {
        TypeSpec type = TypeSpec.classBuilder("Home")
                .addMethod(returning("number", ClassName.get(Integer.class)))
                .addMethod(returning("text", ClassName.get(String.class)))
                .build();

        assertThat(SourceFile.print("Made.", "app", type, "Integer"::equals)).isEqualTo("""
                // Made.
                package app;

                import java.lang.Integer;

                class Home {
                    Integer number() {
                        return null;
                    }

                    String text() {
                        return null;
                    }
                }
                """);
    }

    @Test
    void writesInFullWhatAnInnerClassHides() {
        TypeSpec inner = TypeSpec.classBuilder("List")
                .addModifiers(Modifier.STATIC)
                .addMethod(returning("self", ClassName.get("app", List.of("Home", "List"))))
                .addMethod(returning("lists", ClassName.get(List.class)))
                .build();
        TypeSpec type = TypeSpec.classBuilder("Home").addType(inner).build();

        assertThat(SourceFile.print("Made.", "app", type, NOTHING)).isEqualTo("""
                // Made.
                package app;

                class Home {
                    static class List {
                        List self() {
                            return null;
                        }

                        java.util.List lists() {
                            return null;
                        }
                    }
                }
                """);
    }

    @Test
    void escapesTexts() {
        FieldSpec field = FieldSpec.builder(ClassName.get(String.class), "text")
                .initializer("$S", "a\"b\\c\n\t\u0007")
                .build();
        TypeSpec type = TypeSpec.classBuilder("Home").addField(field).build();

        assertThat(SourceFile.print("Made.", "", type, NOTHING)).isEqualTo("""
                // Made.
                class Home {
                    String text = "a\\"b\\\\c\\n\\t\\u0007";
                }
                """);
    }
}
