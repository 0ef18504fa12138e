// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The virtual threads of JDK 21 and later, looked up once, because this is compiled for JDK 17. */
final class VirtualThreads {
    private static final @Nullable ThreadFactory FACTORY = factory();
    private static final MethodHandle IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    /* What is inherited of the sender that happens to wake a kernel is not meant for its handlers. */
    private static @Nullable ThreadFactory factory() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
            builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(virtual, false);
            return (ThreadFactory) builder.getMethod("factory").invoke(virtual);
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle isVirtual() {
        try {
            return FACTORY == null
                    ? MethodHandles.dropArguments(MethodHandles.constant(boolean.class, false), 0, Thread.class)
                    : MethodHandles.lookup()
                            .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@return a virtual thread that is not started; null if this JDK has none} */
    static @Nullable Thread unstarted(Runnable body) {
        return FACTORY == null ? null : FACTORY.newThread(body);
    }

    /** {@return whether this JDK has virtual threads} */
    static boolean exist() {
        return FACTORY != null;
    }

    /** {@return whether a thread is virtual} */
    static boolean isOne(Thread thread) {
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) { // it throws nothing
            throw new LinkageError("Thread.isVirtual threw", e);
        }
    }
}
