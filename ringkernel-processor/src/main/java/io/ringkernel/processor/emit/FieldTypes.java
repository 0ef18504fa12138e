// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.ringkernel.processor.model.FieldType;
import java.util.UUID;

/** The Java types of fields. */
final class FieldTypes {
    private FieldTypes() {}

    static TypeName of(FieldType type) {
        if (type instanceof FieldType.Fixed fixed) {
            return of(fixed);
        }
        if (type instanceof FieldType.Variable variable) {
            return switch (variable) {
                case TEXT -> ClassName.get(String.class);
                case BYTES -> ArrayTypeName.of(TypeName.BYTE);
            };
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return Core.name(enumeration.type());
        }
        return Core.name(((FieldType.Nested) type).type());
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
        };
    }

    /** The name of a primitive as it ends the names of the methods of {@code MessageBuffer}. */
    static String accessorSuffix(FieldType.Fixed type) {
        return MemberNames.startUpper(type.displayName());
    }
}
