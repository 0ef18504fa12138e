// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.MatchEvent;
import io.ringkernel.bench.sbe.TradeSide;
import io.ringkernel.bench.sbe.UpdateAction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A refresh to encode, with its enums also as SBE's.
 *
 * @param refresh    to encode
 * @param matchEvent of the refresh
 * @param entries    of the refresh
 */
record RefreshSample(Refresh refresh, MatchEvent matchEvent, EntrySample[] entries) {
    private static final int ENTRIES = 4;

    /**
     * One of its entries.
     *
     * @param entry     of the refresh
     * @param action    of the entry
     * @param aggressor of the entry
     */
    record EntrySample(Refresh.Entry entry, UpdateAction action, TradeSide aggressor) {}

    static RefreshSample[] some() {
        Random random = new Random(2);
        return IntStream.range(0, Side.SAMPLES).mapToObj(i -> next(random)).toArray(RefreshSample[]::new);
    }

    static List<Refresh> records() {
        return Arrays.stream(some()).map(RefreshSample::refresh).toList();
    }

    private static RefreshSample next(Random random) {
        int matchEvent = random.nextInt(3);
        EntrySample[] entries =
                IntStream.range(0, ENTRIES).mapToObj(i -> nextEntry(random)).toArray(EntrySample[]::new);
        Refresh refresh = new Refresh(
                1_700_000_000_000_000_000L + random.nextInt(),
                (short) random.nextInt(10_000),
                Trade.MatchEvent.values()[matchEvent],
                Arrays.stream(entries).map(EntrySample::entry).toList());
        return new RefreshSample(refresh, MatchEvent.values()[matchEvent], entries);
    }

    private static EntrySample nextEntry(Random random) {
        int action = random.nextInt(3);
        int aggressor = random.nextInt(2);
        Refresh.Entry entry = new Refresh.Entry(
                random.nextInt(1_000_000),
                random.nextInt(100_000),
                random.nextInt(10_000_000) * 100L,
                random.nextInt(10_000),
                (short) random.nextInt(100),
                Trade.UpdateAction.values()[action],
                (byte) random.nextInt(100),
                Trade.TradeSide.values()[aggressor]);
        return new EntrySample(entry, UpdateAction.values()[action], TradeSide.values()[aggressor]);
    }

    /** {@return the sum of all fields of a refresh} */
    static long sum(Refresh refresh) {
        long sum = refresh.transactTime()
                + refresh.eventTimeDelta()
                + refresh.matchEvent().ordinal();
        for (Refresh.Entry entry : refresh.entries()) {
            sum += sum(entry);
        }
        return sum;
    }

    /** {@return the sum of all fields of an entry} */
    static long sum(Refresh.Entry entry) {
        return entry.tradeId()
                + entry.securityId()
                + entry.price()
                + entry.quantity()
                + entry.numberOfOrders()
                + entry.action().ordinal()
                + entry.reportNumber()
                + entry.aggressor().ordinal();
    }
}
