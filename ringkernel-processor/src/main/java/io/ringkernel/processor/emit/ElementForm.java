// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.source.CodeBlock;
import java.util.List;

/** Writes the expression that puts an {@code Element} together: {@code Elements.text(80).list(16)}. */
record ElementForm(FieldScope scope) {
    CodeBlock of(FieldType type) {
        if (type instanceof FieldType.Fixed fixed) {
            return CodeBlock.of("$T.$L", Core.ELEMENTS, fixed.name());
        }
        if (type instanceof FieldType.Boxed boxed) {
            return of(boxed.primitive());
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return call("enumeration", CodeBlock.of("$L", scope.names().codes(enumeration)));
        }
        if (type instanceof FieldType.Variable variable) {
            return call(method(variable), CodeBlock.of("$L", component().lengthLimit(variable)));
        }
        if (type instanceof FieldType.PrimitiveArray array) {
            return call(array.element().displayName() + "s", maxCount());
        }
        if (type instanceof FieldType.Maybe maybe) {
            return maybe(maybe);
        }
        if (type instanceof FieldType.Sequence sequence) {
            return sequence(sequence);
        }
        if (type instanceof FieldType.MapOf map) {
            return CodeBlock.of("$T.map($L, $L, $L)", Core.ELEMENTS, of(map.key()), of(map.value()), maxCount());
        }
        if (type instanceof FieldType.OneOf oneOf) {
            return oneOf(oneOf);
        }
        TypeName message = ((FieldType.Nested) type).type();
        boolean isNeeded = scope.model().circle().contains(message); // two codecs that initialize each other
        return CodeBlock.of("$T.message($L$T.INSTANCE)", Core.ELEMENTS, isNeeded ? "() -> " : "", Core.codec(message));
    }

    private CodeBlock maybe(FieldType.Maybe type) {
        if (type.absence() == FieldType.Absence.NULLABLE) {
            return CodeBlock.of("$L.nullable()", of(type.inner()));
        }
        return type.inner() instanceof FieldType.Fixed fixed && fixed.isPrimitive()
                ? CodeBlock.of("$T.OPTIONAL_$L", Core.ELEMENTS, fixed.name())
                : CodeBlock.of("$L.optional()", of(type.inner()));
    }

    private static CodeBlock call(String method, CodeBlock argument) {
        return CodeBlock.of("$T.$L($L)", Core.ELEMENTS, method, argument);
    }

    private static String method(FieldType.Variable type) {
        return switch (type) {
            case TEXT -> "text";
            case BYTES -> "bytes";
            case BIG_INTEGER -> "bigInteger";
            case BIG_DECIMAL -> "bigDecimal";
            case ZONED_DATE_TIME -> "zonedDateTime";
        };
    }

    private CodeBlock sequence(FieldType.Sequence type) {
        CodeBlock element = of(type.element());
        return switch (type.kind()) {
            case LIST -> CodeBlock.of("$L.list($L)", element, maxCount());
            case SET -> CodeBlock.of("$L.set($L)", element, maxCount());
            case ARRAY -> CodeBlock.of("$L.array($T::new, $L)", element, JavaTypes.of(type), maxCount());
        };
    }

    private static CodeBlock oneOf(FieldType.OneOf type) {
        return CodeBlock.of(
                "$T.<$T>oneOf(() -> $T.of($L))",
                Core.ELEMENTS,
                Core.name(type.type()),
                List.class,
                type.cases().stream()
                        .map(message -> CodeBlock.of("$T.INSTANCE", Core.codec(message.type())))
                        .collect(CodeBlock.joining(", ")));
    }

    private CodeBlock maxCount() {
        return CodeBlock.of("$L", scope.names().maxCount(scope.field()));
    }

    private Component component() {
        return scope.field().component();
    }
}
