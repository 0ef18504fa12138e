// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ArrayTypeName;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * One value in each row of a collection.
 *
 * @param scope  of the collection
 * @param name   of the accessors
 * @param the    the value as a sentence names it
 * @param part   of the row that the value is, {@code key} or {@code value}; empty if it is the row
 * @param type   of the value
 * @param offset of the value in the row
 */
record ColumnEmitter(FieldScope scope, String name, String the, String part, FieldType type, int offset) {
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

    /** Whether a value can be read and written by itself. Optionals, arrays and collections cannot. */
    boolean isInPlace() {
        return !isOptional()
                && (isInSlot()
                        || type.plain() instanceof FieldType.Variable
                        || !messages().isEmpty());
    }

    /** The messages that the value can be. */
    List<FieldType.Nested> messages() {
        if (type.plain() instanceof FieldType.OneOf oneOf) {
            return oneOf.cases();
        }
        return type.plain() instanceof FieldType.Nested nested ? List.of(nested) : List.of();
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
        if (isInPlace()) {
            methods(this::addPlainAccessors)
                    .forEach(method -> reader.addMethod(canFail(method) ? scope.readsElement(method, part) : method));
        }
    }

    private static List<MethodSpec> methods(Consumer<TypeSpec.Builder> added) {
        TypeSpec.Builder plain = TypeSpec.classBuilder("Plain");
        added.accept(plain);
        return plain.build().methodSpecs();
    }

    private void addPlainAccessors(TypeSpec.Builder reader) {
        if (isInSlot()) {
            inSlot(reader, BlockForm.of(scope, type.plain()));
        } else if (isBytes()) {
            bytes(reader);
        } else if (type.plain() instanceof FieldType.Variable variable) {
            value(reader, variable);
        } else {
            inner(reader);
        }
    }

    /* What can fail is told the field. What lies in the tail has a reference. */
    private boolean canFail(MethodSpec method) {
        return method.modifiers().contains(Modifier.PUBLIC)
                && (!isInSlot() || method.code().hasText('"' + scope.label() + '"'));
    }

    private String has() {
        return scope.derived("has" + MemberNames.startUpper(name));
    }

    private void inSlot(TypeSpec.Builder reader, BlockForm form) {
        if (!isMaybe()) {
            reader.addMethod(getter(name, form.type(), "its value")
                    .addStatement("return $L", form.get().code(slot()))
                    .build());
        } else {
            reader.addMethod(getter(has(), TypeName.BOOLEAN, "whether it has a value")
                    .addStatement("return $L", isPresent(slot()))
                    .build());
            reader.addMethod(getter(name, JavaTypes.of(type).box(), "its value, or null")
                    .addStatement("int slot = $L", slot())
                    .addStatement(
                            "return $L ? $L : null",
                            isPresent(CodeBlock.of("slot")),
                            form.get().code(CodeBlock.of("slot")))
                    .build());
        }
        int at = 0;
        for (BlockForm.Part part : form.parts()) {
            CodeBlock index = at == 0 ? slot() : CodeBlock.of("$L + $L", slot(), at);
            reader.addMethod(
                    getter(scope.derived(name + MemberNames.startUpper(part.name())), part.type(), "its " + part.what())
                            .addStatement("return $L", part.get().code(index))
                            .build());
            at += part.length();
        }
    }

