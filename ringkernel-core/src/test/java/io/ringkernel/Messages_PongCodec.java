// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/** As the processor would write it. */
final class Messages_PongCodec {
    static final MessageCodec<Messages.Pong> INSTANCE =
            new NumberCodec<>(Messages.Pong.class, 0x0102, Messages.Pong::new, Messages.Pong::number);

    private Messages_PongCodec() {}
}
