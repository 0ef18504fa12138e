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
        String field = "the {@code " + scope.name() + "} field";
        if (scope.isNullable()) {
            scope.addIfFree(
                    reader,
                    "has" + MemberNames.startUpper(scope.name()),
                    TypeName.BOOLEAN,
                    "whether " + field + " is not null",
                    CodeBlock.of("!$T.isNull($L())", Core.TAIL_REF, scope.ref()));
        }
        scope.addIfFree(
                reader,
                scope.name() + "Length",
                TypeName.INT,
                "the length in bytes of " + field + (isText() ? ", UTF-8" : "")
                        + (scope.isNullable() ? "; -1 for null" : ""),
                CodeBlock.of("$T.length($L())", Core.TAIL_REF, scope.ref()));
        reader.addMethod(copy());
        reader.addMethod(scope.refMethod());
    }

    private MethodSpec text() {
        MethodSpec.Builder method = scope.accessor(", as a new string" + orNull());
        scope.readRef(method, "null");
        return method.addStatement(
                        "return $T.getUtf8(buffer, offset + $T.position(ref), $T.length(ref), $S)",
                        Core.WIRE,
                        Core.TAIL_REF,
                        Core.TAIL_REF,
                        scope.label())
                .build();
    }

    private MethodSpec bytes() {
        MethodSpec.Builder method = scope.accessor(", as a new array" + orNull());
        scope.readRef(method, "null");
        return method.addStatement(
                        "return $T.getBytes(buffer, offset + $T.position(ref), $T.length(ref))",
                        Core.WIRE,
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .build();
    }

    private String orNull() {
        return scope.isNullable() ? ", or null" : "";
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
                        scope.isNullable() ? "; -1 for null" : "")
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(ArrayTypeName.of(TypeName.BYTE), "target")
                .addParameter(TypeName.INT, "targetOffset");
        scope.readRef(method, "-1");
        return method.addStatement(
                        "buffer.getBytes(offset + $T.position(ref), target, targetOffset, $T.length(ref))",
                        Core.TAIL_REF,
                        Core.TAIL_REF)
                .addStatement("return $T.length(ref)", Core.TAIL_REF)
                .build();
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        writer.addMethod(scope.tailSetter()
                .addCode(scope.append(CodeBlock.of(
                        "$T.$L(buffer, offset + position, value, $L, $S)",
                        Core.WIRE,
                        isText() ? "putUtf8" : "putBytes",
                        scope.room(),
                        scope.label())))
                .build());
    }

    @Override
    public CodeBlock addLength() {
        return scope.addLength(CodeBlock.of(
                "$T.$L($L, $L, $S)",
                Core.WIRE,
                isText() ? "utf8Length" : "bytesLength",
                scope.value(),
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
