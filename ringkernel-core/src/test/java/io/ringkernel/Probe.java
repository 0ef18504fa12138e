// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A kernel whose one handler is given by a test, and takes all messages. */
final class Probe {
    /** What is logged of handlers that throw on purpose is of no use here. Held, or its level would be forgotten. */
    static final Logger LOG = Logger.getLogger("io.ringkernel");

    static {
        LOG.setLevel(Level.OFF);
    }

    /** A handler; what it returns is the reply, null for none. */
    interface Handler {
        @Nullable
        Object onMessage(Object message, KernelContext context) throws Exception;
    }

    /** A hook. */
    interface Hook {
        void call(KernelContext context) throws Exception;
    }

    final Handler handler;
    final @Nullable Hook start;
    final @Nullable Hook stop;

    private Probe(Handler handler, @Nullable Hook start, @Nullable Hook stop) {
        this.handler = handler;
        this.start = start;
        this.stop = stop;
    }

    /** {@return a probe; without a start hook it has no hooks} */
    static Probe of(Handler handler, @Nullable Hook start, @Nullable Hook stop) {
        return new Probe(handler, start, stop);
    }

    /** {@return options that launch a probe with a handler} */
    static LaunchOptions with(Handler handler) {
        return LaunchOptions.instance(new Probe(handler, null, null));
    }

    /** {@return options that launch a probe with a handler and hooks} */
    static LaunchOptions hooked(Handler handler, Hook start, Hook stop) {
        return LaunchOptions.instance(new Probe(handler, start, stop));
    }
}
