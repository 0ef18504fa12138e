// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the place of a field that was removed from a message, so that the fields behind it stay where older readers and
 * writers expect them. Nobody reads the place again; it is written as zero, and the name is not used again.
 *
 * <pre>{@code
 * @Message(id = 0x0101, version = 3)
 * @Reserved(name = "discount", type = int.class, after = "quantity")
 * public record Order(long id, int quantity, double price) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Reserved.All.class)
public @interface Reserved {
    /**
     * The name of the removed field.
     *
     * @return a name that no field of the message has
     */
    String name();

    /**
     * The type of the removed field, which says how many bytes its place has.
     *
     * @return a primitive, an enum or another type of fixed length, or any other class for a field whose bytes lay
     *     in the tail; for an enum that is gone, too, {@code int.class}
     */
    Class<?> type();

    /**
     * Tells whether the removed field could be absent.
     *
     * @return true for one that was {@code @Nullable} or an {@code Optional}
     */
    boolean nullable() default false;

    /**
     * The field that stood before the removed one. Of several removed fields behind the same one, the first annotation
     * is for the first.
     *
     * @return the name of a field of the message, or nothing if the removed field was the first
     */
    String after() default "";

    /** Several removed fields. */
    @Documented
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface All {
        /**
         * The fields.
         *
         * @return one annotation each
         */
        Reserved[] value();
    }
}
