// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processor costs a build: little for a module of a thousand messages, next to nothing for one that changed. */
class CompileTimeTest {
    private static final int MESSAGES = Integer.getInteger("ringkernel.compile.messages", 100);
    private static final int MANY = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /* Of the compiler's own time: what a cold start may take, and each message beyond it. */
    private static final Duration START = Duration.ofSeconds(5);
    private static final Duration A_MESSAGE = LONGEST.minus(START).dividedBy(MANY);

    @TempDir
    Path folder;

    @Test
    void compilesAThousandMessagesInThirtySeconds() {
        List<Source> sources = new RandomSchemas(new Random(1)).next(MESSAGES);

        long startNs = System.nanoTime();
        long startCpuNs = cpuNs();
        Compilation compilation = Compilation.lenient(folder, sources);
        Duration cpu = Duration.ofNanos(cpuNs() - startCpuNs);
        Duration took = Duration.ofNanos(System.nanoTime() - startNs);

        System.out.println("compiled " + MESSAGES + " messages in " + took.toMillis()
                + " ms, of which the compiler ran " + cpu.toMillis() + " ms");
        assertThat(compilation.messages()).isEmpty();
        assertThat(cpu).isLessThan(START.plus(A_MESSAGE.multipliedBy(MESSAGES)));
        assertThat(took).isLessThan(LONGEST);
    }

    /* What other programs have the machine for does not count; javac runs on the thread that calls it. */
    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void generatesOnlyTheCodecOfTheMessageThatChanged() {
        Source changed = new Source("Changed.java", """
                package app;

                @io.ringkernel.annotation.Message(id = 999)
                public record Changed(int a) {}
                """);
        List<Source> others = new RandomSchemas(new Random(2)).next(10);
        Compilation all = Compilation.lenient(
                folder.resolve("all"),
                Stream.concat(others.stream(), Stream.of(changed)).toList());
        assertThat(all.messages()).isEmpty();
        assertThat(all.generated()).containsKeys("app/ChangedCodec.java", "app/M0Codec.java", "app/M9Codec.java");

        Source now = new Source(changed.name(), changed.text().replace("int a", "int a, long b"));
        Compilation one = Compilation.run(folder.resolve("one"), List.of(all.classes()), List.of(now), List.of());

        assertThat(one.messages()).isEmpty();
        assertThat(one.generated()).containsOnlyKeys("app/ChangedCodec.java");
    }
}
