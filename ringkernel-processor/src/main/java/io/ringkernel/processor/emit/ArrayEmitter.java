// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ArrayTypeName;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** Arrays of primitives: whole, in pieces, and one element after the other. */
record ArrayEmitter(FieldScope scope, FieldType.Fixed element) implements FieldEmitter {
    private boolean isBoolean() {
        return element == FieldType.Fixed.BOOLEAN;
    }

    private TypeName elementType() {
        return JavaTypes.of(element);
    }

    private CodeBlock width() {
        return isBoolean()
                ? CodeBlock.of("Byte.BYTES")
                : CodeBlock.of("$L.BYTES", ((ClassName) elementType().box()).simpleName());
    }

    /* The position of an element behind the first. */
    private CodeBlock scaled() {
        return isBoolean() ? CodeBlock.of("index") : CodeBlock.of("index * $L", width());
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        MethodSpec.Builder whole = scope.accessor(", as a new array" + scope.orAbsent())
                .addStatement("$L()", scope.names().select(scope.field()));
        if (scope.isMaybe()) {
            whole.beginControlFlow("if (selectedCount < 0)")
                    .addStatement("return $L", scope.absent())
                    .endControlFlow();
        }
        reader.addMethod(whole.addStatement("$1T[] values = new $1T[selectedCount]", elementType())
                .addStatement(bulkGet("selectedStart", "values", "0", "values.length"))
                .addStatement("return $L", scope.present(CodeBlock.of("values")))
                .build());
        scope.addTailHas(reader);
        scope.addSelection(
                reader,
                "elements of ",
                CodeBlock.of(
                        "selectPacked($S, $L, $L(), $L, $L)",
                        scope.label(),
                        scope.offset(),
                        scope.ref(),
                        width(),
                        maxCount()));
        reader.addMethod(elementAt());
        scope.addSlot(reader, scope.selectedSlot(true, width()));
        reader.addMethod(copy());
        reader.addMethod(scope.refMethod());
    }

    private CodeBlock maxCount() {
        return CodeBlock.of("$L / $L", scope.limit(), width());
    }

    private CodeBlock slot() {
        return CodeBlock.of("$L(index)", scope.names().slot(scope.field()));
    }

    private CodeBlock bulkGet(Object at, String target, String targetIndex, String count) {
        return isBoolean()
                ? CodeBlock.of(
                        "$T.getBooleans(buffer, $L, $L, $L, $L, $S)",
                        Core.WIRE,
                        at,
                        target,
                        targetIndex,
                        count,
                        scope.label())
                : CodeBlock.of("buffer.get$Ls($L, $L, $L, $L)", suffix(), at, target, targetIndex, count);
    }

    private String suffix() {
        return JavaTypes.accessorSuffix(element);
    }

