// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Gap;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.model.WireText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns a message as it is compiled into what the schema file has of it. */
public final class Recording {
    private Recording() {}

    /**
     * Adds a message, the generic ones that it uses, and the choices of their fields.
     *
     * @param file  to add to
     * @param model of the message
     */
    public static void add(SchemaFile file, CodecModel model) {
        file.add(message(model));
        model.layout().fields().stream().flatMap(field -> field.type().parts()).forEach(part -> addChoices(file, part));
        model.uses().forEach(use -> add(file, use));
    }

    /**
     * Reads what the schema file has of a message.
     *
     * @param model of the message
     * @return what is recorded
     */
    public static RecordedMessage message(CodecModel model) {
        Stream<RecordedField> fields = model.layout().fields().stream()
                .filter(field -> !(field.type() instanceof FieldType.Bound))
                .map(Recording::field);
        Stream<RecordedField> gaps = model.layout().gaps().stream().map(Recording::gap);
        return new RecordedMessage(
                model.schemaName(),
                model.message().typeId(),
                model.message().version().value(),
                false,
                (int) model.layout().maxEncodedLength(),
                Stream.concat(fields, gaps)
                        .sorted(Comparator.comparingInt(RecordedField::offset))
                        .toList(),
                model.layout().bound().stream().map(Recording::binding).toList());
    }

    private static RecordedBinding binding(Field field) {
        FieldType.Bound bound = (FieldType.Bound) field.type();
        return new RecordedBinding(
                field.name(), WireText.of(bound.type()), bound.field().displayName());
    }

    private static void addChoices(SchemaFile file, FieldType type) {
        if (type instanceof FieldType.Enumeration enumeration) {
            file.add(new RecordedChoice(
                    enumeration.type().qualifiedName(),
                    enumeration.constants().stream().map(EnumConstant::name).toList(),
                    enumeration.fallbacks().stream().map(EnumConstant::name).findFirst()));
        } else if (type instanceof FieldType.OneOf oneOf) {
            file.add(new RecordedChoice(
                    oneOf.type().qualifiedName(),
                    oneOf.cases().stream()
                            .map(message -> message.type().qualifiedName())
                            .toList(),
                    Optional.empty()));
        }
    }

    private static RecordedField field(Field field) {
        Component component = field.component();
        return new RecordedField(
                field.name(),
                component.formerNames(),
                WireText.of(field.type()),
                field.offset(),
                field.type().blockLength(),
                component.since(),
                component.defaultValue().map(Setting::value),
                field.declaredLength(),
                field.maxCount(),
                false);
    }

    private static RecordedField gap(Gap gap) {
        return new RecordedField(
                gap.name(),
                List.of(),
                WireText.of(gap.reservation().type()),
                gap.offset(),
                gap.length(),
                1,
                Optional.empty(),
                0,
                0,
                true);
    }
}
