// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.calculator;

import io.ringkernel.KernelRuntime;
import io.ringkernel.RequestFailedException;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Request and answer, and the two kinds of error. What a caller must expect is part of the answer: a division by zero.
 * What nobody expected is an exception of the handler: the caller gets it at once, and the kernel goes on.
 */
public final class Calculator {
    enum Operator {
        PLUS,
        TIMES,
        DIVIDED_BY,
        MODULO
    }

    @Message(id = 0x0A01)
    record Calculate(long left, Operator operator, long right) {}

    @Message(id = 0x0A02)
    record Result(long value, @MaxLength(200) @Nullable String error) {}

    @RingKernel(id = "calculator")
    static final class Kernel {
        @Handles
        Result calculate(Calculate request) {
            return switch (request.operator()) {
                case PLUS -> new Result(Math.addExact(request.left(), request.right()), null);
                case TIMES -> new Result(Math.multiplyExact(request.left(), request.right()), null);
                case DIVIDED_BY ->
                    request.right() == 0
                            ? new Result(0, "division by zero")
                            : new Result(request.left() / request.right(), null);
                case MODULO -> new Result(request.left() % request.right(), null); // forgot to look for zero
            };
        }
    }

    /* A handler that throws is logged, too. Here the one who asked prints it, and once is enough. */
    private static final Logger LOGGER = Logger.getLogger("io.ringkernel");

    private Calculator() {}

    /**
     * Asks a few questions.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        LOGGER.setLevel(Level.OFF);
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("calculator").activate();
            ask(runtime, new Calculate(2, Operator.PLUS, 2));
            ask(runtime, new Calculate(7, Operator.DIVIDED_BY, 0));
            ask(runtime, new Calculate(7, Operator.MODULO, 0));
            ask(runtime, new Calculate(6, Operator.TIMES, 7));
        }
    }

    private static void ask(KernelRuntime runtime, Calculate question) {
        String text = question.left() + " " + question.operator() + " " + question.right();
        try {
            Result result = runtime.call("calculator", question, Result.class, Duration.ofSeconds(10));
            System.out.println(text + (result.error() == null ? " = " + result.value() : ": " + result.error()));
        } catch (RequestFailedException e) {
            System.out.println(text + " failed: " + e.getCause());
        }
    }
}
