// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.TypeName;
import java.util.List;

/**
 * How the value of one type lies in the block: the code that reads and writes it at an index.
 *
 * @param type  that the reader gives and the writer takes
 * @param get   reads the value at an index
 * @param put   writes {@code value} at an index
 * @param parts numbers that an object is made of, so that it can be read and written without one; they lie side by side
 */
record BlockForm(TypeName type, At get, At put, List<Part> parts) {
    /** Code for an index. */
    interface At {
        CodeBlock code(CodeBlock index);
    }

    /**
     * A number that an object is made of.
     *
     * @param name in the names of accessors and of a parameter
     * @param type {@code long} or {@code int}
     * @param what it is
     * @param get  reads it at an index
     * @param put  writes it, under its name, at an index
     */
    record Part(String name, TypeName type, String what, At get, At put) {
        int length() {
            return type.equals(TypeName.LONG) ? Long.BYTES : Integer.BYTES;
        }
    }

    /** The form of what a field is when it is there. */
    static BlockForm of(FieldScope scope) {
        return of(scope, scope.field().type().plain());
    }

    /** The form of a type that lies in the block, or in the slot of an element. */
    static BlockForm of(FieldScope scope, FieldType type) {
        if (type instanceof FieldType.Enumeration enumeration) {
            return enumeration(scope, enumeration);
        }
        FieldType.Fixed fixed = type instanceof FieldType.Boxed boxed ? boxed.primitive() : (FieldType.Fixed) type;
        return fixed.isPrimitive() ? primitive(fixed) : object(scope, fixed);
    }

    private static BlockForm enumeration(FieldScope scope, FieldType.Enumeration type) {
        MemberNames names = scope.names();
        return new BlockForm(
                JavaTypes.of(type),
                index -> CodeBlock.of("$L.constant(buffer.getInt($L), $S)", names.codes(type), index, scope.label()),
                index -> CodeBlock.of("buffer.putInt($L, $L.code(value, $S))", index, names.codes(type), scope.label()),
                List.of());
    }

    private static BlockForm primitive(FieldType.Fixed type) {
        if (type == FieldType.Fixed.BOOLEAN) {
            return new BlockForm(
                    TypeName.BOOLEAN,
                    index -> CodeBlock.of("buffer.getByte($L) != 0", index),
                    index -> CodeBlock.of("buffer.putByte($L, (byte) (value ? 1 : 0))", index),
                    List.of());
        }
        String suffix = JavaTypes.accessorSuffix(type);
        return new BlockForm(
                JavaTypes.of(type),
                index -> CodeBlock.of("buffer.get$L($L)", suffix, index),
                index -> CodeBlock.of("buffer.put$L($L, value)", suffix, index),
                List.of());
    }

    private static BlockForm object(FieldScope scope, FieldType.Fixed type) {
        TypeName name = JavaTypes.of(type);
        return switch (type) {
            case UUID ->
                new BlockForm(
                        name,
                        index -> CodeBlock.of("$T.getUuid(buffer, $L)", Core.WIRE, index),
                        index -> CodeBlock.of("$T.putUuid(buffer, $L, value, $S)", Core.WIRE, index, scope.label()),
                        List.of(
                                plain("mostSignificantBits", "upper half"),
                                plain("leastSignificantBits", "lower half")));
            case BUFFER_REF ->
                new BlockForm(
                        name,
                        index -> CodeBlock.of("new $T(buffer.getLong($L))", Core.BUFFER_REF, index),
                        index ->
                                CodeBlock.of("$T.putBufferRef(buffer, $L, value, $S)", Core.WIRE, index, scope.label()),
                        List.of(plain("id", "id")));
            default ->
                new BlockForm(
                        name,
                        times("get" + ((ClassName) name).simpleName(), "", scope),
                        times("put" + ((ClassName) name).simpleName(), ", value", scope),
                        timeParts(scope, type));
        };
    }

    private static Part plain(String name, String what) {
        return new Part(
                name,
                TypeName.LONG,
                what,
                index -> CodeBlock.of("buffer.getLong($L)", index),
                index -> CodeBlock.of("buffer.putLong($L, $L)", index, name));
    }

    private static At times(String method, String value, FieldScope scope) {
        return index -> CodeBlock.of("$T.$L(buffer, $L$L, $S)", Core.TIMES, method, index, value, scope.label());
    }

    private static List<Part> timeParts(FieldScope scope, FieldType.Fixed type) {
        Part nano = time(scope, "nano", TypeName.INT, "nanoseconds in the second");
        Part epochDay = time(scope, "epochDay", TypeName.LONG, "days since 1970");
        Part nanoOfDay = time(scope, "nanoOfDay", TypeName.LONG, "nanoseconds since midnight");
        return switch (type) {
            case INSTANT -> List.of(time(scope, "epochSecond", TypeName.LONG, "seconds since 1970"), nano);
            case DURATION -> List.of(plain("seconds", "seconds"), nano);
            case LOCAL_DATE -> List.of(epochDay);
            case LOCAL_TIME -> List.of(nanoOfDay);
            case LOCAL_DATE_TIME -> List.of(epochDay, nanoOfDay);
            default -> List.of(epochDay, nanoOfDay, time(scope, "offsetSeconds", TypeName.INT, "seconds ahead of UTC"));
        };
    }

    private static Part time(FieldScope scope, String name, TypeName type, String what) {
        String suffix = MemberNames.startUpper(name);
        return new Part(name, type, what, times("get" + suffix, "", scope), times("put" + suffix, ", " + name, scope));
    }
}
