// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Trades that are written and read in place. */
final class RingTrades implements Side {
    private static final int STRIDE = 128;

    private final TradeSample[] samples = TradeSample.some();
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);
    private final TradeCodec.Writer writer = new TradeCodec.Writer();
    private final TradeCodec.Reader reader = new TradeCodec.Reader();

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Trade trade = samples[i].trade();
            length += writer.wrap(buffer, i * STRIDE)
                    .transactTime(trade.transactTime())
                    .eventTimeDelta(trade.eventTimeDelta())
                    .matchEvent(trade.matchEvent())
                    .tradeId(trade.tradeId())
                    .securityId(trade.securityId())
                    .price(trade.price())
                    .quantity(trade.quantity())
                    .numberOfOrders(trade.numberOfOrders())
                    .action(trade.action())
                    .reportNumber(trade.reportNumber())
                    .aggressor(trade.aggressor())
                    .encodedLength();
        }
        return length;
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            reader.wrap(buffer, i * STRIDE, TradeCodec.BLOCK_LENGTH);
            sum += reader.transactTime()
                    + reader.eventTimeDelta()
                    + reader.matchEvent().ordinal()
                    + reader.tradeId()
                    + reader.securityId()
                    + reader.price()
                    + reader.quantity()
                    + reader.numberOfOrders()
                    + reader.action().ordinal()
                    + reader.reportNumber()
                    + reader.aggressor().ordinal();
        }
        return sum;
    }

    @Override
    public Trade decode(int index) {
        return TradeCodec.INSTANCE.decode(buffer, index * STRIDE, TradeCodec.BLOCK_LENGTH);
    }
}
