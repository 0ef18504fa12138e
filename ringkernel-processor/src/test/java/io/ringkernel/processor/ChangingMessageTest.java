// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRuntime;
import io.ringkernel.codec.CodecException;
import io.ringkernel.processor.Compilation.Source;
import java.lang.reflect.Constructor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends messages whose lists have another length when they are written than when they were measured. */
class ChangingMessageTest {
    private static final Source SOURCE = new Source("Printer.java", """
            package app;

            import io.ringkernel.annotation.*;
            import java.util.List;

            @Message(id = 1) record Page(@MaxCount(1000) @MaxLength(100) List<String> lines) {}

            @RingKernel(id = "printer", slotLength = 256)
            class Printer {
                @Handles void on(Page page) {}
            }
            """);

    /** A list that has as many elements as is said each time somebody asks. */
    private static final class Changing extends AbstractList<String> {
        private final int[] counts;
        private int asked;

        Changing(int... counts) {
            this.counts = counts;
        }

        @Override
        public int size() {
            return counts[Math.min(asked++, counts.length - 1)];
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.nCopies(counts[Math.min(asked - 1, counts.length - 1)], "line")
                    .iterator();
        }

        @Override
        public String get(int index) {
            return "line";
        }
    }

    @TempDir
    Path folder;

    private final ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
    private URLClassLoader loader;
    private KernelRuntime runtime;
    private KernelHandle printer;

    @BeforeEach
    void launch() {
        Compilation compilation = Compilation.lenient(folder, List.of(SOURCE));
        assertThat(compilation.isSuccess()).isTrue();
        loader = compilation.loader();
        Thread.currentThread().setContextClassLoader(loader);
        runtime = KernelRuntime.create();
        printer = runtime.launch("printer");
    }

    @AfterEach
    void close() throws Exception {
        Thread.currentThread().setContextClassLoader(loaderBefore);
        runtime.close();
        loader.close();
    }

    private Object page(int... counts) throws ReflectiveOperationException {
        Constructor<?> constructor = loader.loadClass("app.Page").getDeclaredConstructor(List.class);
        constructor.setAccessible(true);
        return constructor.newInstance(new Changing(counts));
    }

    private void refuses(Object page, String text) {
        assertThatThrownBy(() -> runtime.send("printer", page))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(text);
        assertThat(runtime.buffers().inUseCount()).isZero();
        assertThat(printer.counters().accepted()).isZero();
    }

    @Test
    void writesNothingBehindTheSlotThatTheMessageFittedOnce() throws Exception {
        refuses(
                page(1, 20),
                "message changed while it was written: message=app.Page, room=224, lengthNow=252; send copies of what"
                        + " changes");
    }

    @Test
    void sendsNothingThatIsShorterThanItWas() throws Exception {
        refuses(
                page(100, 99),
                "message changed while it was written: message=app.Page, length=1212, lengthNow=1200; send copies of"
                        + " what changes");
    }

    @Test
    void sendsNothingThatIsLongerThanItWas() throws Exception {
        refuses(
                page(100, 101),
                "message changed while it was written: message=app.Page, length=1212, lengthNow=1224; send copies of"
                        + " what changes");
    }

    @Test
    void sendsWhatStaysTheSame() throws Exception {
        runtime.send("printer", page(20));
        runtime.send("printer", page(100));

        assertThat(printer.counters().accepted()).isEqualTo(2);
    }
}
