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
    /** {@return what it takes; only for a handler free of findings} */
    public HandlerType.OfMessages taken() {
        return (HandlerType.OfMessages) parameters.get(0);
    }

    /** {@return the messages it takes; only for a handler free of findings} */
    public List<TypeName> messages() {
        return taken().messages().stream().map(HandlerType.OfMessage::message).toList();
    }

    /** {@return whether it reads the message where it lies} */
    public boolean takesReader() {
        return parameters.get(0) instanceof HandlerType.Reader;
    }

    /** {@return what it takes besides the message, in its order} */
    public List<HandlerType> others() {
        return parameters.subList(1, parameters.size());
    }

    /** {@return the answer that it takes, to be given later, if it does} */
    public Optional<HandlerType.ReplyTo> replyTo() {
        return parameters.stream()
                .filter(HandlerType.ReplyTo.class::isInstance)
                .map(HandlerType.ReplyTo.class::cast)
                .findFirst();
    }

    /** {@return what it returns as its answer, if it does; only for a handler free of findings} */
    public Optional<HandlerType.OfMessages> answer() {
        return reply instanceof HandlerType.OfMessages messages ? Optional.of(messages) : Optional.empty();
    }

    /** {@return what it can answer with, now or later; only for a handler free of findings} */
    public List<HandlerType.OfMessage> answers() {
        return answer().or(() -> replyTo().map(replyTo -> (HandlerType.OfMessages) replyTo.answer()))
                .<List<HandlerType.OfMessage>>map(answer -> List.copyOf(answer.messages()))
                .orElse(List.of());
    }
}
