// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ArrayTypeName;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Java types of fields. */
final class JavaTypes {
    private JavaTypes() {}

    /** The type of the component. */
    static TypeName of(FieldType type) {
        if (type instanceof FieldType.Fixed fixed) {
            return of(fixed);
        }
        if (type instanceof FieldType.Boxed boxed) {
            return of(boxed.primitive()).box();
        }
        if (type instanceof FieldType.Variable variable) {
            return of(variable);
        }
        if (type instanceof FieldType.PrimitiveArray array) {
            return ArrayTypeName.of(of(array.element()));
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return Core.name(enumeration.type());
        }
        if (type instanceof FieldType.Maybe maybe) {
            return of(maybe);
        }
        if (type instanceof FieldType.Sequence sequence) {
            return of(sequence);
        }
        if (type instanceof FieldType.MapOf map) {
            return ParameterizedTypeName.get(
                    ClassName.get(Map.class),
                    of(map.key()).box(),
                    of(map.value()).box());
        }
        if (type instanceof FieldType.Bound bound) {
            return of(bound.type());
        }
        if (type instanceof FieldType.Own) {
            return Core.MESSAGE_ID;
        }
        if (type instanceof FieldType.OneOf oneOf) {
            return Core.name(oneOf.type());
        }
        return message(((FieldType.Nested) type).type());
    }

    /** The type of a record, with what a generic one is used with. */
    static TypeName message(io.ringkernel.processor.model.TypeName message) {
        return message.use()
                .<TypeName>map(use -> ParameterizedTypeName.get(
                        Core.name(message),
                        use.arguments().stream()
                                .map(argument -> of(argument).box())
                                .toArray(TypeName[]::new)))
                .orElseGet(() -> Core.name(message));
    }

    private static TypeName of(FieldType.Fixed type) {
        return switch (type) {
            case BOOLEAN -> TypeName.BOOLEAN;
            case BYTE -> TypeName.BYTE;
            case SHORT -> TypeName.SHORT;
            case CHAR -> TypeName.CHAR;
            case INT -> TypeName.INT;
            case LONG -> TypeName.LONG;
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
            case UUID -> ClassName.get(UUID.class);
            case BUFFER_REF -> Core.BUFFER_REF;
            case INSTANT -> ClassName.get(Instant.class);
            case DURATION -> ClassName.get(Duration.class);
            case LOCAL_DATE -> ClassName.get(LocalDate.class);
            case LOCAL_TIME -> ClassName.get(LocalTime.class);
            case LOCAL_DATE_TIME -> ClassName.get(LocalDateTime.class);
            case OFFSET_DATE_TIME -> ClassName.get(OffsetDateTime.class);
        };
    }

    private static TypeName of(FieldType.Variable type) {
        return switch (type) {
            case TEXT -> ClassName.get(String.class);
            case BYTES -> ArrayTypeName.of(TypeName.BYTE);
            case BIG_INTEGER -> ClassName.get(BigInteger.class);
            case BIG_DECIMAL -> ClassName.get(BigDecimal.class);
            case ZONED_DATE_TIME -> ClassName.get(ZonedDateTime.class);
        };
    }

    private static TypeName of(FieldType.Maybe type) {
        if (type.absence() == FieldType.Absence.NULLABLE) {
            return of(type.inner());
        }
        return type.inner() instanceof FieldType.Fixed fixed && fixed.isPrimitive()
                ? ClassName.get("java.util", type.displayName())
                : ParameterizedTypeName.get(ClassName.get(Optional.class), of(type.inner()));
    }

    private static TypeName of(FieldType.Sequence type) {
        TypeName element = of(type.element());
        return switch (type.kind()) {
            case LIST -> ParameterizedTypeName.get(ClassName.get(List.class), element.box());
            case SET -> ParameterizedTypeName.get(ClassName.get(Set.class), element.box());
            case ARRAY -> ArrayTypeName.of(element);
        };
    }

    /** The name of a primitive as it ends the names of the methods of {@code MessageBuffer}. */
    static String accessorSuffix(FieldType.Fixed type) {
        return MemberNames.startUpper(type.displayName());
    }
}
