// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.buffer.MessageBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
    private static final int LONGEST = 1000;

    @TempDir
    Path folder;

    private OpenFile open(int actual, long expected) throws IOException {
        Path path = Files.write(folder.resolve("file"), new byte[actual]);
        return new OpenFile(new ReadRequest(1, path.toString().getBytes(StandardCharsets.UTF_8), expected));
    }

    @Test
    void asksForOneByteMoreThanThereShouldBe() throws IOException {
        OpenFile file = open(300, 300);

        assertThat(file.nextLength(LONGEST)).isEqualTo(301);
        assertThat(file.read(MessageBuffer.allocate(301))).isEqualTo(300);
        assertThat(file.isAtEnd()).isTrue();
        assertThat(file.hasChanged()).isFalse();
    }

    @Test
    void readsOnInLargePiecesWhenTheFileHasGrown() throws IOException {
        OpenFile file = open(5000, 300);

        assertThat(file.read(MessageBuffer.allocate(file.nextLength(LONGEST)))).isEqualTo(301);
        assertThat(file.nextLength(LONGEST)).isEqualTo(LONGEST);
        int pieces = 0;
        while (!file.isAtEnd()) {
            file.read(MessageBuffer.allocate(file.nextLength(LONGEST)));
            pieces++;
        }
        assertThat(pieces).isEqualTo(5);
        assertThat(file.offset()).isEqualTo(5000);
        assertThat(file.hasChanged()).isTrue();
    }
}
