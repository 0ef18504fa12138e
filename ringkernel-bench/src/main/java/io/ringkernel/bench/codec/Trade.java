// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.annotation.Message;

/** One trade, as an exchange publishes it. */
@Message(id = 0x0B10)
record Trade(
        long transactTime,
        short eventTimeDelta,
        MatchEvent matchEvent,
        long tradeId,
        long securityId,
        long price,
        int quantity,
        short numberOfOrders,
        UpdateAction action,
        byte reportNumber,
        TradeSide aggressor) {
    /** Where in its event a trade stands. */
    enum MatchEvent {
        MIDDLE,
        BEGINNING,
        END
    }

    /** What becomes of the entry. */
    enum UpdateAction {
        NEW,
        CHANGE,
        DELETE
    }

    /** Who took the offer. */
    enum TradeSide {
        BUY,
        SELL
    }
}
