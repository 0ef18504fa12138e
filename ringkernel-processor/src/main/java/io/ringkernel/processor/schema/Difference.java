// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import io.ringkernel.processor.report.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a message is not what was recorded of it.
 *
 * @param problem   that this is
 * @param spot      of the message it is about
 * @param field     it is about, if it is about one that the message has
 * @param arguments of the text of the problem
 */
public record Difference(Problem problem, Spot spot, Optional<String> field, List<Object> arguments) {
    /** What of a message a difference is about. */
    public enum Spot {
        /** Its name. */
        MESSAGE,
        /** Its id. */
        ID,
        /** Its version. */
        VERSION,
        /** One of its fields. */
        FIELD
    }

    static Difference of(Problem problem, Spot spot, Object... arguments) {
        return new Difference(problem, spot, Optional.empty(), List.of(arguments));
    }

    static Difference ofField(Problem problem, String field, Object... arguments) {
        return new Difference(problem, Spot.FIELD, Optional.of(field), List.of(arguments));
    }
}
