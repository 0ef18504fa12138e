// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import javax.lang.model.element.Modifier;

/** Writes the class that reads the fields of a message where they lie. */
final class ReaderEmitter {
    private static final TypeName BYTE_ARRAY = ArrayTypeName.of(TypeName.BYTE);

    private final CodecModel model;
    private final Layout layout;
    private final MemberNames names;
    private final ClassName reader;

    ReaderEmitter(CodecModel model, MemberNames names) {
        this.model = model;
        this.layout = model.layout();
        this.names = names;
        this.reader = Core.reader(model.message().type());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(reader)
                .addJavadoc(
                        "Reads the fields of an encoded {@link $T} where they lie. Reusable; not thread-safe.",
                        Core.name(model.message().type()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
        if (!layout.fields().isEmpty()) {
            type.addField(Core.MESSAGE_BUFFER, "buffer", Modifier.PRIVATE);
            type.addField(TypeName.INT, "offset", Modifier.PRIVATE);
        }
        if (layout.hasTail()) {
            type.addField(TypeName.INT, "length", Modifier.PRIVATE);
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("Creates a reader that must be {@linkplain #wrap wrapped} before use.")
                .addModifiers(Modifier.PUBLIC)
                .build());
        type.addMethod(wrap());
        layout.fields().forEach(field -> accessors(type, field));
        return type.build();
    }

    private MethodSpec wrap() {
        String name = model.message().type().simpleName();
        MethodSpec.Builder method = MethodSpec.methodBuilder("wrap")
                .addJavadoc("""
                        Points this reader at an encoded message.

                        @param buffer holding the message
                        @param offset at which the message begins
                        @param length of the message in bytes
                        @return this reader
                        @throws $T if {@code length} is too short to hold a {@code $L}""", Core.CODEC_EXCEPTION, name)
                .addModifiers(Modifier.PUBLIC)
                .returns(reader)
                .addParameter(Core.MESSAGE_BUFFER, "buffer")
                .addParameter(TypeName.INT, "offset")
                .addParameter(TypeName.INT, "length")
                .addStatement("$T.checkLength(length, BLOCK_LENGTH, $S)", Core.WIRE, name);
        if (!layout.fields().isEmpty()) {
            method.addStatement("this.buffer = buffer").addStatement("this.offset = offset");
        }
        if (layout.hasTail()) {
            method.addStatement("this.length = length");
        }
        return method.addStatement("return this").build();
    }

    private void accessors(TypeSpec.Builder type, Field field) {
        if (field.type() instanceof FieldType.Fixed fixed) {
            fixed(type, field, fixed);
        } else if (field.type() instanceof FieldType.Enumeration enumeration) {
            type.addMethod(accessor(field, "")
                    .addStatement(
                            "return $L(buffer.getInt(offset + $L), $S)",
                            names.decoder(enumeration),
                            names.offset(field),
                            model.label(field))
                    .build());
        } else if (field.type() instanceof FieldType.Variable variable) {
            variable(type, field, variable);
        } else {
            nested(type, field, (FieldType.Nested) field.type());
        }
    }

    private MethodSpec.Builder accessor(Field field, String remark) {
        return getter(field.name(), FieldTypes.of(field.type()), "the {@code " + field.name() + "} field" + remark);
    }

    private static MethodSpec.Builder getter(String name, TypeName type, String what) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc("{@return $L}", what)
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
    }

    private void fixed(TypeSpec.Builder type, Field field, FieldType.Fixed fixed) {
        String offset = names.offset(field);
        switch (fixed) {
            case BOOLEAN ->
                type.addMethod(accessor(field, "")
                        .addStatement("return buffer.getByte(offset + $L) != 0", offset)
                        .build());
            case UUID -> {
                type.addMethod(accessor(field, ", as a new object")
                        .addStatement("return $T.getUuid(buffer, offset + $L)", Core.WIRE, offset)
                        .build());
                part(type, field, "MostSignificantBits", "upper half", "offset + " + offset);
                part(type, field, "LeastSignificantBits", "lower half", "offset + " + offset + " + Long.BYTES");
            }
            case BUFFER_REF -> {
                type.addMethod(accessor(field, ", as a new object")
                        .addStatement("return new $T(buffer.getLong(offset + $L))", Core.BUFFER_REF, offset)
                        .build());
                part(type, field, "Id", "id", "offset + " + offset);
            }
            default ->
                type.addMethod(accessor(field, "")
                        .addStatement("return buffer.get$L(offset + $L)", FieldTypes.accessorSuffix(fixed), offset)
                        .build());
        }
    }

    /* Gives a long of a field that is otherwise an object. */
    private void part(TypeSpec.Builder type, Field field, String suffix, String part, String index) {
        String name = field.name() + suffix;
        if (names.isFree(name)) {
            type.addMethod(getter(name, TypeName.LONG, "the " + part + " of the {@code " + field.name() + "} field")
                    .addStatement("return buffer.getLong($L)", index)
                    .build());
        }
    }

    private void variable(TypeSpec.Builder type, Field field, FieldType.Variable variable) {
        boolean isText = variable == FieldType.Variable.TEXT;
        type.addMethod(isText ? text(field) : bytes(field));
        if (field.component().isNullable()) {
            presence(type, field);
        }
        length(type, field, isText);
        type.addMethod(copy(field, isText));
        type.addMethod(ref(field));
    }

    private MethodSpec text(Field field) {
        MethodSpec.Builder method = accessor(field, ", as a new string" + orNull(field));
        readRef(method, field, "null");
        return method.addStatement(
                        "return $T.getUtf8(buffer, offset + $T.position(ref), $T.length(ref), $S)",
                        Core.WIRE,
                        Core.TAIL_REF,
                        Core.TAIL_REF,
                        model.label(field))
                .build();
    }

    private MethodSpec bytes(Field field) {
        MethodSpec.Builder method = accessor(field, ", as a new array" + orNull(field));
        readRef(method, field, "null");
        return method.addStatement(
                        "return $T.getBytes(buffer, offset + $T.position(ref), $T.length(ref))",
                        Core.WIRE,
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .build();
    }

    private static String orNull(Field field) {
        return field.component().isNullable() ? ", or null" : "";
    }

    private void presence(TypeSpec.Builder type, Field field) {
        String name = "has" + MemberNames.startUpper(field.name());
        if (names.isFree(name)) {
            type.addMethod(getter(name, TypeName.BOOLEAN, "whether the {@code " + field.name() + "} field is not null")
                    .addStatement("return !$T.isNull($L())", Core.TAIL_REF, names.ref(field))
                    .build());
        }
    }

    private void length(TypeSpec.Builder type, Field field, boolean isText) {
        String name = field.name() + "Length";
        if (names.isFree(name)) {
            String what = "the length in bytes of the {@code " + field.name() + "} field" + (isText ? ", UTF-8" : "")
                    + (field.component().isNullable() ? "; -1 for null" : "");
            type.addMethod(getter(name, TypeName.INT, what)
                    .addStatement("return $T.length($L())", Core.TAIL_REF, names.ref(field))
                    .build());
        }
    }

    private void readRef(MethodSpec.Builder method, Field field, String ifNull) {
        method.addStatement("long ref = $L()", names.ref(field));
        if (field.component().isNullable()) {
            method.beginControlFlow("if ($T.isNull(ref))", Core.TAIL_REF)
                    .addStatement("return $L", ifNull)
                    .endControlFlow();
        }
    }

    private MethodSpec copy(Field field, boolean isText) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("copy" + MemberNames.startUpper(field.name()))
                .addJavadoc(
                        """
                        Copies the {@code $L} field$L, without creating $L.

                        @param target       to copy into
                        @param targetOffset at which the copy begins
                        @return number of bytes copied$L""",
                        field.name(),
                        isText ? ", UTF-8" : "",
                        isText ? "a string" : "an array",
                        field.component().isNullable() ? "; -1 for null" : "")
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(BYTE_ARRAY, "target")
                .addParameter(TypeName.INT, "targetOffset");
        readRef(method, field, "-1");
        return method.addStatement(
                        "buffer.getBytes(offset + $T.position(ref), target, targetOffset, $T.length(ref))",
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .addStatement("return $T.length(ref)", Core.TAIL_REF)
                .build();
    }

    private MethodSpec ref(Field field) {
        return MethodSpec.methodBuilder(names.ref(field))
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.LONG)
                .addStatement(
                        "return $T.$L(buffer.getLong(offset + $L), length, $L, $S)",
                        Core.TAIL_REF,
                        field.component().isNullable() ? "checkNullable" : "check",
                        names.offset(field),
                        names.limit(field),
                        model.label(field))
                .build();
    }

    private void nested(TypeSpec.Builder type, Field field, FieldType.Nested nested) {
        type.addMethod(accessor(field, ", as a new record")
                .addStatement("long ref = $L()", names.ref(field))
                .addStatement(
                        "return $T.INSTANCE.decode(buffer, offset + $T.position(ref), $T.length(ref))",
                        Core.codec(nested.type()),
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .build());
        ClassName into = Core.reader(nested.type());
        type.addMethod(MethodSpec.methodBuilder(field.name())
                .addJavadoc("""
                        Points another reader at the {@code $L} field.

                        @param into reader to point there
                        @return {@code into}
                        @throws $T if the field is too short to hold a {@code $L}""", field.name(), Core.CODEC_EXCEPTION, nested.displayName())
                .addModifiers(Modifier.PUBLIC)
                .returns(into)
                .addParameter(into, "into")
                .addStatement("long ref = $L()", names.ref(field))
                .addStatement(
                        "return into.wrap(buffer, offset + $T.position(ref), $T.length(ref))",
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .build());
        type.addMethod(ref(field));
    }
}
