// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringkernel.processor.Compilation.Source;
import java.lang.management.ManagementFactory;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds readers and writers to what their documentation promises: they allocate nothing. */
class AllocationTest {
    private static final int MESSAGES = 100_000;
    private static final int LIMIT = MESSAGES / 100; // in bytes: a measurement may take some itself
    private static final int ATTEMPTS = 200;

    private static final Source DRIVER = new Source("Driver.java", """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import java.time.*;
            import java.util.*;
            import java.util.function.IntToLongFunction;

            @Message(id = 1) record Inner(int x, @MaxLength(8) String text) {}

            @Message(id = 2)
            record Outer(long id, double amount, Op op, UUID owner, BufferRef payload,
                    @MaxLength(40) String text, @MaxLength(40) byte[] bytes, Inner inner) {
                enum Op { ADD, SUB }
            }

            @Message(id = 3)
            record Forms(Integer box, OptionalInt maybe, Optional<Op> op, Instant at, Duration length, LocalDate day,
                    LocalTime time, LocalDateTime local, OffsetDateTime offset, @MaxCount(8) double[] data,
                    @MaxCount(8) long[] longs, boolean[] flags, @MaxLength(40) String text,
                    @MaxLength(40) Optional<byte[]> bytes, Optional<Inner> inner) {
                enum Op { ADD, SUB }
            }

            public final class Driver implements IntToLongFunction {
                private final MessageBuffer buffer = MessageBuffer.allocate(1024);
                private final OuterCodec.Writer writer = new OuterCodec.Writer();
                private final OuterCodec.Reader reader = new OuterCodec.Reader();
                private final InnerCodec.Reader innerReader = new InnerCodec.Reader();
                private final InnerCodec.Writer outerInnerWriter = new InnerCodec.Writer();
                private final byte[] bytes = new byte[40];

                @Override
                public long applyAsLong(int messages) {
                    long sum = 0;
                    for (int i = 0; i < messages; i++) {
                        writer.wrap(buffer, 0)
                                .id(i).amount(0.5).op(Outer.Op.SUB).owner(1, 2).payload(3)
                                .text("gr\\u00FC\\u00DFe").bytes(bytes);
                        writer.inner(outerInnerWriter).x(7).text("in"); // in place: from a record it takes a writer
                        int length = writer.encodedLength();
                        reader.wrap(buffer, 0, length);
                        sum += reader.id() + reader.op().ordinal() + reader.ownerMostSignificantBits()
                                + reader.payloadId() + reader.copyText(bytes, 0) + reader.bytesLength()
                                + reader.inner(innerReader).x() + innerReader.copyText(bytes, 0);
                    }
                    return sum + forms(messages);
                }

                private final FormsCodec.Writer formsWriter = new FormsCodec.Writer();
                private final FormsCodec.Reader forms = new FormsCodec.Reader();
                private final InnerCodec.Writer innerWriter = new InnerCodec.Writer();
                private final double[] doubles = new double[8];
                private final boolean[] flags = new boolean[8];
                private final StringBuilder text = new StringBuilder("gr\\u00FC\\u00DFe und mehr");
                private final StringBuilder target = new StringBuilder(64);

                private long forms(int messages) {
                    long sum = 0;
                    for (int i = 0; i < messages; i++) {
                        FormsCodec.Writer writer = formsWriter.wrap(buffer, 0)
                                .box(i).maybe(i).op(Forms.Op.ADD).at(i, 5).length(i, 5).day(i).time(i).local(i, 5)
                                .offset(i, 5, 3600).data(doubles, 1, 4).longsCount(3).longs(2, i).flags(flags)
                                .text(text).bytes(bytes, 2, 3);
                        writer.inner(innerWriter).x(i).text("in");
                        int length = writer.encodedLength();
                        target.setLength(0);
                        forms.wrap(buffer, 0, length);
                        sum += forms.box() + forms.maybeOr(1) + (forms.hasOp() ? 1 : 0) + forms.atEpochSecond()
                                + forms.lengthNano() + forms.dayEpochDay() + forms.timeNanoOfDay()
                                + forms.localNanoOfDay() + forms.offsetOffsetSeconds() + forms.dataCount()
                                + (long) forms.data(2) + forms.copyData(0, doubles, 0, 4) + forms.longs(2)
                                + forms.copyFlags(0, flags, 0, 8) + (forms.textEquals(text) ? 1 : 0)
                                + forms.compareText("gr\\u00FCn") + forms.appendText(target).length()
                                + forms.bytesLength() + forms.copyBytes(bytes, 0) + forms.inner(innerReader).x()
                                + innerReader.compareText(text);
                    }
                    return sum;
                }
            }
            """);

    @TempDir
    Path folder;

    @Test
    void allocatesNothingOnTheFlyweightPath() throws Exception {
        Compilation compilation = Compilation.lenient(folder, List.of(DRIVER));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            IntToLongFunction driver = (IntToLongFunction)
                    loader.loadClass("app.Driver").getConstructor().newInstance();

            assertThat(leastAllocation(driver)).isLessThan(LIMIT);
        }
    }

    /* The least of some attempts: the first ones run before the compiler of the JVM has seen the code. */
    private static long leastAllocation(IntToLongFunction driver) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least >= LIMIT; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(driver.applyAsLong(MESSAGES)).isPositive();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
