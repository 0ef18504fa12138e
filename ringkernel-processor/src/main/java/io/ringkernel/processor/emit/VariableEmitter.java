// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ArrayTypeName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** Text and bytes. */
record VariableEmitter(FieldScope scope, FieldType.Variable type) implements FieldEmitter {
    private boolean isText() {
        return type == FieldType.Variable.TEXT;
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(isText() ? text() : bytes());
        scope.addTailHas(reader);
        scope.addGetter(
                reader,
                scope.name() + "Length",
                TypeName.INT,
                "the length in bytes of " + scope.the() + (isText() ? ", UTF-8" : "") + scope.orMinusOne(),
                CodeBlock.of("$T.length($L())", Core.TAIL_REF, scope.ref()));
        reader.addMethod(copy());
        if (isText()) {
            addComparisons(reader);
        }
        reader.addMethod(scope.refMethod());
    }

    private void addComparisons(TypeSpec.Builder reader) {
        String upper = MemberNames.startUpper(scope.name());
        MethodSpec.Builder equals = inPlace(
                        scope.derived(scope.name() + "Equals"), """
                        Compares the {@code $L} field, without creating a string.

                        @param text to compare with
                        @return whether both have the same characters$L""", scope.isMaybe() ? "; false if there is none" : "")
                .returns(TypeName.BOOLEAN)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(equals, CodeBlock.of("false"), "equals", "text"));
        MethodSpec.Builder compare = inPlace(
                        scope.derived("compare" + upper), """
                        Compares the {@code $L} field as strings are compared, without creating one.

                        @param text to compare with
                        @return less than 0, 0 or more than 0 as the field is less than, equal to or greater than {@code text}$L""", scope.isMaybe() ? "; -1 if there is none" : "")
                .returns(TypeName.INT)
                .addParameter(CharSequence.class, "text");
        reader.addMethod(readText(compare, CodeBlock.of("-1"), "compare", "text"));
        MethodSpec.Builder append = inPlace(
                        scope.derived("append" + upper), """
                        Appends the {@code $L} field to a text, without creating a string.

                        @param target to append to
                        @return {@code target}$L""", scope.isMaybe() ? ", as it was if there is none" : "")
                .returns(StringBuilder.class)
                .addParameter(StringBuilder.class, "target");
        reader.addMethod(readText(append, CodeBlock.of("target"), "append", "target"));
    }

    private MethodSpec.Builder inPlace(String name, String javadoc, String remark) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(javadoc, scope.name(), remark)
                .addModifiers(Modifier.PUBLIC);
    }

    private MethodSpec readText(MethodSpec.Builder method, CodeBlock ifAbsent, String name, String argument) {
        scope.readRef(method, ifAbsent);
        return method.addStatement(
                        "return $1T.$2L(buffer, offset + $3T.position(ref), $3T.length(ref), $4L, $5S)",
                        Core.UTF_8,
                        name,
                        Core.TAIL_REF,
                        argument,
                        scope.label())
                .build();
    }

    private MethodSpec text() {
        return scope.tailAccessor(
                ", as a new string",
                CodeBlock.of(
                        "$1T.getUtf8(buffer, offset + $2T.position(ref), $2T.length(ref), $3S)",
                        Core.WIRE,
                        Core.TAIL_REF,
                        scope.label()));
    }

    private MethodSpec bytes() {
        return scope.tailAccessor(
                ", as a new array",
                CodeBlock.of(
                        "$1T.getBytes(buffer, offset + $2T.position(ref), $2T.length(ref))", Core.WIRE, Core.TAIL_REF));
    }

    private MethodSpec copy() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(
                        scope.derived("copy" + MemberNames.startUpper(scope.name())))
                .addJavadoc(
                        """
                        Copies the {@code $L} field$L, without creating $L.

                        @param target       to copy into
                        @param targetOffset at which the copy begins
                        @return number of bytes copied$L""",
                        scope.name(),
                        isText() ? ", UTF-8" : "",
                        isText() ? "a string" : "an array",
                        scope.orMinusOne())
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "target")
                .addParameter(TypeName.INT, "targetOffset");
        scope.readRef(method, CodeBlock.of("-1"));
        return method.addStatement(
                        "buffer.getBytes(offset + $T.position(ref), target, targetOffset, $T.length(ref))",
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .addStatement("return $T.length(ref)", Core.TAIL_REF)
                .build();
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        scope.addTailSetters(
                writer,
                scope.append(CodeBlock.of(
                        "$T.$L(buffer, at, value, $L, $S)",
                        Core.WIRE,
                        isText() ? "putUtf8" : "putBytes",
                        scope.room(),
                        scope.label())));
        if (isText()) {
            writer.addMethod(characters());
        }
        writer.addMethod(piece());
    }

    private MethodSpec characters() {
        return scope.setter("""
                        Appends the {@code $L} field to the tail, without creating a string.

                        @param value to write
                        @return this writer
                        @throws NullPointerException if {@code value} is null
                        @throws CodecException if {@code value} is longer than its limit
                        @throws IllegalStateException if the field has been written already""")
                .addParameter(CharSequence.class, "value")
                .addCode(scope.append(
                        CodeBlock.of("$T.put(buffer, at, value, $L, $S)", Core.UTF_8, scope.room(), scope.label())))
                .build();
    }

    private MethodSpec piece() {
        MethodSpec.Builder method = scope.setter("""
                        Appends the {@code $L} field to the tail%s.

                        @param source to copy from
                        @param from   index of the first byte
                        @param count  number of bytes
                        @return this writer
                        @throws CodecException if there are too many bytes%s
                        @throws IllegalStateException if the field has been written already
                        @throws IndexOutOfBoundsException if the bytes do not lie in {@code source}""".formatted(
                isText() ? ", from bytes that are in UTF-8 already" : "", isText() ? ", or they are not UTF-8" : ""));
        return method.addParameter(ArrayTypeName.of(TypeName.BYTE), "source")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "count")
                .addCode(scope.append(CodeBlock.of(
                        "$T.$L(buffer, at, source, from, count, $L, $S)",
                        isText() ? Core.UTF_8 : Core.WIRE,
                        isText() ? "put" : "putBytes",
                        scope.room(),
                        scope.label())))
                .build();
    }

    @Override
    public CodeBlock addLength() {
        return scope.addLength(value -> CodeBlock.of(
                "$T.$L($L, $L, $S)",
                Core.WIRE,
                isText() ? "utf8Length" : "bytesLength",
                value,
                scope.limit(),
                scope.label()));
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
