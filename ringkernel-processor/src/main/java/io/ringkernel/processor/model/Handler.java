// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A method that takes a message, as it is declared, right or wrong.
 *
 * @param name            of the method
 * @param isPrivate       whether the dispatcher cannot see it
 * @param isStatic        whether it needs no instance
 * @param parameters      all of them
 * @param reply           what it returns
 * @param throwsChecked   whether it declares a checked exception
 * @param throwsThrowable whether it declares more than a dispatcher may throw
 * @param place           of the method
 */
public record Handler(
        String name,
        boolean isPrivate,
        boolean isStatic,
        List<HandlerType> parameters,
        HandlerType reply,
        boolean throwsChecked,
        boolean throwsThrowable,
        Place place) {
    /** {@return the message it takes; only for a handler free of findings} */
    public TypeName message() {
        return ((HandlerType.OfMessage) parameters.get(0)).message();
    }

    /** {@return whether it reads the message where it lies} */
    public boolean takesReader() {
        return parameters.get(0) instanceof HandlerType.Reader;
    }

    /** {@return whether it wants the context} */
    public boolean takesContext() {
        return parameters.size() == 2;
    }

    /** {@return the message it answers with, if it does} */
    public Optional<TypeName> answer() {
        return reply instanceof HandlerType.Record message ? Optional.of(message.message()) : Optional.empty();
    }
}
