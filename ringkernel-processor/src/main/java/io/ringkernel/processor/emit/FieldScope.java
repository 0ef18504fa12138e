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
import javax.lang.model.element.Modifier;

/**
 * One field, and what the code for it has in common whatever its family is.
 *
 * @param model of the codec
 * @param names of its members
 * @param field of the message
 */
record FieldScope(CodecModel model, MemberNames names, Field field) {
    /** The emitter of the family. */
    FieldEmitter emitter() {
        FieldType type = field.type().plain();
        if (type instanceof FieldType.Bound bound) {
            return new BoundEmitter(this, bound);
        }
        if (type instanceof FieldType.Fixed fixed) {
            return switch (fixed) {
                case UUID -> new UuidEmitter(this);
                case BUFFER_REF -> new BufferRefEmitter(this);
                default -> new PrimitiveEmitter(this, fixed);
            };
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return new EnumFieldEmitter(this, enumeration);
        }
        if (type instanceof FieldType.Variable variable) {
            return new VariableEmitter(this, variable);
        }
        if (type instanceof FieldType.Nested nested) {
            return new NestedEmitter(this, nested);
        }
        return new ElementEmitter(this);
    }

    String name() {
        return field.name();
    }

    String offset() {
        return names.offset(field);
    }

    /** The constant that knows how the values of the field lie in the bytes. */
    String element() {
        return names.element(field);
    }

    String limit() {
        return names.limit(field);
    }

    /** What the writer has left for the field, as an expression. */
    CodeBlock room() {
        return CodeBlock.of("room($S, position, $L)", label(), limit());
    }

    /** The private method of the reader that gives the checked reference to the tail. */
    String ref() {
        return names.ref(field);
    }

    String label() {
        return model.label(field);
    }

    boolean isNullable() {
        return field.component().isNullable();
    }

    TypeName type() {
        return JavaTypes.of(field.type());
    }

    ClassName writer() {
        return Core.writer(model.message().type());
    }

    /** A method of the reader that gives the value of the field. */
    MethodSpec.Builder accessor(String remark) {
        return getter(name(), type(), "the {@code " + name() + "} field" + remark);
    }

    /** A method of the reader that gives something of the field. */
    static MethodSpec.Builder getter(String name, TypeName type, String what) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("{@return $L}", what)
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
    }

    /** Adds a method that the reader has on top of the plain one, unless a component has its name. */
    void addIfFree(TypeSpec.Builder reader, String name, TypeName type, String what, CodeBlock value) {
        if (names.isFree(name)) {
            reader.addMethod(
                    getter(name, type, what).addStatement("return $L", value).build());
        }
    }

    /** A method of the writer. Its Javadoc may name the field with {@code $L}. */
    MethodSpec.Builder setter(String javadoc) {
        return MethodSpec.methodBuilder(name())
                .addJavadoc(javadoc, name())
                .addModifiers(Modifier.PUBLIC)
                .returns(writer());
    }

    /** The method of the writer that takes the value of a field in the block. */
    MethodSpec.Builder blockSetter() {
        String javadoc = """
                Writes the {@code $L} field.

                @param value to write
                @return this writer""";
        return setter(
                        type().isPrimitive()
                                ? javadoc
                                : javadoc + "\n@throws NullPointerException if {@code value} is null")
                .addParameter(type(), "value");
    }

    /** The method of the writer that takes the value of a field in the tail, up to the place where it goes. */
    MethodSpec.Builder tailSetter() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name())
                .addJavadoc(
                        """
                        Appends the {@code $L} field to the tail.

                        @param value to write$L
                        @return this writer
                        $L@throws $T if {@code value} is longer than its limit
                        @throws IllegalStateException if the field has been written already""",
                        name(),
                        isNullable() ? ", or null" : "",
                        isNullable() ? "" : "@throws NullPointerException if {@code value} is null\n",
                        Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(writer())
                .addParameter(type(), "value")
                .addStatement("int position = tail($S, $L)", label(), offset());
        if (isNullable()) {
            method.beginControlFlow("if (value == null)")
                    .addStatement("buffer.putLong(offset + $L, $T.NULL)", offset(), Core.TAIL_REF)
                    .addStatement("return this")
                    .endControlFlow();
        }
        return method;
    }

    /** The statements that append bytes to the tail, and end the method. */
    CodeBlock append(CodeBlock length) {
        return CodeBlock.builder()
                .addStatement("int length = $L", length)
                .addStatement("append($S, $L, position, length)", label(), offset())
                .addStatement("return this")
                .build();
    }

    /** The statements that add the length of a field in the tail, if it is there. */
    CodeBlock addLength(CodeBlock length) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (isNullable()) {
            return code.beginControlFlow("if ($L != null)", value())
                    .addStatement("length += $L", length)
                    .endControlFlow()
                    .build();
        }
        return code.addStatement("length += $L", length).build();
    }

    /** The private method of the reader that checks the reference to the tail. */
    MethodSpec refMethod() {
        return MethodSpec.methodBuilder(ref())
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.LONG)
                .addCode(Evolution.referenceGuard(field))
                .addStatement(
                        "return $T.$L(buffer.getLong(offset + $L), length, $L, $S)",
                        Core.TAIL_REF,
                        isNullable() ? "checkNullable" : "check",
                        offset(),
                        limit(),
                        label())
                .build();
    }

    /** Writes the statements that fetch the reference, and give up if there is no value. */
    void readRef(MethodSpec.Builder method, String ifNull) {
        method.addStatement("long ref = $L()", ref());
        if (isNullable()) {
            method.beginControlFlow("if ($T.isNull(ref))", Core.TAIL_REF)
                    .addStatement("return $L", ifNull)
                    .endControlFlow();
        }
    }

    /** The value of the component. */
    CodeBlock value() {
        return field.component().isDeprecated()
                ? CodeBlock.of("$L(message)", names.deprecated(field))
                : CodeBlock.of("message.$L()", name());
    }

    /** The statement that gives the value of the record to the method of the writer with its name. */
    CodeBlock plainWrite() {
        return CodeBlock.of("writer.$L($L)", name(), value());
    }

    /** The call of the method of the reader with the name of the field. */
    CodeBlock plainRead() {
        return CodeBlock.of("reader.$L()", name());
    }
}
