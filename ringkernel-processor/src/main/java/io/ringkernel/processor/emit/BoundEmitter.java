// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.Optional;
import java.util.UUID;

/** Components that are bound to the header: read from there and, when a record is sent, written there. */
record BoundEmitter(FieldScope scope, FieldType.Bound bound) implements FieldEmitter {
    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        MethodSpec.Builder accessor = FieldScope.getter(
                scope.name(), type(), "the " + bound.field().displayName() + " from the header" + remark());
        if (isOwnId() && isNullable()) {
            accessor.addStatement("$T id = header.$LOrNull()", UUID.class, name())
                    .addStatement("return id == null ? null : $T.of(id)", Core.MESSAGE_ID);
        } else {
            accessor.addStatement("return $L", value());
        }
        reader.addMethod(accessor.build());
        if (isId()) {
            addHalf(reader, "MostSignificantBits", "upper", "Hi");
            addHalf(reader, "LeastSignificantBits", "lower", "Lo");
        }
    }

    @Override
    public CodeBlock fromHeader() {
        return isOwnId() && isNullable()
                ? CodeBlock.of(
                        "header.$1LOrNull() == null ? null : $2T.of(header.$1LOrNull())", name(), Core.MESSAGE_ID)
                : value();
    }

    private void addHalf(TypeSpec.Builder reader, String suffix, String half, String part) {
        scope.addGetter(
                reader,
                scope.name() + suffix,
                TypeName.LONG,
                "the " + half + " half of the " + bound.field().displayName() + " from the header",
                CodeBlock.of("header.$L$L()", name(), part));
    }

    private String remark() {
        if (isNullable()) {
            return ", or null";
        }
        return type().isPrimitive() ? "" : ", as a new object";
    }

    /** The name of the property of the header, in the form that the component has. */
    private String name() {
        return switch (bound.field()) {
            case MESSAGE_ID -> "messageId";
            case PRIORITY -> "priority";
            case CORRELATION_ID -> "correlationId";
            case TIMESTAMP -> isNumber() ? "timestampMs" : "timestamp";
            case DEADLINE -> isNumber() ? "timeLeftMs" : plain() == FieldType.Fixed.DURATION ? "timeLeft" : "deadline";
            case SENDER -> "sender";
        };
    }

    private CodeBlock value() {
        if (bound.field() == HeaderField.PRIORITY) {
            return priority();
        }
        if (isOptional()) {
            CodeBlock value = CodeBlock.of("$T.ofNullable(header.$LOrNull())", Optional.class, name());
            return isOwnId() ? CodeBlock.of("$L.map($T::of)", value, Core.MESSAGE_ID) : value;
        }
        if (isOwnId()) {
            return CodeBlock.of("new $1T(header.$2LHi(), header.$2LLo())", Core.MESSAGE_ID, name());
        }
        if (isNumber()) {
            return isNullable()
                    ? CodeBlock.of("header.$1L() == 0 ? null : header.$1L()", name())
                    : CodeBlock.of("header.$L()", name());
        }
        return CodeBlock.of(isNullable() ? "header.$LOrNull()" : "header.$L()", name());
    }

    private CodeBlock priority() {
        FieldType.Fixed number =
                plain() instanceof FieldType.Boxed boxed ? boxed.primitive() : (FieldType.Fixed) plain();
        return switch (number) {
            case BYTE -> CodeBlock.of("(byte) header.priority()");
            case SHORT -> CodeBlock.of("(short) header.priority()");
            case LONG -> CodeBlock.of("(long) header.priority()");
            default -> CodeBlock.of("header.priority()");
        };
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        // the header is written by the runtime
    }

    @Override
    public CodeBlock toHeader() {
        CodeBlock value = CodeBlock.of("message.$L()", scope.name());
        if (plain() instanceof FieldType.Boxed && !isNullable()) {
            value = CodeBlock.of("$T.checkNotNull($L, $S)", Core.WIRE, value, scope.label());
        }
        CodeBlock statement = CodeBlock.builder().addStatement(set(value)).build();
        boolean isSkipped = isNullable() && (plain() instanceof FieldType.Boxed || isOwnId());
        return isSkipped
                ? CodeBlock.builder()
                        .beginControlFlow("if (message.$L() != null)", scope.name())
                        .add(statement)
                        .endControlFlow()
                        .build()
                : statement;
    }

    private CodeBlock set(CodeBlock value) {
        CodeBlock given = isOptional() ? CodeBlock.of("$L.orElse(null)", value) : value;
        return switch (bound.field()) {
            case MESSAGE_ID, CORRELATION_ID -> CodeBlock.of("header.$L($L)", name(), uuid(value, given));
            case PRIORITY ->
                isByte()
                        ? CodeBlock.of("header.priority(Byte.toUnsignedInt($L), $S)", value, scope.label())
                        : CodeBlock.of("header.priority($L, $S)", value, scope.label());
            case TIMESTAMP, DEADLINE -> CodeBlock.of("header.$L($L, $S)", name(), given, scope.label());
            case SENDER -> CodeBlock.of("header.sender($L)", given);
        };
    }

    private CodeBlock uuid(CodeBlock value, CodeBlock given) {
        if (!isOwnId()) {
            return given;
        }
        if (isOptional()) {
            return CodeBlock.of("$L.map($T::toUuid).orElse(null)", value, Core.MESSAGE_ID);
        }
        return isNullable()
                ? CodeBlock.of("$L.toUuid()", value)
                : CodeBlock.of("$T.checkNotNull($L, $S).toUuid()", Core.WIRE, value, scope.label());
    }

    @Override
    public CodeBlock read() {
        return scope.plainRead();
    }

    @Override
    public CodeBlock write() {
        return CodeBlock.of("");
    }

    private TypeName type() {
        return JavaTypes.of(bound.type());
    }

    private FieldType plain() {
        return bound.type() instanceof FieldType.Maybe maybe ? maybe.inner() : bound.type();
    }

    private boolean isNullable() {
        return bound.absence().filter(FieldType.Absence.NULLABLE::equals).isPresent();
    }

    private boolean isOptional() {
        return bound.absence().filter(FieldType.Absence.OPTIONAL::equals).isPresent();
    }

    private boolean isId() {
        return bound.field() == HeaderField.MESSAGE_ID || bound.field() == HeaderField.CORRELATION_ID;
    }

    private boolean isOwnId() {
        return plain() == FieldType.Own.MESSAGE_ID;
    }

    private boolean isNumber() {
        return plain() == FieldType.Fixed.LONG || plain() instanceof FieldType.Boxed;
    }

    private boolean isByte() {
        return plain() == FieldType.Fixed.BYTE || plain().equals(new FieldType.Boxed(FieldType.Fixed.BYTE));
    }
}
