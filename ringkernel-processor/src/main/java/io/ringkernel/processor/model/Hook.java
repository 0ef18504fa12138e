// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * A method that runs before the first message of a kernel or after its last, as it is declared, right or wrong.
 *
 * @param moment of its call
 * @param method read as if it were a handler
 */
public record Hook(Moment moment, Handler method) {
    /** When a hook runs. */
    public enum Moment {
        /** Before the first message. */
        START("@OnStart", "start"),
        /** After the last message. */
        STOP("@OnStop", "stop");

        private final String mark;
        private final String methodName;

        Moment(String mark, String methodName) {
            this.mark = mark;
            this.methodName = methodName;
        }

        /** {@return the annotation, as it is written} */
        public String mark() {
            return mark;
        }

        /** {@return the name of the method of a dispatcher} */
        public String methodName() {
            return methodName;
        }
    }

    /** {@return whether it wants the context; only for a hook free of findings} */
    public boolean takesContext() {
        return !method.parameters().isEmpty();
    }
}
