// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.Compilation.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes sources of messages with seeded random fields: of every type there is, and nested in each other. */
final class RandomSchemas {
    private static final int MOST_FIELDS = 8;
    private static final int DEEPEST = 3;

    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

    private static final List<String> BOXES =
            List.of("Boolean", "Byte", "Short", "Character", "Integer", "Long", "Float", "Double");

    private static final List<String> TIMES = List.of(
            "Instant", "Duration", "LocalDate", "LocalTime", "LocalDateTime", "OffsetDateTime", "ZonedDateTime");

    private static final List<String> OTHERS =
            List.of("UUID", "BufferRef", "Level", "String", "BigInteger", "BigDecimal");

    private static final List<Source> COMMON =
            List.of(new Source("Level.java", """
            package app;

            enum Level { LOW, HIGH, UTMOST }
            """), new Source("Shape.java", """
            package app;

            import io.ringkernel.annotation.*;

            sealed interface Shape {
                @Message(id = 0x7001) record Dot() implements Shape {}
                @Message(id = 0x7002) record Circle(double radius, String name) implements Shape {}
                sealed interface Angular extends Shape {}
                @Message(id = 0x7003) record Square(int side) implements Angular {}
            }
            """), new Source("Tree.java", """
            package app;

            import io.ringkernel.annotation.*;
            import java.util.List;
            import org.jspecify.annotations.Nullable;

            @Message(id = 0x7004) record Tree(int value, List<Tree> branches, @Nullable Tree crown) {}
            """));

    private final Random random;
    private final List<String> messages = new ArrayList<>();

    RandomSchemas(Random random) {
        this.random = random;
    }

    /** What the messages are made of, and the messages; a message can have those before it as fields. */
    List<Source> next(int count) {
        List<Source> sources = new ArrayList<>(COMMON);
        for (int i = 0; i < count; i++) {
            String name = "M" + i;
            sources.add(new Source(name + ".java", message(name, i + 1)));
            messages.add(name);
        }
        return sources;
    }

    private String message(String name, int id) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(MOST_FIELDS + 1); i > 0; i--) {
            fields.add(field() + " f" + fields.size());
        }
        return """
                package app;

                import io.ringkernel.annotation.*;
                import io.ringkernel.buffer.BufferRef;
                import java.math.*;
                import java.time.*;
                import java.util.*;
                import org.jspecify.annotations.Nullable;

                @Message(id = %d)
                record %s(%s) {}
                """.formatted(id, name, String.join(", ", fields));
    }

    private String field() {
        if (random.nextInt(3) == 0) {
            return any(PRIMITIVES);
        }
        return orNullable(type(0));
    }

    private String orNullable(String type) {
        if (random.nextInt(4) > 0 || type.startsWith("Optional")) {
            return type;
        }
        return type.endsWith("[]") ? type.replace("[]", " @Nullable []") : "@Nullable " + type;
    }

    private String any(List<String> types) {
        return types.get(random.nextInt(types.size()));
    }

    private String type(int depth) {
        int kind = random.nextInt(depth < DEEPEST ? 12 : 4);
        return switch (kind) {
            case 0 -> any(BOXES);
            case 1 -> any(TIMES);
            case 2 -> any(OTHERS);
            case 3 -> message();
            case 4 -> any(PRIMITIVES) + "[]";
            case 5 -> type(DEEPEST) + "[]";
            case 6 -> depth == 0 ? "Optional<" + type(depth + 1) + ">" : any(OTHERS);
            case 7, 8 -> "List<" + orNullable(type(depth + 1)) + ">";
            case 9 -> "Set<" + key() + ">";
            case 10 -> "Map<" + key() + ", " + orNullable(type(depth + 1)) + ">";
            default -> message();
        };
    }

    private String message() {
        return switch (random.nextInt(8)) {
            case 0 -> "Shape";
            case 1 -> "Tree";
            default -> messages.isEmpty() ? "Tree" : any(messages);
        };
    }

    /* Equal by value, as what a set or a map tells apart must be. */
    private String key() {
        return random.nextBoolean() ? any(OTHERS) : random.nextBoolean() ? any(BOXES) : any(TIMES);
    }
}
