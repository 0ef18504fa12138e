// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Refreshes in MessagePack. */
final class PackedRefreshes extends Packed {
    private static final int FIELDS = 4;
    private static final int ENTRY_FIELDS = 8;
    private static final Trade.MatchEvent[] MATCH_EVENTS = Trade.MatchEvent.values();
    private static final Trade.UpdateAction[] ACTIONS = Trade.UpdateAction.values();
    private static final Trade.TradeSide[] SIDES = Trade.TradeSide.values();

    private final RefreshSample[] samples = RefreshSample.some();

    PackedRefreshes() {
        packOnce();
    }

    @Override
    void pack(MessagePacker to, int index) throws IOException {
        Refresh refresh = samples[index].refresh();
        to.packArrayHeader(FIELDS)
                .packLong(refresh.transactTime())
                .packShort(refresh.eventTimeDelta())
                .packInt(refresh.matchEvent().ordinal())
                .packArrayHeader(refresh.entries().size());
        for (Refresh.Entry entry : refresh.entries()) {
            to.packArrayHeader(ENTRY_FIELDS)
                    .packLong(entry.tradeId())
                    .packLong(entry.securityId())
                    .packLong(entry.price())
                    .packInt(entry.quantity())
                    .packShort(entry.numberOfOrders())
                    .packInt(entry.action().ordinal())
                    .packByte(entry.reportNumber())
                    .packInt(entry.aggressor().ordinal());
        }
    }

    @Override
    long unpackSum(MessageUnpacker from) throws IOException {
        long sum = from.unpackArrayHeader()
                - FIELDS
                + from.unpackLong()
                + from.unpackShort()
                + MATCH_EVENTS[from.unpackInt()].ordinal();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            sum += from.unpackArrayHeader()
                    - ENTRY_FIELDS
                    + from.unpackLong()
                    + from.unpackLong()
                    + from.unpackLong()
                    + from.unpackInt()
                    + from.unpackShort()
                    + ACTIONS[from.unpackInt()].ordinal()
                    + from.unpackByte()
                    + SIDES[from.unpackInt()].ordinal();
        }
        return sum;
    }

    @Override
    Refresh unpack(MessageUnpacker from) throws IOException {
        from.unpackArrayHeader();
        long transactTime = from.unpackLong();
        short eventTimeDelta = from.unpackShort();
        Trade.MatchEvent matchEvent = MATCH_EVENTS[from.unpackInt()];
        List<Refresh.Entry> entries = new ArrayList<>();
        for (int count = from.unpackArrayHeader(); count > 0; count--) {
            from.unpackArrayHeader();
            entries.add(new Refresh.Entry(
                    from.unpackLong(),
                    from.unpackLong(),
                    from.unpackLong(),
                    from.unpackInt(),
                    from.unpackShort(),
                    ACTIONS[from.unpackInt()],
                    from.unpackByte(),
                    SIDES[from.unpackInt()]));
        }
        return new Refresh(transactTime, eventTimeDelta, matchEvent, entries);
    }
}
