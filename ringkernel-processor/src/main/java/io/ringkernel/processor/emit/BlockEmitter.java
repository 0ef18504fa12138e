// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeSpec;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Values of the block: primitives, boxes, enums, UUIDs, times. What need not be there is followed by a byte that says so. */
record BlockEmitter(FieldScope scope, BlockForm form) implements FieldEmitter {
    BlockEmitter(FieldScope scope) {
        this(scope, BlockForm.of(scope));
    }

    private CodeBlock index() {
        return CodeBlock.of("offset + $L", scope.offset());
    }

    private boolean isObject() {
        return !form.type().isPrimitive() && !(scope.field().type().plain() instanceof FieldType.Enumeration);
    }

    @Override
    public void addConstants(TypeSpec.Builder codec) {
        if (scope.isMaybe()) {
            codec.addField(CodecEmitter.constant(
                    scope.presence(),
                    scope.field().offset() + scope.field().type().plain().blockLength()));
        }
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        CodeBlock value = form.get().code(index());
        String remark = isObject() ? ", as a new object" : "";
        if (!scope.isMaybe()) {
            reader.addMethod(FieldScope.getter(scope.name(), form.type(), scope.the() + remark)
                    .addStatement("return $L", value)
                    .build());
        } else {
            reader.addMethod(scope.accessor(remark + scope.orAbsent())
                    .beginControlFlow("if (!$L())", scope.has())
                    .addStatement("return $L", scope.absent())
                    .endControlFlow()
                    .addStatement("return $L", scope.present(value))
                    .build());
            reader.addMethod(scope.hasMethod(
                    CodeBlock.of("$T.isPresent(buffer, offset + $L, $S)", Core.WIRE, scope.presence(), scope.label())));
            if (form.type().isPrimitive()) {
                reader.addMethod(valueOr(value));
            }
        }
        addParts(reader);
    }

    private MethodSpec valueOr(CodeBlock value) {
        return MethodSpec.methodBuilder(scope.derived(scope.name() + "Or"))
                .addJavadoc("""
                        Reads $L.

                        @param absent what stands for a value that is not there
                        @return the value, or {@code absent} if there is none""", scope.the())
                .addModifiers(Modifier.PUBLIC)
                .returns(form.type())
                .addParameter(form.type(), "absent")
                .addStatement("return $L() ? $L : absent", scope.has(), value)
                .build();
    }

    private void addParts(TypeSpec.Builder reader) {
        int at = 0;
        for (BlockForm.Part part : form.parts()) {
            scope.addGetter(
                    reader,
                    scope.name() + MemberNames.startUpper(part.name()),
                    part.type(),
                    "the " + part.what() + " of " + scope.the() + (scope.isMaybe() ? "; 0 if there is none" : ""),
                    part.get().code(index(at)));
            at += part.length();
        }
    }

    private CodeBlock index(int at) {
        return switch (at) {
            case 0 -> index();
            case Long.BYTES -> CodeBlock.of("$L + Long.BYTES", index());
            default -> CodeBlock.of("$L + $L * Long.BYTES", index(), at / Long.BYTES);
        };
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        if (scope.isNullable()) {
            writer.addMethod(nullable());
        } else if (scope.isOptional()) {
            writer.addMethod(optional());
        }
        if (!scope.isNullable() || form.type().isPrimitive()) {
            writer.addMethod(plain());
        }
        if (!form.parts().isEmpty()) {
            writer.addMethod(parts());
        }
    }

    private MethodSpec plain() {
        MethodSpec.Builder method = setter("value", !form.type().isPrimitive())
                .addParameter(form.type(), "value")
                .addStatement(form.put().code(index()));
        return present(method).addStatement("return this").build();
    }

    private MethodSpec.Builder setter(String value, boolean refusesNull) {
        return scope.setter(
                """
                Writes the {@code $L} field.

                @param %s to write
                @return this writer""".formatted(value) + (refusesNull ? "\n@throws NullPointerException if {@code value} is null" : ""));
    }

    /* Notes that the value is there. */
    private MethodSpec.Builder present(MethodSpec.Builder method) {
        return scope.isMaybe()
                ? method.addStatement("buffer.putByte(offset + $L, (byte) 1)", scope.presence())
                : method;
    }

    private MethodSpec nullable() {
        MethodSpec.Builder method = scope.setter("""
                Writes the {@code $L} field.

                @param value to write, or null
                @return this writer""")
                .addParameter(scope.type(), "value")
                .beginControlFlow("if (value == null)")
                .addStatement(clear())
                .addStatement("return this")
                .endControlFlow();
        if (form.type().isPrimitive()) {
            return method.addStatement("return $L(($T) value)", scope.call(), form.type())
                    .build();
        }
        return present(method.addStatement(form.put().code(index())))
                .addStatement("return this")
                .build();
    }

    private CodeBlock clear() {
        return CodeBlock.of(
                "$T.putAbsent(buffer, $L, $L)",
                Core.WIRE,
                index(),
                scope.field().type().blockLength());
    }

    private MethodSpec optional() {
        return setter("value", true)
                .addParameter(scope.type(), "value")
                .beginControlFlow("if ($T.checkNotNull(value, $S).isPresent())", Core.WIRE, scope.label())
                .addStatement("return $L(value.$L())", scope.call(), scope.getter())
                .endControlFlow()
                .addStatement(clear())
                .addStatement("return this")
                .build();
    }

    private MethodSpec parts() {
        int width = form.parts().stream()
                .mapToInt(part -> part.name().length())
                .max()
                .orElse(0);
        String javadoc = form.parts().stream()
                .map(part -> String.format("@param %-" + width + "s %s", part.name(), part.what()))
                .collect(Collectors.joining("\n"));
        MethodSpec.Builder method =
                scope.setter("Writes the {@code $L} field without an object.\n\n" + javadoc + "\n@return this writer");
        int at = 0;
        for (BlockForm.Part part : form.parts()) {
            method.addParameter(part.type(), part.name());
            method.addStatement(part.put().code(index(at)));
            at += part.length();
        }
        return present(method).addStatement("return this").build();
    }

    @Override
    public CodeBlock write() {
        boolean unboxes = scope.field().type() instanceof FieldType.Boxed;
        return unboxes
                ? CodeBlock.of(
                        "writer.$L($T.checkNotNull($L, $S))", scope.name(), Core.WIRE, scope.value(), scope.label())
                : scope.plainWrite();
    }

    @Override
    public CodeBlock read() {
        return scope.plainRead();
    }
}
