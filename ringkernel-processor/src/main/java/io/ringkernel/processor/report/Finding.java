// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.report;

import io.ringkernel.processor.model.Place;
import java.util.List;

/**
 * One problem that was found in one place.
 *
 * @param problem   that was found
 * @param place     where it is
 * @param arguments of its text
 */
public record Finding(Problem problem, Place place, List<Object> arguments) {
    /**
     * Notes a problem.
     *
     * @param problem   that was found
     * @param place     where it is
     * @param arguments of its text
     * @return the finding
     */
    public static Finding of(Problem problem, Place place, Object... arguments) {
        return new Finding(problem, place, List.of(arguments));
    }

    /**
     * Notes the same problem in another place.
     *
     * @param other place
     * @return the finding
     */
    public Finding at(Place other) {
        return new Finding(problem, other, arguments);
    }

    /** {@return whether nothing may be generated for the type it was found in} */
    public boolean isError() {
        return problem.severity() == Severity.ERROR;
    }

    /** {@return tag and text, as printed} */
    public String text() {
        return "[" + problem.tag() + "] " + String.format(problem.format(), arguments.toArray());
    }
}
