// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Values that are put together of others. They are read and written as objects, by an {@code Element}. */
record ElementEmitter(FieldScope scope) implements FieldEmitter {
    @Override
    public void addConstants(TypeSpec.Builder codec) {
        boolean isCounted = scope.field().type().parts().anyMatch(FieldType::hasElements);
        if (isCounted) {
            codec.addField(CodecEmitter.constant(
                    scope.names().maxCount(scope.field()),
                    scope.field().component().countLimit()));
        }
        codec.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(Core.ELEMENT, scope.type().box()),
                        scope.element(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(new ElementForm(scope).of(scope.field().type()))
                .build());
    }

    @Override
    public void addAccessors(TypeSpec.Builder reader) {
        reader.addMethod(scope.accessor(", as new objects" + (scope.isNullable() ? ", or null" : ""))
                .addStatement("return get($S, $L, $L)", scope.label(), scope.offset(), scope.element())
                .build());
        scope.addTailHas(reader);
        RowsEmitter.of(scope).ifPresent(rows -> rows.addAccessors(reader));
        group().ifPresent(group -> group.addAccessors(reader));
        if (scope.field().type().plain() instanceof FieldType.OneOf oneOf) {
            new OneOfEmitter(scope, oneOf).addAccessors(reader);
        }
        reader.addMethod(scope.refMethod());
    }

    @Override
    public void addSetters(TypeSpec.Builder writer) {
        boolean isNullable = scope.isNullable();
        writer.addMethod(scope.setter("""
                        Appends the {@code $L} field to the tail.

                        @param value to write%s
                        @return this writer
                        @throws NullPointerException if %s null
                        @throws CodecException if {@code value} or something in it is longer than its limit
                        @throws IllegalStateException if the field has been written already""".formatted(
                                isNullable ? ", or null" : "",
                                isNullable ? "something in {@code value} is" : "{@code value} or something in it is"))
                .addParameter(scope.type(), "value")
                .addStatement("put($S, $L, $L, value)", scope.label(), scope.offset(), scope.element())
                .addStatement("return this")
                .build());
        RowsEmitter.of(scope).ifPresent(rows -> rows.addSetters(writer));
        group().ifPresent(group -> group.addSetters(writer));
        if (scope.field().type().plain() instanceof FieldType.OneOf oneOf) {
            new OneOfEmitter(scope, oneOf).addSetters(writer);
        }
    }

    private Optional<GroupEmitter> group() {
        return scope.field().type().plain() instanceof FieldType.Sequence sequence
                        && sequence.element() instanceof FieldType.Nested message
                ? Optional.of(new GroupEmitter(scope, message))
                : Optional.empty();
    }

    @Override
    public CodeBlock addLength() {
        return CodeBlock.builder()
                .addStatement(
                        "length += $L.tailLength($L, $S, $L)",
                        scope.element(),
                        scope.value(),
                        scope.label(),
                        nests() ? "depth" : "0")
                .build();
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
        return scope.field()
                .type()
                .parts()
                .anyMatch(part -> part instanceof FieldType.Nested || part instanceof FieldType.OneOf);
    }
}
