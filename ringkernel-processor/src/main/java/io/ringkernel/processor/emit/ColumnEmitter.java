// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * One value in each row of a collection.
 *
 * @param scope  of the collection
 * @param name   of the accessors
 * @param the    the value as a sentence names it
 * @param type   of the value
 * @param offset of the value in the row
 */
record ColumnEmitter(FieldScope scope, String name, String the, FieldType type, int offset) {
    private boolean isMaybe() {
        return type instanceof FieldType.Maybe;
    }

    private boolean isOptional() {
        return type instanceof FieldType.Maybe maybe && maybe.absence() == FieldType.Absence.OPTIONAL;
    }

    private boolean isInSlot() {
        return !type.isTail();
    }

    private boolean isBytes() {
        return type.plain() == FieldType.Variable.TEXT || type.plain() == FieldType.Variable.BYTES;
    }

    private boolean isText() {
        return type.plain() == FieldType.Variable.TEXT;
    }

    /** Whether a value can be read where it lies. Optionals are not: they would be objects. */
    boolean isReadable() {
        return !isOptional() && (isInSlot() || isBytes() || type.plain() instanceof FieldType.OneOf);
    }

    /** Whether a value can be written where it is to lie. */
    boolean isWritable() {
        return !isOptional() && (isInSlot() || isBytes());
    }

    /* The slot of the value, as an expression. */
    private CodeBlock slot() {
        String slot = scope.names().slot(scope.field()) + "(index)";
        return offset == 0 ? CodeBlock.of("$L", slot) : CodeBlock.of("$L + $L", slot, offset);
    }

