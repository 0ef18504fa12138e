// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import io.ringkernel.annotation.CorrelationId;
import io.ringkernel.annotation.Deadline;
import io.ringkernel.annotation.MessageId;
import io.ringkernel.annotation.MessagePriority;
import io.ringkernel.annotation.Sender;
import io.ringkernel.annotation.Timestamp;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;

/** The fields of the header that a record can declare. */
public enum HeaderField {
    /** The id of the message. */
    MESSAGE_ID(MessageId.class, "message id", 16, FieldType.Fixed.UUID, FieldType.Own.MESSAGE_ID),
    /** The priority. */
    PRIORITY(
            MessagePriority.class,
            "priority",
            0,
            FieldType.Fixed.INT,
            FieldType.Fixed.LONG,
            FieldType.Fixed.SHORT,
            FieldType.Fixed.BYTE),
    /** The id of the message that is answered. */
    CORRELATION_ID(CorrelationId.class, "correlation id", 16, FieldType.Fixed.UUID, FieldType.Own.MESSAGE_ID),
    /** The time of the send. */
    TIMESTAMP(Timestamp.class, "timestamp", 8, FieldType.Fixed.INSTANT, FieldType.Fixed.LONG),
    /** The time from which the message is of no use. */
    DEADLINE(Deadline.class, "deadline", 8, FieldType.Fixed.DURATION, FieldType.Fixed.INSTANT, FieldType.Fixed.LONG),
    /** The kernel that sends. */
    SENDER(Sender.class, "sender", 0, FieldType.Variable.TEXT);

    /** The length of a header in bytes, without what is there for some messages only. */
    public static final int HEADER_LENGTH = 32;

    private final Class<? extends Annotation> annotation;
    private final String displayName;
    private final int extensionLength;
    private final List<FieldType> types;

    HeaderField(Class<? extends Annotation> annotation, String displayName, int extensionLength, FieldType... types) {
        this.annotation = annotation;
        this.displayName = displayName;
        this.extensionLength = extensionLength;
        this.types = List.of(types);
    }

    /** {@return the annotation that binds a component to this field} */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** {@return the annotation as the source writes it} */
    public String mark() {
        return "@" + annotation.getSimpleName();
    }

    /** {@return the field as the layout table calls it} */
    public String displayName() {
        return displayName;
    }

    /** {@return by how many bytes the header grows when a message says it} */
    public int extensionLength() {
        return extensionLength;
    }

    /**
     * Tells whether a component can be bound to this field.
     *
     * @param type of the component
     * @return whether the header can give it such a value
     */
    public boolean takes(FieldType type) {
        if (type instanceof FieldType.Maybe maybe) {
            boolean isObject = !(maybe.inner() instanceof FieldType.Fixed fixed && fixed.isPrimitive());
            return isObject && takes(maybe.inner());
        }
        return types.contains(type instanceof FieldType.Boxed boxed ? boxed.primitive() : type);
    }

    /** {@return the types that a component can have, as a sentence names them} */
    public String typeNames() {
        List<String> names = types.stream().map(FieldType::displayName).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** {@return all the annotations} */
    public static Stream<Class<? extends Annotation>> annotations() {
        return Stream.of(values()).map(HeaderField::annotation);
    }
}
