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

/** Writes and reads messages in messages, in place and as records. */
class NestedTest {
    private static final String TYPES = """
            package app;

            import io.ringkernel.annotation.*;
            import io.ringkernel.buffer.*;
            import io.ringkernel.codec.*;
            import java.util.function.Supplier;

            @Message(id = 0x11, version = 3) record Point(int x, @MaxLength(20) String name) {
                Point {
                    if (x < 0) throw new IllegalArgumentException("x is negative: x=" + x);
                }
            }
            @Message(id = 0x12) record Line(Point from, Point to, @MaxLength(20) String label) {}
            @Message(id = 0x13) record Other(int x, @MaxLength(20) String name) {}

            public final class Driver implements Supplier<String> {
                private final MessageBuffer buffer = MessageBuffer.allocate(512);
                private final LineCodec.Writer line = new LineCodec.Writer();
                private final PointCodec.Writer point = new PointCodec.Writer();
                private final LineCodec.Reader reader = new LineCodec.Reader();
                private final PointCodec.Reader into = new PointCodec.Reader();
                private static final Line LINE = new Line(new Point(1, "a"), new Point(2, "bcd"), "label");

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

    @TempDir
    Path folder;

    @Test
    void writesAnInnerMessageInPlace() throws Exception {
        assertThat(run("""
                line.wrap(buffer, 8).from(point).x(1).name("a");
                line.to(point).name("bcd").x(2);
                int length = line.label("label").encodedLength();
                MessageBuffer same = MessageBuffer.allocate(512);
                int recordLength = LineCodec.INSTANCE.encode(LINE, same, 8);
                boolean isSame = length == recordLength;
                for (int i = 0; i < length; i++) {
                    isSame &= buffer.getByte(8 + i) == same.getByte(8 + i);
                }
                return isSame + " " + LineCodec.INSTANCE.decode(buffer, 8, length);
                """)).isEqualTo("true Line[from=Point[x=1, name=a], to=Point[x=2, name=bcd], label=label]");
    }

    @Test
    void tellsTheVersionOfAnInnerMessage() throws Exception {
        assertThat(run("""
                int length = LineCodec.INSTANCE.encode(LINE, buffer, 0);
                return reader.wrap(buffer, 0, length).to(into).name() + " " + buffer.getShort(24 + 4);
                """)).isEqualTo("bcd 3");
    }

    @Test
    void refusesToWriteOnWhenTheOuterMessageHasGoneOn() throws Exception {
        assertThat(run("""
                line.wrap(buffer, 0).from(point).x(1);
                line.label("label");
                return caught(() -> point.name("late")) + "\\n" + point.encodedLength();
                """)).isEqualTo("""
                        IllegalStateException: message is closed, the one around it has gone on: field=Point.name; write an \
                        inner message to its end before the next field of the outer one
                        16""");
    }

    @Test
    void refusesAnInnerWriterThatWentElsewhere() throws Exception {
        assertThat(run("""
                line.wrap(buffer, 0).from(point).x(1);
                point.wrap(buffer, 256);
                return caught(() -> line.label("label"));
                """))
                .isEqualTo("IllegalStateException: writer of an inner message was wrapped elsewhere:"
                        + " field=Line.from; use another writer there, or finish the outer message first");
    }

    @Test
    void refusesToWriteAnInnerMessageTwice() throws Exception {
        assertThat(run("""
                line.wrap(buffer, 0).from(point).x(1);
                return caught(() -> line.from(new PointCodec.Writer()));
                """))
                .isEqualTo("AlreadyWrittenException: field already written: field=Line.from, position=24, length=24;"
                        + " wrap the writer before the next message");
    }

    @Test
    void refusesAnotherMessage() throws Exception {
        assertThat(run("""
                int length = LineCodec.INSTANCE.encode(LINE, buffer, 0);
                buffer.putInt(24, 0x13);
                return caught(() -> LineCodec.INSTANCE.decode(buffer, 0, length));
                """))
                .isEqualTo("CodecException: field holds another message: field=Line.from, typeId=0x00000013,"
                        + " expected=0x00000011");
    }

    @Test
    void refusesABadPrefix() throws Exception {
        assertThat(run("""
                int length = LineCodec.INSTANCE.encode(LINE, buffer, 0);
                buffer.putShort(30, (short) 1);
                return caught(() -> LineCodec.INSTANCE.decode(buffer, 0, length));
                """))
                .isEqualTo(
                        "CodecException: nested message has a bad prefix: field=Line.from, prefix=0x0001000300000011");
    }

    @Test
    void refusesAFieldThatWasNeverWritten() throws Exception {
        assertThat(run("""
                int length = line.wrap(buffer, 0).encodedLength();
                return caught(() -> LineCodec.INSTANCE.decode(buffer, 0, length));
                """))
                .isEqualTo("CodecException: nested message too short: field=Line.from, length=0, prefixLength=8; a"
                        + " field that was never written has none");
    }

    @Test
    void refusesReferencesThatShareBytes() throws Exception {
        assertThat(run("""
                int length = LineCodec.INSTANCE.encode(LINE, buffer, 0);
                buffer.putLong(0, buffer.getLong(8));
                String two = LineCodec.INSTANCE.decode(buffer, 0, length + 2).toString();
                return two + "\\n" + caught(() -> LineCodec.INSTANCE.decode(buffer, 0, length));
                """)).isEqualTo("""
                        Line[from=Point[x=2, name=bcd], to=Point[x=2, name=bcd], label=label]
                        CodecException: tail references overlap: message=Line, used=59, tailLength=57""");
    }

    @Test
    void saysWhatTheRecordSays() throws Exception {
        assertThat(run("""
                int length = LineCodec.INSTANCE.encode(LINE, buffer, 0);
                buffer.putInt(32, -1);
                try {
                    return LineCodec.INSTANCE.decode(buffer, 0, length).toString();
                } catch (CodecException e) {
                    return e.getMessage() + "\\n" + e.getCause();
                }
                """)).isEqualTo("""
                        record refuses its values: field=Line.from, reason=x is negative: x=-1
                        java.lang.IllegalArgumentException: x is negative: x=-1""");
    }

    @SuppressWarnings("unchecked") // the driver is what its source says
    private String run(String body) throws Exception {
        Source source = new Source("Driver.java", TYPES.replace("BODY", body));
        Compilation compilation = Compilation.lenient(folder, List.of(source));
        assertThat(compilation.messages()).isEmpty();
        try (URLClassLoader loader = compilation.loader()) {
            return ((Supplier<String>)
                            loader.loadClass("app.Driver").getConstructor().newInstance())
                    .get();
        }
    }
}
