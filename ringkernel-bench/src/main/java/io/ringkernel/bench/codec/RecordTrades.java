// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Trades as records. */
final class RecordTrades implements Side {
    private static final int STRIDE = 128;

    private final TradeSample[] samples = TradeSample.some();
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            length += TradeCodec.INSTANCE.encode(samples[i].trade(), buffer, i * STRIDE);
        }
        return length;
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += TradeSample.sum(decode(i));
        }
        return sum;
    }

    @Override
    public Trade decode(int index) {
        return TradeCodec.INSTANCE.decode(buffer, index * STRIDE, TradeCodec.BLOCK_LENGTH);
    }
}