    private static MethodSpec.Builder method(String name, String javadoc, Object... arguments) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(javadoc, arguments)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.INT, "index");
    }

    private MethodSpec.Builder getter(String accessor, TypeName returned, String what) {
        return method(accessor, """
                        Reads $L.

                        @param index of the element
                        @return $L
                        @throws IndexOutOfBoundsException if there is no such element""", the, what).returns(returned);
    }

    void addAccessors(TypeSpec.Builder reader) {
        if (!isReadable()) {
            return;
        }
        if (isInSlot()) {
            inSlot(reader, BlockForm.of(scope, type.plain()));
        } else if (isBytes()) {
            bytes(reader);
        } else {
            oneOf(reader, (FieldType.OneOf) type.plain());
        }
    }

    private String has() {
        return "has" + MemberNames.startUpper(name);
    }

    private void inSlot(TypeSpec.Builder reader, BlockForm form) {
        if (!isMaybe()) {
            reader.addMethod(getter(name, form.type(), "its value")
                    .addStatement("return $L", form.get().code(slot()))
                    .build());
        } else {
            reader.addMethod(getter(has(), TypeName.BOOLEAN, "whether it has a value")
                    .addStatement(
                            "return $T.isPresent(buffer, $L + $L, $S)",
                            Core.WIRE,
                            slot(),
                            type.plain().blockLength(),
                            scope.label())
                    .build());
            reader.addMethod(getter(name, JavaTypes.of(type).box(), "its value, or null")
                    .addStatement(
                            "return $L(index) ? $L : null", has(), form.get().code(slot()))
                    .build());
        }
        int at = 0;
        for (BlockForm.Part part : form.parts()) {
            CodeBlock index = at == 0 ? slot() : CodeBlock.of("$L + $L", slot(), at);
            reader.addMethod(getter(name + MemberNames.startUpper(part.name()), part.type(), "its " + part.what())
                    .addStatement("return $L", part.get().code(index))
                    .build());
            at += part.length();
        }
    }

    private void bytes(TypeSpec.Builder reader) {
        String orNull = isMaybe() ? ", or null" : "";
        CodeBlock get = isText()
                ? CodeBlock.of(
                        "$1T.getUtf8(buffer, offset + $2T.position(ref), $2T.length(ref), $3S)",
                        Core.WIRE,
                        Core.TAIL_REF,
                        scope.label())
                : CodeBlock.of(
                        "$1T.getBytes(buffer, offset + $2T.position(ref), $2T.length(ref))", Core.WIRE, Core.TAIL_REF);
        reader.addMethod(ref(
                        getter(name, JavaTypes.of(type.plain()), (isText() ? "a new string" : "a new array") + orNull),
                        "null")
                .addStatement("return $L", get)
                .build());
        reader.addMethod(getter(
                        name + "Length",
                        TypeName.INT,
                        "its length in bytes" + (isText() ? ", UTF-8" : "") + (isMaybe() ? "; -1 for null" : ""))
                .addStatement("return $T.length($L(index))", Core.TAIL_REF, refName())
                .build());
        reader.addMethod(ref(copy(), "-1")
                .addStatement(
                        "buffer.getBytes(offset + $1T.position(ref), target, targetOffset, $1T.length(ref))",
                        Core.TAIL_REF)
                .addStatement("return $T.length(ref)", Core.TAIL_REF)
                .build());
        if (isText()) {
            addComparisons(reader);
        }
        reader.addMethod(refMethod(limit()));
    }

    private void addComparisons(TypeSpec.Builder reader) {
        String upper = MemberNames.startUpper(name);
        MethodSpec.Builder equals = compared(name + "Equals", """
                        Compares $L, without creating a string.

                        @param index of the element
                        @param text  to compare with
                        @return whether both have the same characters$L
                        @throws IndexOutOfBoundsException if there is no such element""", "; false for null")
                .returns(TypeName.BOOLEAN)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(equals, "false", "equals", "text"));
        MethodSpec.Builder compare = compared("compare" + upper, """
                        Compares $L as strings are compared, without creating one.

                        @param index of the element
                        @param text  to compare with
                        @return less than 0, 0 or more than 0 as the element is less than, equal to or greater than {@code text}$L
                        @throws IndexOutOfBoundsException if there is no such element""", "; -1 for null")
                .returns(TypeName.INT)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(compare, "-1", "compare", "text"));
        MethodSpec.Builder append = compared("append" + upper, """
                        Appends $L to a text, without creating a string.

                        @param index  of the element
                        @param target to append to
                        @return {@code target}$L
                        @throws IndexOutOfBoundsException if there is no such element""", ", as it was for null")
                .returns(StringBuilder.class)
                .addParameter(StringBuilder.class, "target");
        reader.addMethod(readText(append, "target", "append", "target"));
    }

    private MethodSpec.Builder compared(String accessor, String javadoc, String ifNull) {
        return method(accessor, javadoc, the, isMaybe() ? ifNull : "");
    }

    private MethodSpec readText(MethodSpec.Builder method, String ifNull, String name, String argument) {
        return ref(method, ifNull)
                .addStatement(
                        "return $1T.$2L(buffer, offset + $3T.position(ref), $3T.length(ref), $4L, $5S)",
                        Core.UTF_8,
                        name,
                        Core.TAIL_REF,
                        argument,
                        scope.label())
                .build();
    }

    private int limit() {
        return scope.field().component().lengthLimit((FieldType.Variable) type.plain());
    }

    private MethodSpec.Builder copy() {
        return method(
                        "copy" + MemberNames.startUpper(name),
                        """
                        Copies $L$L, without creating $L.

                        @param index        of the element
                        @param target       to copy into
                        @param targetOffset at which the copy begins
                        @return number of bytes copied$L
                        @throws IndexOutOfBoundsException if there is no such element""",
                        the,
                        isText() ? ", UTF-8" : "",
                        isText() ? "a string" : "an array",
                        isMaybe() ? "; -1 for null" : "")
                .returns(TypeName.INT)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "target")
                .addParameter(TypeName.INT, "targetOffset");
    }

    private String refName() {
        return scope.names().elementRef(name);
    }

    private MethodSpec.Builder ref(MethodSpec.Builder method, String ifNull) {
        method.addStatement("long ref = $L(index)", refName());
        if (isMaybe()) {
            method.beginControlFlow("if ($T.isNull(ref))", Core.TAIL_REF)
                    .addStatement("return $L", ifNull)
                    .endControlFlow();
        }
        return method;
    }

    private MethodSpec refMethod(Object limit) {
        return MethodSpec.methodBuilder(refName())
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.LONG)
                .addParameter(TypeName.INT, "index")
                .addStatement(
                        "return $L($S, $L, $L)", isMaybe() ? "elementOrNull" : "element", scope.label(), slot(), limit)
                .build();
    }

    private void oneOf(TypeSpec.Builder reader, FieldType.OneOf oneOf) {
        new OneOfEmitter(scope, oneOf).addElementAccessors(reader, name, the, refName(), isMaybe());
        reader.addMethod(refMethod(scope.limit()));
    }

    private MethodSpec.Builder setter(String params) {
        return method(name, """
                        Writes $L.

                        @param index of the element
                        $L
                        @return this writer
                        @throws IndexOutOfBoundsException if there is no such element""", the, params).returns(scope.writer());
    }

    void addSetters(TypeSpec.Builder writer) {
        if (isBytes()) {
            writer.addMethod(putBytes());
            return;
        }
        BlockForm form = BlockForm.of(scope, type.plain());
        MethodSpec.Builder method = setter("@param value to write").addParameter(form.type(), "value");
        writer.addMethod(present(method, form.put().code(CodeBlock.of("slot"))).build());
        if (!form.parts().isEmpty()) {
            writer.addMethod(parts(form));
        }
    }

    private MethodSpec.Builder present(MethodSpec.Builder method, CodeBlock put) {
        method.addStatement("int slot = $L", slot()).addStatement(put);
        if (isMaybe()) {
            method.addStatement(
                    "buffer.putByte(slot + $L, (byte) 1)", type.plain().blockLength());
        }
        return method.addStatement("return this");
    }

    private MethodSpec parts(BlockForm form) {
        String params = form.parts().stream()
                .map(part -> "@param " + part.name() + " its " + part.what())
                .collect(Collectors.joining("\n"));
        MethodSpec.Builder method = setter(params);
        method.addStatement("int slot = $L", slot());
        int at = 0;
        for (BlockForm.Part part : form.parts()) {
            method.addParameter(part.type(), part.name());
            method.addStatement(part.put().code(at == 0 ? CodeBlock.of("slot") : CodeBlock.of("slot + $L", at)));
            at += part.length();
        }
        if (isMaybe()) {
            method.addStatement(
                    "buffer.putByte(slot + $L, (byte) 1)", type.plain().blockLength());
        }
        return method.addStatement("return this").build();
    }

    private MethodSpec putBytes() {
        MethodSpec.Builder method = setter("@param value to write" + (isMaybe() ? ", or null" : ""))
                .addParameter(JavaTypes.of(type.plain()), "value")
                .addStatement("int slot = $L", slot())
                .addStatement("int at = element($S, $L, slot)", scope.label(), scope.offset());
        if (isMaybe()) {
            method.beginControlFlow("if (value == null)")
                    .addStatement("buffer.putLong(slot, $T.NULL)", Core.TAIL_REF)
                    .addStatement("return this")
                    .endControlFlow();
        }
        return method.addStatement("int room = room($S, at, $L)", scope.label(), limit())
                .addStatement(
                        "int length = $T.$L(buffer, at, value, room, $S)",
                        Core.WIRE,
                        isText() ? "putUtf8" : "putBytes",
                        scope.label())
                .addStatement("appendElement($S, slot, at, length)", scope.label())
                .addStatement("return this")
                .build();
    }
}
