// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;
import javax.lang.model.element.Modifier;

/** One of several messages behind a sealed interface, read and written in place. */
record OneOfEmitter(FieldScope scope, FieldType.OneOf type) {
    void addAccessors(TypeSpec.Builder reader) {
        accessors(reader, scope.name(), scope.the(), CodeBlock.of("$L()", scope.ref()), false, scope.isMaybe());
    }

    void addElementAccessors(TypeSpec.Builder reader, String name, String the, String ref, boolean isMaybe) {
        accessors(reader, name, the, CodeBlock.of("$L(index)", ref), true, isMaybe);
    }

    private void accessors(
            TypeSpec.Builder reader, String name, String the, CodeBlock ref, boolean isElement, boolean isMaybe) {
        if (isElement || scope.names().isFree(name + "TypeId")) {
            reader.addMethod(typeId(name, the, ref, isElement, isMaybe));
        }
        type.cases().forEach(message -> reader.addMethod(into(message, name, the, ref, isElement, isMaybe)));
    }

    private MethodSpec typeId(String name, String the, CodeBlock ref, boolean isElement, boolean isMaybe) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name + "TypeId")
                .addJavadoc("""
                        Tells which message $L is.

                        $L@return the type id of the message$L
                        @throws $T if the field is too short for any""", the, index(isElement), isMaybe ? "; 0 if there is none" : "", Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT);
        return ref(method, ref, isElement, isMaybe, "0")
                .addStatement(
                        "return $T.typeId(buffer, offset + $T.position(ref), $T.length(ref), $S)",
                        Core.NESTED,
                        Core.TAIL_REF,
                        Core.TAIL_REF,
                        scope.label())
                .build();
    }

    private static String index(boolean isElement) {
        return isElement ? "@param index of the element\n" : "";
    }

    private static MethodSpec.Builder ref(
            MethodSpec.Builder method, CodeBlock ref, boolean isElement, boolean isMaybe, String ifNull) {
        if (isElement) {
            method.addParameter(TypeName.INT, "index");
        }
        method.addStatement("long ref = $L", ref);
        if (isMaybe) {
            method.beginControlFlow("if ($T.isNull(ref))", Core.TAIL_REF)
                    .addStatement("return $L", ifNull)
                    .endControlFlow();
        }
        return method;
    }

    private MethodSpec into(
            FieldType.Nested message, String name, String the, CodeBlock ref, boolean isElement, boolean isMaybe) {
        ClassName into = Core.reader(message.type());
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addJavadoc(
                        """
                        Points another reader at $L, which must be a {@code $L}.

                        $L@param into reader to point there
                        @return {@code into}$L
                        @throws $T if it is another message""",
                        the,
                        message.displayName(),
                        index(isElement),
                        isMaybe ? ", or null if there is none" : "",
                        Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(into);
        ref(method, ref, isElement, isMaybe, "null");
        return method.addParameter(into, "into")
                .addStatement("int index$L = offset + $T.position(ref)", isElement ? "InBuffer" : "", Core.TAIL_REF)
                .addStatement("int length = $T.length(ref)", Core.TAIL_REF)
                .addStatement(
                        "int version = $T.version(buffer, index$L, length, $T.TYPE_ID, $S)",
                        Core.NESTED,
                        isElement ? "InBuffer" : "",
                        Core.codec(message.type()),
                        scope.label())
                .addStatement(
                        "return into.wrap(buffer, index$2L + $1T.PREFIX_LENGTH, length - $1T.PREFIX_LENGTH, version)",
                        Core.NESTED,
                        isElement ? "InBuffer" : "")
                .build();
    }

    void addSetters(TypeSpec.Builder writer) {
        for (FieldType.Nested message : type.cases()) {
            ClassName into = Core.writer(message.type());
            writer.addMethod(MethodSpec.methodBuilder(scope.name())
                    .addJavadoc("""
                            Begins the {@code $L} field as a {@code $L}, which another writer goes on to write in place. It must be
                            complete before the next field is appended to the tail here.

                            @param into writer to point there
                            @return {@code into}
                            @throws IllegalStateException if the field has been written already""", scope.name(), message.displayName())
                    .addModifiers(Modifier.PUBLIC)
                    .returns(into)
                    .addParameter(into, "into")
                    .addStatement(
                            "open($S, $L, $T.INSTANCE, into)",
                            scope.label(),
                            scope.offset(),
                            Core.codec(message.type()))
                    .addStatement("return into")
                    .build());
        }
    }
}
