// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.processor.Compilation.Source;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes and reads messages that have messages of their own type in them. */
class RecursionTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import io.ringkernel.msgpack.*;
            import java.util.List;
            import java.util.function.Supplier;

            @Message(id = 0x11, maxLength = 8192) record Node(int value, @MaxCount(1) List<Node> next) {}
            @Message(id = 0x12, maxLength = 8192) record Even(@MaxCount(1) Odd[] next) {}
            @Message(id = 0x13, maxLength = 8192) record Odd(@MaxCount(1) Even[] next) {}
            @Message(id = 0x14, maxLength = 8192) record Pair(Term left, Term right) implements Term {}
            @Message(id = 0x15) record Number(int value) implements Term {}
            sealed interface Term permits Pair, Number {}
            @Message(id = 0x17, maxLength = 8192) record Fork(@MaxCount(2) List<Fork> next) {}
            @Message(id = 0x18) record Forest(Fork fork) {}
            @Message(id = 0x16, maxLength = 100) record Narrow(@MaxCount(100) List<Narrow> all) {}

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(16384);

                private static Node chain(int length) {
                    Node node = new Node(0, List.of());
                    for (int i = 1; i < length; i++) {
                        node = new Node(i, List.of(node));
                    }
                    return node;
                }

                /* As many forks as the depth, and 2 to the power of that many ways to the last one. */
                private static Fork shared(int depth) {
                    Fork fork = new Fork(List.of());
                    for (int i = 0; i < depth; i++) {
                        fork = new Fork(List.of(fork, fork));
                    }
                    return fork;
                }

                private String caught(Runnable body) {
                    try {
                        body.run();
                        return "nothing";
                    } catch (RuntimeException e) {
                        return e.getClass().getSimpleName() + ": " + e.getMessage();
                    }
                }

                @Override
                public String get() {
                    BODY
                }
            }
            """;

    private static final String TOO_DEEP =
            "CodecException: messages nest too deep: field=Node.next" + "[0].next".repeat(64) + ", depth=65, limit=64";

    @TempDir
    Path folder;

    @Test
    void keepsMessagesInMessagesOfTheirType() throws Exception {
        assertThat(run("""
                Node chain = chain(65);
                int length = NodeCodec.INSTANCE.encode(chain, buffer, 0);
                return "" + NodeCodec.INSTANCE.decode(buffer, 0, length).equals(chain);
                """)).isEqualTo("true");
    }

    @Test
    void stopsAtTheLimitOfATreeThatSharesItsBranches() throws Exception {
        String tooLong = "CodecException: message too long: field=Fork" + ".next[0]".repeat(51)
                + ", length=16368, limit=8192 bytes; raise @Message(maxLength), or send it in parts, or a BufferRef";

        assertThat(run("return caught(() -> ForkCodec.INSTANCE.encodedLength(shared(60)));"))
                .isEqualTo(tooLong);
        assertThat(run("return caught(() -> Msgpack.create().pack(Parcel.of(shared(60))));"))
                .isEqualTo(tooLong);
        assertThat(run("return caught(() -> Msgpack.create().pack(Parcel.of(new Forest(shared(60)))));"))
                .isEqualTo(tooLong.replace("=Fork", "=Forest.fork"));
    }

    @Test
    void keepsMessagesOfTwoTypesInTurn() throws Exception {
        assertThat(run("""
                Odd odd = new Odd(new Even[] {new Even(new Odd[] {new Odd(new Even[0])})});
                int length = OddCodec.INSTANCE.encode(odd, buffer, 0);
                return "" + OddCodec.INSTANCE.decode(buffer, 0, length).next()[0].next()[0].next().length;
                """)).isEqualTo("0");
    }

    @Test
    void keepsTreesBehindASealedInterface() throws Exception {
        assertThat(run("""
                Pair pair = new Pair(new Pair(new Number(1), new Number(2)), new Number(3));
                int length = PairCodec.INSTANCE.encode(pair, buffer, 0);
                return "" + PairCodec.INSTANCE.decode(buffer, 0, length).equals(pair);
                """)).isEqualTo("true");
    }

    @Test
    void refusesToMeasureWhatIsTooDeep() throws Exception {
        assertThat(run("return caught(() -> NodeCodec.INSTANCE.encodedLength(chain(66)));"))
                .isEqualTo(TOO_DEEP);
    }

    @Test
    void refusesToWriteWhatIsTooDeep() throws Exception {
        assertThat(run("return caught(() -> NodeCodec.INSTANCE.encode(chain(100_000), buffer, 0));"))
                .isEqualTo(TOO_DEEP);
    }

    @Test
    void refusesToWriteInPlaceWhatIsTooDeep() throws Exception {
        assertThat(run("""
                NodeCodec.Writer[] writers = new NodeCodec.Writer[65];
                writers[0] = new NodeCodec.Writer().wrap(buffer, 0).nextCount(1);
                for (int i = 1; i < writers.length; i++) {
                    writers[i] = writers[i - 1].next(0, new NodeCodec.Writer()).nextCount(i < 64 ? 1 : 0);
                }
                return NodeCodec.INSTANCE.decode(buffer, 0, writers[0].encodedLength()).next().size() + " "
                        + caught(() -> {
                            writers[64] = new NodeCodec.Writer().wrap(buffer, 0).nextCount(1);
                            for (int i = 0; i < 65; i++) {
                                writers[64] = writers[64].next(0, new NodeCodec.Writer()).nextCount(1);
                            }
                        });
                """)).isEqualTo("1 CodecException: messages nest too deep: field=Node.next, depth=65, limit=64");
    }

    @Test
    void refusesAWriterThatIsToWriteIntoItself() throws Exception {
        assertThat(run("""
                NodeCodec.Writer writer = new NodeCodec.Writer().wrap(buffer, 0).nextCount(1);
                return caught(() -> writer.next(0, writer));
                """))
                .isEqualTo("IllegalArgumentException: writer of a message cannot write the messages in it:"
                        + " field=Node.next; use another one there");
    }

    @Test
    void refusesToReadWhatIsTooDeep() throws Exception {
        assertThat(run("""
                int length = 16;
                for (int i = 0; i < 99; i++) {
                    buffer.putLong(24 * i + 8, TailRef.of(16, 24 * (99 - i)));
                    buffer.putInt(24 * i + 16, 1);
                    buffer.putInt(24 * i + 20, 16 << 16 | 1);
                    length += 24;
                }
                int whole = length;
                return caught(() -> NodeCodec.INSTANCE.decode(buffer, 0, whole));
                """)).isEqualTo(TOO_DEEP);
    }

    @Test
    void refusesToOutgrowTheLimitOfTheMessage() throws Exception {
        assertThat(run("""
                Narrow leaf = new Narrow(List.of());
                Narrow wide = new Narrow(List.of(leaf, leaf, leaf, leaf, leaf, leaf));
                return caught(() -> NarrowCodec.INSTANCE.encode(wide, buffer, 0));
                """))
                .isEqualTo("CodecException: message too long: field=Narrow.all[4].all, length=8, left=4 bytes;"
                        + " raise @Message(maxLength), or send a BufferRef");
    }

    private String run(String body) throws Exception {
        String source = TYPES.replace("BODY", body.strip());
        Compilation compilation = Compilation.lenient(folder, List.of(new Source("Driver.java", source)));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            Object driver = loader.loadClass("app.Driver").getConstructor().newInstance();
            return (String) ((Supplier<?>) driver).get();
        }
    }
}
