// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import javax.lang.model.element.Modifier;

/**
 * A message with a prefix of its own, read in place: a field, or one element of a collection.
 *
 * @param scope     of the field
 * @param name      of the accessors
 * @param the       the message as a sentence names it
 * @param ref       call that gives its reference
 * @param isElement whether it is one element
 * @param isMaybe   whether it may be absent
 */
record InnerMessage(FieldScope scope, String name, String the, CodeBlock ref, boolean isElement, boolean isMaybe) {
    /** Tells which message it is. */
    MethodSpec typeId() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(scope.derived(name + "TypeId"))
                .addJavadoc("""
                        Tells which message $L is.

                        $L@return the type id of the message$L
                        @throws $T if the field is too short for any""", the, index(), isMaybe ? "; 0 if there is none" : "", Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT);
        return ref(method, "0")
                .addStatement(
                        "return $T.typeId(buffer, offset + $T.position(ref), $T.length(ref), $S)",
                        Core.NESTED,
                        Core.TAIL_REF,
                        Core.TAIL_REF,
                        scope.label())
                .build();
    }

    private String index() {
        return isElement ? "@param index of the element\n" : "";
    }

    private MethodSpec.Builder ref(MethodSpec.Builder method, String ifNull) {
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

    /** Points a reader of one type of message at it. */
    MethodSpec into(FieldType.Nested message) {
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
                        index(),
                        isMaybe ? ", or null if there is none" : "",
                        Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(into);
        ref(method, "null");
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
}