    private CodeBlock isPresent(CodeBlock slot) {
        return CodeBlock.of(
                "$T.isPresent(buffer, $L + $L, $S)",
                Core.WIRE,
                slot,
                type.plain().blockLength(),
                scope.label());
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
                        scope.derived(name + "Length"),
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
        MethodSpec.Builder equals = compared(scope.derived(name + "Equals"), """
                        Compares $L, without creating a string.

                        @param index of the element
                        @param text  to compare with
                        @return whether both have the same characters$L
                        @throws IndexOutOfBoundsException if there is no such element""", "; false for null")
                .returns(TypeName.BOOLEAN)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(equals, "false", "equals", "text"));
        MethodSpec.Builder compare = compared(scope.derived("compare" + upper), """
                        Compares $L as strings are compared, without creating one.

                        @param index of the element
                        @param text  to compare with
                        @return less than 0, 0 or more than 0 as the element is less than, equal to or greater than {@code text}$L
                        @throws IndexOutOfBoundsException if there is no such element""", "; -1 for null")
                .returns(TypeName.INT)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(compare, "-1", "compare", "text"));
        MethodSpec.Builder append = compared(scope.derived("append" + upper), """
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
                        scope.derived("copy" + MemberNames.startUpper(name)),
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
        return scope.derived(name + "Ref");
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

    private void value(TypeSpec.Builder reader, FieldType.Variable variable) {
        reader.addMethod(
                ref(getter(name, JavaTypes.of(variable), "a new object" + (isMaybe() ? ", or null" : "")), "null")
                        .addStatement(
                                "return $1T.get$2L(buffer, offset + $3T.position(ref), $3T.length(ref), $4S)",
                                ValueEmitter.home(variable),
                                variable.displayName(),
                                Core.TAIL_REF,
                                scope.label())
                        .build());
        reader.addMethod(refMethod(limit()));
    }

    /* A newer writer may know messages that are longer: there is no limit but that of the field. */
    private void inner(TypeSpec.Builder reader) {
        InnerMessage inner = new InnerMessage(scope, name, the, CodeBlock.of("$L(index)", refName()), true, isMaybe());
        if (type.plain() instanceof FieldType.OneOf) {
            reader.addMethod(inner.typeId());
        }
        messages().forEach(message -> reader.addMethod(inner.into(message)));
        reader.addMethod(refMethod(CodeBlock.of("$T.MAX_VALUE", Integer.class)));
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
        methods(this::addPlainSetters)
                .forEach(method -> writer.addMethod(canFail(method) ? scope.writesElement(method, part) : method));
    }

    private void addPlainSetters(TypeSpec.Builder writer) {
        if (type.plain() instanceof FieldType.Variable variable) {
            variable(writer, variable);
            return;
        }
        if (!isInSlot()) {
            messages().forEach(message -> writer.addMethod(begin(message)));
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

    private MethodSpec begin(FieldType.Nested message) {
        ClassName into = Core.writer(message.type());
        return method(name, """
                        Begins $L as a {@code $L},
                        which another writer goes on to write in place. It must be complete before the next element, and before
                        the next field is appended to the tail here.

                        @param index of the element
                        @param into  writer to point there
                        @return {@code into}
                        @throws IndexOutOfBoundsException if there is no such element
                        @throws IllegalStateException if the element has been written already""", the, message.displayName())
                .returns(into)
                .addParameter(into, "into")
                .addStatement(
                        "openElement($S, $L, $L, $T.INSTANCE, into)",
                        scope.label(),
                        scope.offset(),
                        slot(),
                        Core.codec(message.type()))
                .addStatement("return into")
                .build();
    }

    private void variable(TypeSpec.Builder writer, FieldType.Variable variable) {
        MethodSpec.Builder whole = setter("@param value to write" + (isMaybe() ? ", or null" : ""))
                .addParameter(JavaTypes.of(variable), "value");
        writer.addMethod(append(whole, put(variable), "value", isMaybe()));
        if (isText()) {
            MethodSpec.Builder characters =
                    setter("@param value to write; no string is created").addParameter(CharSequence.class, "value");
            writer.addMethod(append(characters, CodeBlock.of("$T.put", Core.UTF_8), "value", false));
        }
        if (isBytes()) {
            MethodSpec.Builder piece = setter("""
                            @param source to copy from%s
                            @param from   index of the first byte
                            @param count  number of bytes""".formatted(isText() ? ", in UTF-8" : ""))
                    .addParameter(ArrayTypeName.of(TypeName.BYTE), "source")
                    .addParameter(TypeName.INT, "from")
                    .addParameter(TypeName.INT, "count");
            CodeBlock put = isText() ? CodeBlock.of("$T.put", Core.UTF_8) : CodeBlock.of("$T.putBytes", Core.WIRE);
            writer.addMethod(append(piece, put, "source, from, count", false));
        }
    }

    private static CodeBlock put(FieldType.Variable variable) {
        return switch (variable) {
            case TEXT -> CodeBlock.of("$T.putUtf8", Core.WIRE);
            case BYTES -> CodeBlock.of("$T.putBytes", Core.WIRE);
            default -> CodeBlock.of("$T.put$L", ValueEmitter.home(variable), variable.displayName());
        };
    }

    private MethodSpec append(MethodSpec.Builder method, CodeBlock put, String arguments, boolean takesNull) {
        method.addStatement("int slot = $L", slot())
                .addStatement("int at = element($S, $L, slot)", scope.label(), scope.offset());
        if (takesNull) {
            method.beginControlFlow("if (value == null)")
                    .addStatement("buffer.putLong(slot, $T.NULL)", Core.TAIL_REF)
                    .addStatement("return this")
                    .endControlFlow();
        }
        return method.addStatement("int room = room($S, at, $L)", scope.label(), limit())
                .addStatement("int length = $L(buffer, at, $L, room, $S)", put, arguments, scope.label())
                .addStatement("appendElement($S, slot, at, length)", scope.label())
                .addStatement("return this")
                .build();
    }
}
