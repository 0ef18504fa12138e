// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The elements of a collection, read and written where they lie. Each is a row of one value, or of key and value in a map.
 *
 * @param scope      of the collection
 * @param slotLength of a row in bytes
 * @param isPacked   whether the rows have no count before them
 * @param columns    values of a row
 */
record RowsEmitter(FieldScope scope, int slotLength, boolean isPacked, List<ColumnEmitter> columns) {
    /** The rows of a field, if it is a collection. Messages side by side have an emitter of their own. */
    static Optional<RowsEmitter> of(FieldScope scope) {
        FieldType type = scope.field().type().plain();
        if (type instanceof FieldType.Sequence sequence) {
            if (sequence.isGroup()) {
                return Optional.empty();
            }
            FieldType element = sequence.element();
            return Optional.of(new RowsEmitter(
                    scope,
                    element.blockLength(),
                    sequence.isPacked(),
                    List.of(new ColumnEmitter(scope, scope.name(), "one element of " + scope.the(), "", element, 0))));
        }
        if (type instanceof FieldType.MapOf map) {
            int keyLength = map.key().blockLength();
            return Optional.of(new RowsEmitter(
                    scope,
                    keyLength + map.value().blockLength(),
                    false,
                    List.of(
                            new ColumnEmitter(
                                    scope,
                                    scope.derived(scope.name() + "Key"),
                                    "one key of " + scope.the(),
                                    "key",
                                    map.key(),
                                    0),
                            new ColumnEmitter(
                                    scope,
                                    scope.derived(scope.name() + "Value"),
                                    "one value of " + scope.the(),
                                    "value",
                                    map.value(),
                                    keyLength))));
        }
        return Optional.empty();
    }

    void addAccessors(TypeSpec.Builder reader) {
        scope.addSelection(
                reader,
                "elements of ",
                CodeBlock.of(
                        "$L($S, $L, $L(), $L, $L)",
                        isPacked ? "selectPacked" : "selectRows",
                        scope.label(),
                        scope.offset(),
                        scope.ref(),
                        slotLength,
                        maxCount()));
        if (columns.stream().anyMatch(ColumnEmitter::isInPlace)) {
            columns.forEach(column -> column.addAccessors(reader));
            scope.addSlot(reader, scope.selectedSlot(isPacked, slotLength));
        }
    }

    private String maxCount() {
        return scope.names().maxCount(scope.field());
    }

    void addSetters(TypeSpec.Builder writer) {
        if (!columns.stream().allMatch(ColumnEmitter::isInPlace)) {
            return;
        }
        boolean hasMessages =
                columns.stream().anyMatch(column -> !column.messages().isEmpty());
        writer.addMethod(begin(scope, hasMessages ? "; a message is missing, and cannot be read" : "")
                .addStatement(
                        "table($S, $L, $L, $L, $L, count)",
                        scope.label(),
                        scope.offset(),
                        slotLength,
                        isPacked,
                        maxCount())
                .addStatement("return this")
                .build());
        columns.forEach(column -> column.addSetters(writer));
        scope.addSlot(
                writer,
                CodeBlock.builder()
                        .addStatement(
                                "return slot($S, $L, $L, $L, index)",
                                scope.label(),
                                scope.offset(),
                                slotLength,
                                isPacked)
                        .build());
    }

    /** The method of the writer that begins a collection, up to its body. */
    static MethodSpec.Builder begin(FieldScope scope, String remark) {
        return MethodSpec.methodBuilder(scope.count())
                .addJavadoc("""
                        Begins the {@code $L} field, whose elements are then written one by one, before the next field of the
                        tail. An element that is never written is zero or empty$L.

                        @param count number of elements
                        @return this writer
                        @throws $T if there are too many of them
                        @throws IllegalStateException if the field has been written already""", scope.name(), remark, Core.CODEC_EXCEPTION)
                .addModifiers(Modifier.PUBLIC)
                .returns(scope.writer())
                .addParameter(TypeName.INT, "count");
    }
}