    private MethodSpec elementAt() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(scope.name())
                .addJavadoc("""
                        Reads one element of $L.

                        @param index of the element
                        @return the element
                        @throws IndexOutOfBoundsException if there is no such element""", scope.the())
                .addModifiers(Modifier.PUBLIC)
                .returns(elementType())
                .addParameter(TypeName.INT, "index");
        method.addStatement(
                isBoolean()
                        ? CodeBlock.of("return $T.getBoolean(buffer, $L, $S)", Core.WIRE, slot(), scope.label())
                        : CodeBlock.of("return buffer.get$L($L)", suffix(), slot()));
        return isBoolean() ? scope.readsElement(method.build(), "") : method.build();
    }

    private MethodSpec copy() {
        return MethodSpec.methodBuilder(scope.derived("copy" + MemberNames.startUpper(scope.name())))
                .addJavadoc("""
                        Copies elements of $L, without creating an array.

                        @param index       of the first element
                        @param target      to copy into
                        @param targetIndex at which the copy begins
                        @param count       number of elements
                        @return {@code count}
                        @throws IndexOutOfBoundsException if the elements do not lie in both""", scope.the())
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(TypeName.INT, "index")
                .addParameter(ArrayTypeName.of(elementType()), "target")
                .addParameter(TypeName.INT, "targetIndex")
                .addParameter(TypeName.INT, "count")
                .addStatement("$L()", scope.names().select(scope.field()))
                .addStatement("checkRange($S, index, count)", scope.label())
                .addStatement(bulkGet(CodeBlock.of("selectedStart + $L", scaled()), "target", "targetIndex", "count"))
                .addStatement("return count")
                .build();
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        scope.addTailSetters(
                writer,
                CodeBlock.of(
                        "return $L(value, 0, $T.checkNotNull(value, $S).length);\n",
                        scope.call(),
                        Core.WIRE,
                        scope.label()));
        writer.addMethod(piece());
        writer.addMethod(room());
        writer.addMethod(setElement());
        scope.addSlot(
                writer,
                CodeBlock.builder()
                        .addStatement("return slot($S, $L, $L, true, index)", scope.label(), scope.offset(), width())
                        .build());
    }

    private MethodSpec piece() {
        return scope.setter("""
                        Appends the {@code $L} field to the tail.

                        @param source to copy from
                        @param from   index of the first element
                        @param count  number of elements
                        @return this writer
                        @throws CodecException if there are too many elements
                        @throws IllegalStateException if the field has been written already
                        @throws IndexOutOfBoundsException if the elements do not lie in {@code source}""")
                .addParameter(ArrayTypeName.of(elementType()), "source")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "count")
                .addStatement("int at = tail($S, $L)", scope.label(), scope.offset())
                .addStatement(
                        "int length = $T.arrayLength(count, $L, $L, $S)",
                        Core.WIRE,
                        width(),
                        scope.room(),
                        scope.label())
                .addStatement(
                        isBoolean()
                                ? CodeBlock.of("$T.putBooleans(buffer, at, source, from, count)", Core.WIRE)
                                : CodeBlock.of("buffer.put$Ls(at, source, from, count)", suffix()))
                .addStatement("append($S, $L, at, length)", scope.label(), scope.offset())
                .addStatement("return this")
                .build();
    }

    private MethodSpec room() {
        return MethodSpec.methodBuilder(scope.count())
                .addJavadoc("""
                        Makes room for the elements of $L, which are zero until they are written one by one.

                        @param count number of elements
                        @return this writer
                        @throws CodecException if there are too many elements
                        @throws IllegalStateException if the field has been written already""", scope.the())
                .addModifiers(Modifier.PUBLIC)
                .returns(scope.writer())
                .addParameter(TypeName.INT, "count")
                .addStatement("table($S, $L, $L, true, $L, count)", scope.label(), scope.offset(), width(), maxCount())
                .addStatement("return this")
                .build();
    }

    private MethodSpec setElement() {
        return scope.setter("""
                        Writes one element of the {@code $L} field, after {@code %s}.

                        @param index of the element
                        @param value to write
                        @return this writer
                        @throws IndexOutOfBoundsException if there is no room for such an element""".formatted(scope.count()))
                .addParameter(TypeName.INT, "index")
                .addParameter(elementType(), "value")
                .addStatement(
                        isBoolean()
                                ? CodeBlock.of("buffer.putByte($L, (byte) (value ? 1 : 0))", slot())
                                : CodeBlock.of("buffer.put$L($L, value)", suffix(), slot()))
                .addStatement("return this")
                .build();
    }

    @Override
    public CodeBlock addLength() {
        return scope.addLength(value -> CodeBlock.of(
                "$1T.arrayLength($1T.checkNotNull($2L, $3S).length, $4L, $5L, $3S)",
                Core.WIRE,
                value,
                scope.label(),
                width(),
                scope.limit()));
    }

    @Override
    public CodeBlock write() {
        return scope.plainWrite();
    }

    @Override
    public CodeBlock read() {
        return scope.plainRead();
    }
}
