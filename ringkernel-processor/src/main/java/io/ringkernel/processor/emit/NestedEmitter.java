// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** Messages in a message. */
record NestedEmitter(FieldScope scope, FieldType.Nested type) implements FieldEmitter {
    private ClassName codec() {
        return Core.codec(type.type());
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.tailAccessor(
                ", as a new record",
                CodeBlock.of(
                        "$T.decode($T.INSTANCE, buffer, offset + $T.position(ref), $T.length(ref), depth, $S)",
                        Core.NESTED,
                        codec(),
                        Core.TAIL_REF,
                        Core.TAIL_REF,
                        scope.label())));
        scope.addTailHas(reader);
        reader.addMethod(readInto());
        reader.addMethod(scope.refMethod());
    }

    private MethodSpec readInto() {
        ClassName into = Core.reader(type.type());
        MethodSpec.Builder method = MethodSpec.methodBuilder(scope.name())
                .addJavadoc(
                        """
                        Points another reader at the {@code $L} field.

                        @param into reader to point there
                        @return {@code into}$L
                        @throws $T if the field is too short to hold a {@code $L}, or holds another message""",
                        scope.name(),
                        scope.isMaybe() ? ", or null if there is no value" : "",
                        Core.CODEC_EXCEPTION,
                        type.displayName())
                .addModifiers(Modifier.PUBLIC)
                .returns(into)
                .addParameter(into, "into");
        scope.readRef(method, CodeBlock.of("null"));
        return method.addStatement("int index = offset + $T.position(ref)", Core.TAIL_REF)
                .addStatement("int length = $T.length(ref)", Core.TAIL_REF)
                .addStatement(
                        "int version = $T.version(buffer, index, length, $T.TYPE_ID, $S)",
                        Core.NESTED,
                        codec(),
                        scope.label())
                .addStatement(
                        "return into.wrap(buffer, index + $1T.PREFIX_LENGTH, length - $1T.PREFIX_LENGTH, version)",
                        Core.NESTED)
                .build();
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        scope.addTailSetters(
                writer,
                scope.append(CodeBlock.of(
                        "$T.encode($T.INSTANCE, value, buffer, at, $L, depth, $S)",
                        Core.NESTED,
                        codec(),
                        scope.room(),
                        scope.label())));
        ClassName into = Core.writer(type.type());
        writer.addMethod(MethodSpec.methodBuilder(scope.name())
                .addJavadoc("""
                        Begins the {@code $L} field, which another writer goes on to write in place. It must be complete before the
                        next field is appended to the tail here.

                        @param into writer to point there
                        @return {@code into}
                        @throws IllegalStateException if the field has been written already""", scope.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(into)
                .addParameter(into, "into")
                .addStatement("open($S, $L, $T.INSTANCE, into)", scope.label(), scope.offset(), codec())
                .addStatement("return into")
                .build());
    }

    @Override
    public CodeBlock addLength() {
        return scope.addLength(value -> CodeBlock.of(
                "$T.encodedLength($T.INSTANCE, $L, depth, $S)", Core.NESTED, codec(), value, scope.label()));
    }

    @Override
    public CodeBlock write() {
        return scope.plainWrite();
    }

    @Override
    public CodeBlock read() {
        return scope.plainRead();
    }

    @Override
    public boolean nests() {
        return true;
    }
}
