// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelViewTest {
    private final MessageBuffer buffer = MessageBuffer.allocate(64);

    @Test
    void readsFromAFileBetweenItsBounds(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3, 4, 5});
        buffer.putByte(12, (byte) 9);
        buffer.putByte(15, (byte) 9);

        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(buffer.putBytes(13, channel, 2)).isEqualTo(2);
            assertThat(buffer.putBytes(20, channel, 40)).isEqualTo(3);
            assertThat(buffer.putBytes(20, channel, 40)).isEqualTo(-1);
        }

        assertThat(bytes(12, 4)).containsExactly(9, 1, 2, 9);
        assertThat(bytes(20, 4)).containsExactly(3, 4, 5, 0);
    }

    @Test
    void readsFromAnyChannel() throws IOException {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(new byte[] {7, 8}));

        assertThat(buffer.putBytes(62, channel, 2)).isEqualTo(2);

        assertThat(bytes(62, 2)).containsExactly(7, 8);
    }

    @Test
    void refusesToReadOutsideTheBuffer() {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(new byte[100]));

        assertThatThrownBy(() -> buffer.putBytes(60, channel, 5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("access outside buffer: index=60, length=5, capacity=64");
    }

    private byte[] bytes(int index, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes, 0, length);
        return bytes;
    }
}
