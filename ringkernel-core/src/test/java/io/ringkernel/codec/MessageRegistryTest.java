// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.DeadLetterNoticeCodec;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.supervision.Terminated;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageRegistryTest {
    @TempDir
    Path folder;

    record Twin() {}

    /** Names a codec as the processor does. */
    public static final class Known extends MessageDefinition {
        /** Creates it, as the service loader does. */
        public Known() {
            super(Codecs.of(CodecsTest.Known.class));
        }
    }

    /** Names a codec with the id of the other. */
    public static final class Second extends MessageDefinition {
        /** Creates it, as the service loader does. */
        public Second() {
            super(new TwinCodec());
        }
    }

    @Test
    void findsWhatIsOnTheClassPath() throws IOException {
        MessageRegistry registry = load(Known.class);

        List<Integer> typeIds = new ArrayList<>();
        registry.codecs().forEach(codec -> typeIds.add(codec.typeId()));
        assertThat(typeIds)
                .isSortedAccordingTo(Integer::compareUnsigned)
                .contains(0x0101, DeadLetterNoticeCodec.TYPE_ID, Terminated.ID);
        assertThat(registry.find(0x0101)).contains(Codecs.of(CodecsTest.Known.class));
        assertThat(registry.find(0x0102)).isEmpty();
    }

    @Test
    void refusesTwoMessagesWithOneId() {
        assertThatThrownBy(() -> load(Known.class, Second.class))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("two messages share a type id: typeId=0x00000101,"
                        + " first=io.ringkernel.codec.CodecsTest$Known,"
                        + " second=io.ringkernel.codec.MessageRegistryTest$Twin; set @Message(id) on one of them");
    }

    private MessageRegistry load(Class<?>... definitions) throws IOException {
        Path file = folder.resolve("META-INF/services/" + MessageDefinition.class.getName());
        Files.createDirectories(file.getParent());
        StringBuilder lines = new StringBuilder();
        for (Class<?> definition : definitions) {
            lines.append(definition.getName()).append(" # com.example.Origin\n");
        }
        Files.writeString(file, lines);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return MessageRegistry.load(loader);
        }
    }

    private static final class TwinCodec implements MessageCodec<Twin> {
        @Override
        public Class<Twin> messageType() {
            return Twin.class;
        }

        @Override
        public int typeId() {
            return 0x0101;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public int blockLength() {
            return 0;
        }

        @Override
        public int maxEncodedLength() {
            return 0;
        }

        @Override
        public MessageSchema schema() {
            return MessageSchema.of(this, "io.ringkernel.codec.Twin").build();
        }

        @Override
        public int encodedLength(Twin message) {
            return 0;
        }

        @Override
        public int encode(Twin message, MessageBuffer buffer, int offset, int end, int limit, int depth) {
            return end;
        }

        @Override
        public Twin decode(MessageBuffer buffer, int offset, int length, int version) {
            return new Twin();
        }
    }
}
