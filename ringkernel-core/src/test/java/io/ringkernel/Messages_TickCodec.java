// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/** As the processor would write it. */
final class Messages_TickCodec {
    static final MessageCodec<Messages.Tick> INSTANCE =
            new NumberCodec<>(Messages.Tick.class, 0x0103, Messages.Tick::new, Messages.Tick::number);

    private Messages_TickCodec() {}
}
