// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import org.jspecify.annotations.Nullable;

/** What nobody is there to be told is logged. */
final class Log {
    private static final System.Logger LOG = System.getLogger("io.ringkernel");

    private Log() {}

    /** Logs a failure that ends nothing; neither does one that cannot be printed. */
    static void warn(String text, @Nullable Throwable e) {
        try {
            LOG.log(System.Logger.Level.WARNING, text, e);
        } catch (Throwable unlogged) { // there is nobody left to tell
        }
    }

    /** Logs a failure of a kernel, after which there may be no memory even for the text. */
    static void warn(String text, Kernel kernel, Throwable e) {
        try {
            warn(text + ": kernel=" + kernel.id(), e);
        } catch (Throwable unlogged) { // there is nobody left to tell
        }
    }

    /** {@return what a failure says of itself, if it can} */
    static String textOf(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable unprintable) {
            return e.getClass().getName();
        }
    }
}
