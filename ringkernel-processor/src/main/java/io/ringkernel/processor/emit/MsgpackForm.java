// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import java.util.Locale;

/**
 * Writes the expression that puts the msgpack form of a field together: {@code Forms.text(80).list(16)}.
 *
 * @param field of the message
 * @param names of the members of its codec
 */
record MsgpackForm(Field field, MemberNames names) {
    CodeBlock of(FieldType type) {
        if (type instanceof FieldType.Fixed fixed) {
            return CodeBlock.of("$T.$L", Core.FORMS, fixed.name());
        }
        if (type instanceof FieldType.Boxed boxed) {
            return of(boxed.primitive());
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return of(enumeration);
        }
        if (type instanceof FieldType.Variable variable) {
            return of(variable);
        }
        if (type instanceof FieldType.PrimitiveArray array) {
            return CodeBlock.of("$T.$Ls($L)", Core.FORMS, array.element().displayName(), maxCount());
        }
        if (type instanceof FieldType.Maybe maybe) {
            return of(maybe);
        }
        if (type instanceof FieldType.Sequence sequence) {
            return of(sequence);
        }
        if (type instanceof FieldType.MapOf map) {
            return CodeBlock.of("$T.map($L, $L, $L)", Core.FORMS, of(map.key()), of(map.value()), maxCount());
        }
        if (type instanceof FieldType.OneOf oneOf) {
            return CodeBlock.of(
                    "$T.<$T>oneOf($L)",
                    Core.FORMS,
                    Core.name(oneOf.type()),
                    oneOf.cases().stream().map(MsgpackForm::codec).collect(CodeBlock.joining(", ")));
        }
        return CodeBlock.of("$T.message($L)", Core.FORMS, codec((FieldType.Nested) type));
    }

    private static CodeBlock of(FieldType.Enumeration type) {
        ClassName name = Core.name(type.type());
        return type.fallbacks().isEmpty()
                ? CodeBlock.of("$T.enumeration($T.class)", Core.FORMS, name)
                : CodeBlock.of(
                        "$1T.enumeration($2T.class, $2T.$3L)",
                        Core.FORMS,
                        name,
                        type.fallbacks().get(0).name());
    }

    private CodeBlock of(FieldType.Variable type) {
        return switch (type) {
            case TEXT -> limited("text", type);
            case BYTES -> limited("bytes", type);
            case BIG_INTEGER -> limited("bigInteger", type);
            case BIG_DECIMAL -> limited("bigDecimal", type);
            case ZONED_DATE_TIME -> CodeBlock.of("$T.ZONED_DATE_TIME", Core.FORMS);
        };
    }

    /* The limit of the field itself has a name, that of what is in it has not. */
    private CodeBlock limited(String method, FieldType.Variable type) {
        Object limit = field.type().plain() == type
                ? names.limit(field)
                : field.component().lengthLimit(type);
        return CodeBlock.of("$T.$L($L)", Core.FORMS, method, limit);
    }

    private CodeBlock of(FieldType.Maybe type) {
        if (type.absence() == FieldType.Absence.NULLABLE) {
            return CodeBlock.of("$L.nullable()", of(type.inner()));
        }
        return type.inner() instanceof FieldType.Fixed fixed && fixed.isPrimitive()
                ? CodeBlock.of("$T.OPTIONAL_$L", Core.FORMS, fixed.displayName().toUpperCase(Locale.ROOT))
                : CodeBlock.of("$L.optional()", of(type.inner()));
    }

    private CodeBlock of(FieldType.Sequence type) {
        CodeBlock element = of(type.element());
        return switch (type.kind()) {
            case LIST -> CodeBlock.of("$L.list($L)", element, maxCount());
            case SET -> CodeBlock.of("$L.set($L)", element, maxCount());
            case ARRAY -> CodeBlock.of("$L.array($T::new, $L)", element, JavaTypes.of(type), maxCount());
        };
    }

    private static CodeBlock codec(FieldType.Nested type) {
        return CodeBlock.of("$T.INSTANCE", Core.codec(type.type()));
    }

    private int maxCount() {
        return field.component().countLimit();
    }
}
