// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads messages whose constructors refuse what was read, by whatever they can throw. */
class OwnCheckTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import io.ringkernel.msgpack.*;
            import java.io.IOException;
            import java.util.List;
            import java.util.function.Function;

            @Message(id = 0x21) record Inner(int kind) {
                static boolean isStrict;

                Inner {
                    if (isStrict) {
                        Inner.<RuntimeException>sneak(what(kind));
                    }
                }

                private static Throwable what(int kind) {
                    return switch (kind) {
                        case 0 -> new IOException("disk is full");
                        case 1 -> new IllegalArgumentException();
                        case 2 -> new AssertionError("never");
                        case 3 -> new StackOverflowError("deep");
                        default -> new ExceptionInInitializerError("static");
                    };
                }

                @SuppressWarnings("unchecked")
                private static <E extends Throwable> void sneak(Throwable e) throws E {
                    throw (E) e;
                }
            }

            @Message(id = 0x22) record Outer(Inner one, @MaxCount(2) List<Inner> all) {}

            public final class Driver implements Function<Integer, String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(1024);

                private static String caught(Runnable body) {
                    try {
                        body.run();
                        return "nothing";
                    } catch (Throwable e) {
                        return e.getClass().getSimpleName() + ": " + e.getMessage()
                                + (e.getCause() == null ? "" : " < " + e.getCause().getClass().getSimpleName());
                    }
                }

                @Override
                public String apply(Integer kind) {
                    Inner.isStrict = false;
                    Inner inner = new Inner(kind);
                    Outer first = new Outer(inner, List.of());
                    int length = InnerCodec.INSTANCE.encode(inner, buffer, 0);
                    int firstLength = OuterCodec.INSTANCE.encode(first, buffer, 128);
                    byte[] bytes = Msgpack.create().pack(Parcel.of(inner));
                    byte[] firstBytes = Msgpack.create().pack(Parcel.of(first));
                    Inner.isStrict = true;
                    return caught(() -> InnerCodec.INSTANCE.decode(buffer, 0, length)) + "\\n"
                            + caught(() -> OuterCodec.INSTANCE.decode(buffer, 128, firstLength)) + "\\n"
                            + caught(() -> Msgpack.create().unpack(bytes, Inner.class)) + "\\n"
                            + caught(() -> Msgpack.create().unpack(firstBytes, Outer.class)) + "\\n";
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void makesCodecExceptionsOfExceptionsAndLeavesErrorsAlone() throws Exception {
        Compilation compilation = Compilation.lenient(folder, List.of(new Source("Driver.java", TYPES)));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            @SuppressWarnings("unchecked")
            Function<Integer, String> driver = (Function<Integer, String>)
                    loader.loadClass("app.Driver").getConstructor().newInstance();

            assertThat(driver.apply(0)).isEqualTo(refused("disk is full", "IOException"));
            assertThat(driver.apply(1))
                    .isEqualTo(refused("java.lang.IllegalArgumentException", "IllegalArgumentException"));
            assertThat(driver.apply(2)).isEqualTo("AssertionError: never\n".repeat(4));
            assertThat(driver.apply(3)).isEqualTo("StackOverflowError: deep\n".repeat(4));
            assertThat(driver.apply(4)).isEqualTo("ExceptionInInitializerError: static\n".repeat(4));
        }
    }

    private static String refused(String reason, String cause) {
        String text = "CodecException: record refuses its values: %s, reason=" + reason + " < " + cause + "\n";
        return text.formatted("message=Inner")
                + text.formatted("field=Outer.one")
                + text.formatted("message=Inner")
                + text.formatted("field=Outer.one");
    }
}
