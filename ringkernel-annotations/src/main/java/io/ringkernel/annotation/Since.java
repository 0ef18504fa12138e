// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in which version of a message a field was added. New fields stand behind the older ones, so that those keep their
 * places: a reader of an older version passes over what it does not know, and a reader of this version gives the
 * {@linkplain DefaultValue default} when the writer did not know the field.
 *
 * <pre>{@code
 * @Message(id = 0x0102, version = 2)
 * public record WorkResponse(long jobId, double result, @Since(2) @DefaultValue("PT0S") Duration elapsed) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Since {
    /**
     * The version.
     *
     * @return 1 to {@link Message#version}; a field without this annotation has been there since version 1
     */
    int value();
}
