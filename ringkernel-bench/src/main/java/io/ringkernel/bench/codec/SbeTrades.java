// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.TradeDecoder;
import io.ringkernel.bench.sbe.TradeEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Trades through the code that SBE generates, without the header of a message, as ours have none here. */
final class SbeTrades implements Side {
    private static final int STRIDE = 128;

    private final TradeSample[] samples = TradeSample.some();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(64 + SAMPLES * STRIDE).alignedSlice(64));
    private final TradeEncoder encoder = new TradeEncoder();
    private final TradeDecoder decoder = new TradeDecoder();

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            TradeSample sample = samples[i];
            Trade trade = sample.trade();
            length += encoder.wrap(buffer, i * STRIDE)
                    .transactTime(trade.transactTime())
                    .eventTimeDelta(trade.eventTimeDelta())
                    .matchEvent(sample.matchEvent())
                    .tradeId(trade.tradeId())
                    .securityId(trade.securityId())
                    .price(trade.price())
                    .quantity(trade.quantity())
                    .numberOfOrders(trade.numberOfOrders())
                    .action(sample.action())
                    .reportNumber(trade.reportNumber())
                    .aggressor(sample.aggressor())
                    .encodedLength();
        }
        return length;
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            TradeDecoder trade = wrap(i);
            sum += trade.transactTime()
                    + trade.eventTimeDelta()
                    + trade.matchEvent().ordinal()
                    + trade.tradeId()
                    + trade.securityId()
                    + trade.price()
                    + trade.quantity()
                    + trade.numberOfOrders()
                    + trade.action().ordinal()
                    + trade.reportNumber()
                    + trade.aggressor().ordinal();
        }
        return sum;
    }

    private TradeDecoder wrap(int index) {
        return decoder.wrap(buffer, index * STRIDE, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
    }

    @Override
    public Trade decode(int index) {
        TradeDecoder trade = wrap(index);
        return new Trade(
                trade.transactTime(),
                (short) trade.eventTimeDelta(),
                Trade.MatchEvent.values()[trade.matchEvent().ordinal()],
                trade.tradeId(),
                trade.securityId(),
                trade.price(),
                trade.quantity(),
                (short) trade.numberOfOrders(),
                Trade.UpdateAction.values()[trade.action().ordinal()],
                (byte) trade.reportNumber(),
                Trade.TradeSide.values()[trade.aggressor().ordinal()]);
    }
}
