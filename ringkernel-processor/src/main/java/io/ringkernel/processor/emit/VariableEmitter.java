// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;
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
        scope.addIfFree(
                reader,
                scope.name() + "Length",
                TypeName.INT,
                "the length in bytes of " + scope.the() + (isText() ? ", UTF-8" : "") + scope.orMinusOne(),
                CodeBlock.of("$T.length($L())", Core.TAIL_REF, scope.ref()));
        reader.addMethod(copy());
        reader.addMethod(scope.refMethod());
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
        MethodSpec.Builder method = MethodSpec.methodBuilder("copy" + MemberNames.startUpper(scope.name()))
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
                        "$T.$L(buffer, offset + position, value, $L, $S)",
                        Core.WIRE,
                        isText() ? "putUtf8" : "putBytes",
                        scope.room(),
                        scope.label())));
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
