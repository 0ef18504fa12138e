// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.io.IOException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Trades in MessagePack. */
final class PackedTrades extends Packed {
    private static final int FIELDS = 11;
    private static final Trade.MatchEvent[] MATCH_EVENTS = Trade.MatchEvent.values();
    private static final Trade.UpdateAction[] ACTIONS = Trade.UpdateAction.values();
    private static final Trade.TradeSide[] SIDES = Trade.TradeSide.values();

    private final TradeSample[] samples = TradeSample.some();

    PackedTrades() {
        packOnce();
    }

    @Override
    void pack(MessagePacker to, int index) throws IOException {
        Trade trade = samples[index].trade();
        to.packArrayHeader(FIELDS)
                .packLong(trade.transactTime())
                .packShort(trade.eventTimeDelta())
                .packInt(trade.matchEvent().ordinal())
                .packLong(trade.tradeId())
                .packLong(trade.securityId())
                .packLong(trade.price())
                .packInt(trade.quantity())
                .packShort(trade.numberOfOrders())
                .packInt(trade.action().ordinal())
                .packByte(trade.reportNumber())
                .packInt(trade.aggressor().ordinal());
    }

    @Override
    long unpackSum(MessageUnpacker from) throws IOException {
        return from.unpackArrayHeader()
                - FIELDS
                + from.unpackLong()
                + from.unpackShort()
                + MATCH_EVENTS[from.unpackInt()].ordinal()
                + from.unpackLong()
                + from.unpackLong()
                + from.unpackLong()
                + from.unpackInt()
                + from.unpackShort()
                + ACTIONS[from.unpackInt()].ordinal()
                + from.unpackByte()
                + SIDES[from.unpackInt()].ordinal();
    }

    @Override
    Trade unpack(MessageUnpacker from) throws IOException {
        from.unpackArrayHeader();
        return new Trade(
                from.unpackLong(),
                from.unpackShort(),
                MATCH_EVENTS[from.unpackInt()],
                from.unpackLong(),
                from.unpackLong(),
                from.unpackLong(),
                from.unpackInt(),
                from.unpackShort(),
                ACTIONS[from.unpackInt()],
                from.unpackByte(),
                SIDES[from.unpackInt()]);
    }
}
