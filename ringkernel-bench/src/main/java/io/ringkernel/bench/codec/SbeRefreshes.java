// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.RefreshDecoder;
import io.ringkernel.bench.sbe.RefreshEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Refreshes through the code that SBE generates. */
final class SbeRefreshes implements Side {
    private static final int STRIDE = 512;

    private final RefreshSample[] samples = RefreshSample.some();
    private final UnsafeBuffer buffer =
            new UnsafeBuffer(ByteBuffer.allocateDirect(64 + SAMPLES * STRIDE).alignedSlice(64));
    private final RefreshEncoder encoder = new RefreshEncoder();
    private final RefreshDecoder decoder = new RefreshDecoder();

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            RefreshSample sample = samples[i];
            Refresh refresh = sample.refresh();
            encoder.wrap(buffer, i * STRIDE)
                    .transactTime(refresh.transactTime())
                    .eventTimeDelta(refresh.eventTimeDelta())
                    .matchEvent(sample.matchEvent());
            RefreshEncoder.EntriesEncoder entries = encoder.entriesCount(sample.entries().length);
            for (RefreshSample.EntrySample entrySample : sample.entries()) {
                Refresh.Entry entry = entrySample.entry();
                entries.next()
                        .tradeId(entry.tradeId())
                        .securityId(entry.securityId())
                        .price(entry.price())
                        .quantity(entry.quantity())
                        .numberOfOrders(entry.numberOfOrders())
                        .action(entrySample.action())
                        .reportNumber(entry.reportNumber())
                        .aggressor(entrySample.aggressor());
            }
            length += encoder.encodedLength();
        }
        return length;
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            RefreshDecoder refresh = wrap(i);
            sum += refresh.transactTime()
                    + refresh.eventTimeDelta()
                    + refresh.matchEvent().ordinal();
            RefreshDecoder.EntriesDecoder entries = refresh.entries();
            while (entries.hasNext()) {
                entries.next();
                sum += entries.tradeId()
                        + entries.securityId()
                        + entries.price()
                        + entries.quantity()
                        + entries.numberOfOrders()
                        + entries.action().ordinal()
                        + entries.reportNumber()
                        + entries.aggressor().ordinal();
            }
        }
        return sum;
    }

    private RefreshDecoder wrap(int index) {
        return decoder.wrap(buffer, index * STRIDE, RefreshDecoder.BLOCK_LENGTH, RefreshDecoder.SCHEMA_VERSION);
    }

    @Override
    public Refresh decode(int index) {
        RefreshDecoder refresh = wrap(index);
        long transactTime = refresh.transactTime();
        short eventTimeDelta = (short) refresh.eventTimeDelta();
        Trade.MatchEvent matchEvent =
                Trade.MatchEvent.values()[refresh.matchEvent().ordinal()];
        List<Refresh.Entry> read = new ArrayList<>();
        for (RefreshDecoder.EntriesDecoder entry : refresh.entries()) {
            read.add(new Refresh.Entry(
                    entry.tradeId(),
                    entry.securityId(),
                    entry.price(),
                    entry.quantity(),
                    (short) entry.numberOfOrders(),
                    Trade.UpdateAction.values()[entry.action().ordinal()],
                    (byte) entry.reportNumber(),
                    Trade.TradeSide.values()[entry.aggressor().ordinal()]));
        }
        return new Refresh(transactTime, eventTimeDelta, matchEvent, read);
    }
}
