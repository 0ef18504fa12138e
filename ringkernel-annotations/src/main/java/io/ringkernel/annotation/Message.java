// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as a message: its components are the fields on the wire, in the order of their declaration.
 *
 * <p>For a record {@code Order} the processor writes a class {@code OrderCodec} beside it, with a reader and a writer
 * that work on the bytes where they lie. A component is a primitive or its box, a {@code String}, an enum, a
 * {@code UUID}, one of the times of {@code java.time}, a {@code BigInteger} or {@code BigDecimal}, a {@code BufferRef},
 * another record marked {@code @Message} or a sealed interface of such records; a {@code List}, {@code Set}, {@code Map}
 * or array of these; or an {@code Optional} or {@code @Nullable} of any.
 *
 * <p>A record with type parameters has no codec by itself: it is carried by messages that say what the parameters are,
 * as in {@code Page<Order>}, and the codec of each of them has one for that inside.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Message {
    /** The value of {@link #id} that asks the processor to derive the id from the name of the record. */
    int DERIVED = 0;

    /** The highest {@link #version}. */
    int LATEST_VERSION = 65_535;

    /** The largest {@link #maxLength}. */
    int LONGEST = 64 * 1024 * 1024;

    /** The {@link #maxLength} of a message that sets none. */
    int DEFAULT_MAX_LENGTH = 16 * 1024 * 1024;

    /**
     * Identifies the type on the wire; unique among all messages that meet in one runtime.
     *
     * @return any number but 0; by default derived from the fully qualified name, with a warning, because it then
     *     changes when the record is renamed
     */
    int id() default DERIVED;

    /**
     * Counts the versions of this record's layout.
     *
     * @return 1 to {@link #LATEST_VERSION}
     */
    int version() default 1;

    /**
     * Is the priority of a message of this type that is sent without naming another.
     *
     * @return 0 to 255, higher first
     */
    int priority() default Priority.DEFAULT;

    /**
     * Limits the length of one encoded message, whatever the limits of its fields add up to.
     *
     * @return most bytes that it may have, up to {@link #LONGEST}
     */
    int maxLength() default DEFAULT_MAX_LENGTH;

    /**
     * Is how long a message of this type is of use, from its send on, when the send does not name another deadline. After
     * that it is not handled any more, but counted as expired.
     *
     * @return milliseconds; 0 for ever
     */
    int deadlineMs() default 0;
}
