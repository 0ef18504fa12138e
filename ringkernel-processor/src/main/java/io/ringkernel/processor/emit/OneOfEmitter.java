// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** One of several messages behind a sealed interface, read and written in place. */
record OneOfEmitter(FieldScope scope, FieldType.OneOf type) {
    void addAccessors(TypeSpec.Builder reader) {
        InnerMessage inner = new InnerMessage(
                scope, scope.name(), scope.the(), CodeBlock.of("$L()", scope.ref()), false, scope.isMaybe());
        reader.addMethod(inner.typeId());
        type.cases().forEach(message -> reader.addMethod(inner.into(message)));
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
