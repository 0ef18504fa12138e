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
    private final Refresh_EntryCodec.Writer entryWriter = new Refresh_EntryCodec.Writer();
    private final RefreshCodec.Reader reader = new RefreshCodec.Reader();
    private final Refresh_EntryCodec.Reader entryReader = new Refresh_EntryCodec.Reader();

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
        int count = refresh.entries().size();
        writer.wrap(buffer, offset)
                .transactTime(refresh.transactTime())
                .eventTimeDelta(refresh.eventTimeDelta())
                .matchEvent(refresh.matchEvent())
                .entriesCount(count);
        for (int i = 0; i < count; i++) {
            Refresh.Entry entry = refresh.entries().get(i);
            writer.entries(i, entryWriter)
                    .tradeId(entry.tradeId())
                    .securityId(entry.securityId())
                    .price(entry.price())
                    .quantity(entry.quantity())
                    .numberOfOrders(entry.numberOfOrders())
                    .action(entry.action())
                    .reportNumber(entry.reportNumber())
                    .aggressor(entry.aggressor());
        }
        return writer.encodedLength();
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            reader.wrap(buffer, i * STRIDE, lengths[i]);
            sum += reader.transactTime()
                    + reader.eventTimeDelta()
                    + reader.matchEvent().ordinal();
            int count = reader.entriesCount();
            for (int j = 0; j < count; j++) {
                reader.entries(j, entryReader);
                sum += entryReader.tradeId()
                        + entryReader.securityId()
                        + entryReader.price()
                        + entryReader.quantity()
                        + entryReader.numberOfOrders()
                        + entryReader.action().ordinal()
                        + entryReader.reportNumber()
                        + entryReader.aggressor().ordinal();
            }
        }
        return sum;
    }

    @Override
    public Refresh decode(int index) {
        return RefreshCodec.INSTANCE.decode(buffer, index * STRIDE, lengths[index]);
    }
}
