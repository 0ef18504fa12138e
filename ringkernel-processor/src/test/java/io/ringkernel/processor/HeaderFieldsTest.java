// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.KernelRuntime;
import io.ringkernel.MessageId;
import io.ringkernel.SendOptions;
import io.ringkernel.processor.Compilation.Source;
import java.lang.reflect.Constructor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends records whose components are bound to the header through a runtime, with generated codecs and dispatchers. */
class HeaderFieldsTest {
    private static final Source SOURCE = new Source("Desk.java", """
            package app;

            import io.ringkernel.annotation.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Message(id = 1, deadlineMs = 60_000)
            record Ask(
                    String expression,
                    @io.ringkernel.annotation.MessageId UUID messageId,
                    @MessagePriority int priority,
                    @CorrelationId @Nullable UUID correlationId) {}

            @Message(id = 2)
            record Whole(
                    @io.ringkernel.annotation.MessageId @Nullable UUID id,
                    @MessagePriority @Nullable Short priority,
                    @CorrelationId Optional<UUID> answered,
                    @Timestamp Instant at,
                    @Deadline @Nullable Instant until,
                    @Sender @Nullable String sender,
                    String text) {}

            @Message(id = 3)
            record Numbers(
                    @io.ringkernel.annotation.MessageId io.ringkernel.MessageId id,
                    @MessagePriority byte priority,
                    @CorrelationId io.ringkernel.MessageId answered,
                    @Timestamp @Nullable Long at,
                    @Deadline long leftMs,
                    @Sender String sender) {}

            @Message(id = 4) record Said(String text) {}

            @RingKernel(id = "desk")
            class Desk {
                @Handles Said on(AskCodec.Reader ask) {
                    return new Said(ask.expression() + " " + ask.messageId() + " " + ask.priority() + " "
                            + ask.correlationId() + " " + Long.toHexString(ask.messageIdMostSignificantBits()));
                }

                @Handles Whole on(Whole whole) { return whole; }

                @Handles Said on(Numbers numbers) {
                    return new Said(numbers.id() + " " + numbers.priority() + " " + numbers.answered() + " "
                            + (numbers.at() != null) + " " + numbers.leftMs() + " [" + numbers.sender() + "]");
                }
            }
            """);
    private static final UUID ID = new UUID(0x1234_5678_9ABC_DEF0L, 7);
    private static final UUID OTHER = new UUID(8, 9);
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private interface Body {
        void run(KernelRuntime runtime, URLClassLoader loader) throws Exception;
    }

    private void withDesk(Body body) throws Exception {
        Compilation compilation = Compilation.lenient(folder, List.of(SOURCE));
        assertThat(compilation.messages()).isEmpty();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = compilation.loader()) {
            Thread.currentThread().setContextClassLoader(loader);
            try (KernelRuntime runtime = KernelRuntime.create()) {
                runtime.launch("desk").activate();
                body.run(runtime, loader);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Object create(URLClassLoader loader, String name, Object... values) throws Exception {
        Constructor<?> constructor = loader.loadClass("app." + name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static String call(KernelRuntime runtime, URLClassLoader loader, Object message, SendOptions options)
            throws Exception {
        return runtime.call("desk", message, loader.loadClass("app.Said"), LONG, options)
                .toString();
    }

    @Test
    void showsTheHeaderToReaders() throws Exception {
        withDesk((runtime, loader) -> {
            Object ask = create(loader, "Ask", "2 + 2", ID, 9, null);

            assertThat(call(runtime, loader, ask, SendOptions.DEFAULT))
                    .isEqualTo("Said[text=2 + 2 " + ID + " 9 null 123456789abcdef0]");
            assertThat(call(runtime, loader, ask, SendOptions.priority(200).correlationId(MessageId.of(OTHER))))
                    .isEqualTo("Said[text=2 + 2 " + ID + " 200 " + OTHER + " 123456789abcdef0]");
        });
    }

    @Test
    void keepsWhatARecordSaysOnTheWayThereAndBack() throws Exception {
        withDesk((runtime, loader) -> {
            Instant until = Instant.now().plusSeconds(100);
            Object sent = create(
                    loader,
                    "Whole",
                    ID,
                    (short) 255,
                    java.util.Optional.of(OTHER),
                    Instant.ofEpochSecond(5, 6),
                    until,
                    "somebody",
                    "text");

            Object answer = runtime.call("desk", sent, loader.loadClass("app.Whole"), LONG);

            assertThat(answer).hasToString(sent.toString().replace("somebody", "desk"));
        });
    }

    @Test
    void fillsNumbersAndWhatMayNotBeNull() throws Exception {
        withDesk((runtime, loader) -> {
            Object sent = create(loader, "Numbers", MessageId.of(ID), (byte) 200, MessageId.NONE, null, 60_000L, "");

            assertThat(call(runtime, loader, sent, SendOptions.DEFAULT))
                    .matches("Said\\[text=" + ID + " -56 MessageId\\.NONE true (60000|59\\d{3}) \\[\\]\\]");
        });
    }
}
