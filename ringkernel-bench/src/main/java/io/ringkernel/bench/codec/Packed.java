// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;
import org.msgpack.core.buffer.MessageBuffer;
import org.msgpack.core.buffer.MessageBufferOutput;

/**
 * Messages packed by hand with msgpack-java, each as an array of its fields, into one fixed buffer that nothing is ever
 * flushed from, and read each from a buffer that is wrapped only once: MessagePack at its fastest.
 */
abstract class Packed implements Side {
    private static final int LENGTH = 1024;

    private final byte[] bytes = new byte[LENGTH];
    private final MessagePacker packer = MessagePack.newDefaultPacker(new FixedOutput(bytes));
    private final MessageBuffer[] packed = new MessageBuffer[SAMPLES];
    private final ArrayBufferInput input = new ArrayBufferInput(bytes);
    private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);

    /** Gives the packer the whole buffer, and is never asked for another. */
    private record FixedOutput(byte[] bytes) implements MessageBufferOutput {
        @Override
        public MessageBuffer next(int minimumLength) {
            return MessageBuffer.wrap(bytes);
        }

        @Override
        public void writeBuffer(int length) {
            throw new UnsupportedOperationException("the buffer is too short: length=" + length);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            writeBuffer(length);
        }

        @Override
        public void add(byte[] buffer, int offset, int length) {
            writeBuffer(length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    abstract void pack(MessagePacker to, int index) throws IOException;

    abstract long unpackSum(MessageUnpacker from) throws IOException;

    abstract Record unpack(MessageUnpacker from) throws IOException;

    /** Packs each sample once, for reading. */
    final void packOnce() {
        for (int i = 0; i < SAMPLES; i++) {
            int length = encode(i);
            packed[i] = MessageBuffer.wrap(Arrays.copyOf(bytes, length));
        }
    }

    private int encode(int index) {
        try {
            packer.clear();
            pack(packer, index);
            return (int) packer.getTotalWrittenBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            length += encode(i);
        }
        return length;
    }

    @Override
    public final long decodeAll() {
        try {
            long sum = 0;
            for (int i = 0; i < SAMPLES; i++) {
                sum += unpackSum(from(i));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MessageUnpacker from(int index) throws IOException {
        input.reset(packed[index]);
        unpacker.reset(input);
        return unpacker;
    }

    @Override
    public final Record decode(int index) {
        try {
            return unpack(from(index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
