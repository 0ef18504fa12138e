// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.Message;
import java.util.List;

/** What happened to some instruments at one time, as an exchange publishes it. */
@Message(id = 0x0B30)
record Refresh(
        long transactTime,
        short eventTimeDelta,
        Trade.MatchEvent matchEvent,
        @MaxCount(16) List<Entry> entries) {
    /** What happened to one of them. */
    @Message(id = 0x0B31)
    record Entry(
            long tradeId,
            long securityId,
            long price,
            int quantity,
            short numberOfOrders,
            Trade.UpdateAction action,
            byte reportNumber,
            Trade.TradeSide aggressor) {}
}
