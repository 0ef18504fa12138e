// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.MatchEvent;
import io.ringkernel.bench.sbe.TradeSide;
import io.ringkernel.bench.sbe.UpdateAction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A trade to encode, with its enums also as SBE's.
 *
 * @param trade      to encode
 * @param matchEvent of the trade
 * @param action     of the trade
 * @param aggressor  of the trade
 */
record TradeSample(Trade trade, MatchEvent matchEvent, UpdateAction action, TradeSide aggressor) {
    static TradeSample[] some() {
        Random random = new Random(1);
        TradeSample[] samples = new TradeSample[Side.SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = next(random);
        }
        return samples;
    }

    static List<Trade> records() {
        return Arrays.stream(some()).map(TradeSample::trade).toList();
    }

    private static TradeSample next(Random random) {
        int matchEvent = random.nextInt(3);
        int action = random.nextInt(3);
        int aggressor = random.nextInt(2);
        Trade trade = new Trade(
                1_700_000_000_000_000_000L + random.nextInt(),
                (short) random.nextInt(10_000),
                Trade.MatchEvent.values()[matchEvent],
                random.nextInt(1_000_000),
                random.nextInt(100_000),
                random.nextInt(10_000_000) * 100L,
                random.nextInt(10_000),
                (short) random.nextInt(100),
                Trade.UpdateAction.values()[action],
                (byte) random.nextInt(100),
                Trade.TradeSide.values()[aggressor]);
        return new TradeSample(
                trade, MatchEvent.values()[matchEvent], UpdateAction.values()[action], TradeSide.values()[aggressor]);
    }

    /** {@return the sum of all fields of a trade} */
    static long sum(Trade trade) {
        return trade.transactTime()
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
}
