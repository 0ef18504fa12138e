// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.processor.Compilation.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes sources of messages with seeded random fields of every type there is, nested as deep as types can be. */
final class RandomSchemas {
    private static final int MOST_FIELDS = 8;

    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "short", "char", "int", "long", "float", "double");

    private static final List<String> REFERENCES = List.of("UUID", "BufferRef", "Level", "String");

    private static final Source LEVEL = new Source("Level.java", """
            package app;

            enum Level { LOW, HIGH, UTMOST }
            """);

    private final Random random;
    private final List<String> messages = new ArrayList<>();

    RandomSchemas(Random random) {
        this.random = random;
    }

    List<Source> next(int count) {
        List<Source> sources = new ArrayList<>(List.of(LEVEL));
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

                /** Random. */
                @Message(id = %d)
                public record %s(%s) {}
                """.formatted(id, name, String.join(", ", fields));
    }

    private String field() {
        return random.nextInt(3) == 0 ? any(PRIMITIVES) : reference();
    }

    private String any(List<String> types) {
        return types.get(random.nextInt(types.size()));
    }

    private String reference() {
        return switch (random.nextInt(4)) {
            case 0 -> "byte[]";
            case 1 -> messages.isEmpty() ? any(REFERENCES) : any(messages);
            default -> any(REFERENCES);
        };
    }
}
