// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** Messages of one type side by side, read and written in place. */
record GroupEmitter(FieldScope scope, FieldType.Nested message) {
    private String maxCount() {
        return scope.names().maxCount(scope.field());
    }

    private ClassName codec() {
        return Core.codec(message.type());
    }

    void addAccessors(TypeSpec.Builder reader) {
        scope.addSelection(
                reader,
                "messages in ",
                CodeBlock.of("selectGroup($S, $L, $L(), $L)", scope.label(), scope.offset(), scope.ref(), maxCount()));
        ClassName into = Core.reader(message.type());
        MethodSpec method = MethodSpec.methodBuilder(scope.name())
                .addJavadoc("""
                        Points another reader at one of the messages in the {@code $L} field.

                        @param index of the message
                        @param into  reader to point there
                        @return {@code into}
                        @throws $T if the field is too short to hold it
                        @throws IndexOutOfBoundsException if there is no such message""", scope.name(), Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(into)
                .addParameter(TypeName.INT, "index")
                .addParameter(into, "into")
                .addStatement("$L()", scope.names().select(scope.field()))
                .addStatement("int block = block($S, index)", scope.label())
                .addStatement("return into.wrap(buffer, block, selectedEnd - block, selectedVersion)")
                .build();
        reader.addMethod(scope.readsElement(method, ""));
    }

    void addSetters(TypeSpec.Builder writer) {
        writer.addMethod(RowsEmitter.begin(scope, "")
                .addStatement(
                        "group($S, $L, $T.INSTANCE, $L, count)", scope.label(), scope.offset(), codec(), maxCount())
                .addStatement("return this")
                .build());
        ClassName into = Core.writer(message.type());
        writer.addMethod(MethodSpec.methodBuilder(scope.name())
                .addJavadoc("""
                        Begins one of the messages in the {@code $L} field, which another writer goes on to write in place. It must
                        be complete before the next of them, and before the next field is appended to the tail here.

                        @param index of the message
                        @param into  writer to point there
                        @return {@code into}
                        @throws IndexOutOfBoundsException if there is no such message
                        @throws IllegalStateException if another field of the tail has been written since""", scope.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(into)
                .addParameter(TypeName.INT, "index")
                .addParameter(into, "into")
                .addStatement("open($S, $L, $T.INSTANCE, index, into)", scope.label(), scope.offset(), codec())
                .addStatement("return into")
                .build());
    }
}
