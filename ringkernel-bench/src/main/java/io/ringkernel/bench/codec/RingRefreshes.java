// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Refreshes that are written and read in place. */
final class RingRefreshes implements Side {
    private static final int STRIDE = 512;

    private final RefreshSample[] samples = RefreshSample.some();
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);
    private final int[] lengths = new int[SAMPLES];
    private final RefreshCodec.Writer writer = new RefreshCodec.Writer();
    private final RefreshCodec.Reader reader = new RefreshCodec.Reader();

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            lengths[i] = encode(samples[i].refresh(), i * STRIDE);
            length += lengths[i];
        }
        return length;
    }

    private int encode(Refresh refresh, int offset) {
        return writer.wrap(buffer, offset)
                .transactTime(refresh.transactTime())
                .eventTimeDelta(refresh.eventTimeDelta())
                .matchEvent(refresh.matchEvent())
                .entries(refresh.entries())
                .encodedLength();
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            reader.wrap(buffer, i * STRIDE, lengths[i]);
            sum += reader.transactTime()
                    + reader.eventTimeDelta()
                    + reader.matchEvent().ordinal();
            for (Refresh.Entry entry : reader.entries()) {
                sum += RefreshSample.sum(entry);
            }
        }
        return sum;
    }

    @Override
    public Refresh decode(int index) {
        return RefreshCodec.INSTANCE.decode(buffer, index * STRIDE, lengths[index]);
    }
}
