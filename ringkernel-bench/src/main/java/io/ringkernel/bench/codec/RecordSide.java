// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Messages as records, through the interface of all codecs.
 *
 * @param <T> type of the records
 */
final class RecordSide<T extends Record> implements Side {
    private static final int STRIDE = 512;

    private final MessageCodec<T> codec;
    private final List<T> samples;
    private final ToLongFunction<T> sum;
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);
    private final int[] lengths = new int[SAMPLES];

    RecordSide(MessageCodec<T> codec, List<T> samples, ToLongFunction<T> sum) {
        this.codec = codec;
        this.samples = samples;
        this.sum = sum;
    }

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            lengths[i] = codec.encode(samples.get(i), buffer, i * STRIDE);
            length += lengths[i];
        }
        return length;
    }

    @Override
    public long decodeAll() {
        long read = 0;
        for (int i = 0; i < SAMPLES; i++) {
            read += sum.applyAsLong(decode(i));
        }
        return read;
    }

    @Override
    public T decode(int index) {
        return codec.decode(buffer, index * STRIDE, lengths[index]);
    }
}
