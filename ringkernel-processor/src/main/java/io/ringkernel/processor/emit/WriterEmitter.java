// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import javax.lang.model.element.Modifier;

/** Writes the class that writes the fields of a message in place. */
final class WriterEmitter {
    private final CodecModel model;
    private final Layout layout;
    private final MemberNames names;
    private final ClassName writer;

    WriterEmitter(CodecModel model, MemberNames names) {
        this.model = model;
        this.layout = model.layout();
        this.names = names;
        this.writer = Core.name(model.codec().nested("Writer"));
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(writer)
                .addJavadoc(
                        "Writes the fields of a {@link $T} in place, each one once. Reusable; not thread-safe.",
                        Core.name(model.message().type()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
        if (!layout.fields().isEmpty()) {
            type.addField(Core.MESSAGE_BUFFER, "buffer", Modifier.PRIVATE);
            type.addField(TypeName.INT, "offset", Modifier.PRIVATE);
        }
        if (layout.hasTail()) {
            type.addField(TypeName.INT, "end", Modifier.PRIVATE);
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("Creates a writer that must be {@linkplain #wrap wrapped} before use.")
                .addModifiers(Modifier.PUBLIC)
                .build());
        type.addMethod(wrap());
        layout.fields().forEach(field -> setters(type, field));
        type.addMethod(MethodSpec.methodBuilder("encodedLength")
                .addJavadoc("{@return the length in bytes of what has been written so far}")
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addStatement("return $L", layout.hasTail() ? "end" : "BLOCK_LENGTH")
                .build());
        return type.build();
    }

    private MethodSpec wrap() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("wrap")
                .addJavadoc("""
                        Points this writer at the place where a message is to begin, and clears the block there: a field that
                        is never written reads as zero, not as what an earlier message left in the slot.

                        @param buffer to hold the message
                        @param offset at which the message is to begin
                        @return this writer""")
                .addModifiers(Modifier.PUBLIC)
                .returns(writer)
                .addParameter(Core.MESSAGE_BUFFER, "buffer")
                .addParameter(TypeName.INT, "offset");
        if (!layout.fields().isEmpty()) {
            method.addStatement("this.buffer = buffer").addStatement("this.offset = offset");
        }
        if (layout.hasTail()) {
            method.addStatement("this.end = BLOCK_LENGTH");
        }
        return method.addStatement("buffer.clear(offset, BLOCK_LENGTH)")
                .addStatement("return this")
                .build();
    }

    private void setters(TypeSpec.Builder type, Field field) {
        type.addMethod(field.type().isTail() ? tail(field) : fixed(field));
        if (field.type() == FieldType.Fixed.UUID) {
            type.addMethod(uuidHalves(field));
        } else if (field.type() == FieldType.Fixed.BUFFER_REF) {
            type.addMethod(bufferId(field));
        }
    }

    private MethodSpec.Builder setter(Field field, String javadoc) {
        return MethodSpec.methodBuilder(field.name())
                .addJavadoc(javadoc, field.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(writer);
    }

    private MethodSpec fixed(Field field) {
        if (field.type() == FieldType.Fixed.BUFFER_REF) {
            return bufferRef(field);
        }
        return plainSetter(field)
                .addStatement(put(field))
                .addStatement("return this")
                .build();
    }

    private MethodSpec.Builder plainSetter(Field field) {
        boolean isPrimitive = FieldTypes.of(field.type()).isPrimitive();
        String javadoc = """
                Writes the {@code $L} field.

                @param value to write
                @return this writer""";
        return setter(
                        field,
                        isPrimitive ? javadoc : javadoc + "\n@throws NullPointerException if {@code value} is null")
                .addParameter(FieldTypes.of(field.type()), "value");
    }

    private MethodSpec bufferRef(Field field) {
        return plainSetter(field)
                .addStatement("$T.checkNotNull(value, $S)", Core.WIRE, model.label(field))
                .addStatement("buffer.putLong(offset + $L, value.id())", names.offset(field))
                .addStatement("return this")
                .build();
    }

    private CodeBlock put(Field field) {
        String offset = names.offset(field);
        String label = model.label(field);
        if (field.type() instanceof FieldType.Enumeration) {
            return CodeBlock.of(
                    "buffer.putInt(offset + $L, $L($T.checkNotNull(value, $S)))",
                    offset,
                    names.encoder(),
                    Core.WIRE,
                    label);
        }
        FieldType.Fixed type = (FieldType.Fixed) field.type();
        return switch (type) {
            case BOOLEAN -> CodeBlock.of("buffer.putByte(offset + $L, (byte) (value ? 1 : 0))", offset);
            case UUID -> CodeBlock.of("$T.putUuid(buffer, offset + $L, value, $S)", Core.WIRE, offset, label);
            default -> CodeBlock.of("buffer.put$L(offset + $L, value)", FieldTypes.accessorSuffix(type), offset);
        };
    }

    private MethodSpec uuidHalves(Field field) {
        return setter(field, """
                        Writes the {@code $L} field from its halves.

                        @param mostSignificantBits  upper half
                        @param leastSignificantBits lower half
                        @return this writer""")
                .addParameter(TypeName.LONG, "mostSignificantBits")
                .addParameter(TypeName.LONG, "leastSignificantBits")
                .addStatement("buffer.putLong(offset + $L, mostSignificantBits)", names.offset(field))
                .addStatement("buffer.putLong(offset + $L + Long.BYTES, leastSignificantBits)", names.offset(field))
                .addStatement("return this")
                .build();
    }

    private MethodSpec bufferId(Field field) {
        return setter(field, """
                        Writes the {@code $L} field from the id of a reference.

                        @param id to write
                        @return this writer""")
                .addParameter(TypeName.LONG, "id")
                .addStatement("buffer.putLong(offset + $L, id)", names.offset(field))
                .addStatement("return this")
                .build();
    }

    private MethodSpec tail(Field field) {
        boolean isNullable = field.component().isNullable();
        MethodSpec.Builder method = MethodSpec.methodBuilder(field.name())
                .addJavadoc(
                        """
                        Appends the {@code $L} field to the tail.

                        @param value to write$L
                        @return this writer
                        $L@throws $T if {@code value} is longer than its limit
                        @throws IllegalStateException if the field has been written already""",
                        field.name(),
                        isNullable ? ", or null" : "",
                        isNullable ? "" : "@throws NullPointerException if {@code value} is null\n",
                        Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(writer)
                .addParameter(FieldTypes.of(field.type()), "value")
                .addStatement(
                        "$T.checkUnwritten(buffer.getLong(offset + $L), $S)",
                        Core.TAIL_REF,
                        names.offset(field),
                        model.label(field));
        if (isNullable) {
            method.beginControlFlow("if (value == null)")
                    .addStatement("buffer.putLong(offset + $L, $T.NULL)", names.offset(field), Core.TAIL_REF)
                    .addStatement("return this")
                    .endControlFlow();
        }
        return method.addStatement(append(field))
                .addStatement("buffer.putLong(offset + $L, $T.of(end, length))", names.offset(field), Core.TAIL_REF)
                .addStatement("end += length")
                .addStatement("return this")
                .build();
    }

    private CodeBlock append(Field field) {
        String label = model.label(field);
        if (field.type() instanceof FieldType.Nested nested) {
            return CodeBlock.of(
                    "int length = $T.INSTANCE.encode($T.checkNotNull(value, $S), buffer, offset + end)",
                    Core.codec(nested.type()),
                    Core.WIRE,
                    label);
        }
        return CodeBlock.of(
                "int length = $T.$L(buffer, offset + end, value, $L, $S)",
                Core.WIRE,
                field.type() == FieldType.Variable.TEXT ? "putUtf8" : "putBytes",
                names.limit(field),
                label);
    }
}
