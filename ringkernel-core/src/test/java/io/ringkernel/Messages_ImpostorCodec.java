// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/** As the processor would write it. */
final class Messages_ImpostorCodec {
    static final MessageCodec<Messages.Impostor> INSTANCE = new NumberCodec<>(
            Messages.Impostor.class, Messages_PingCodec.TYPE_ID, Messages.Impostor::new, Messages.Impostor::number);

    private Messages_ImpostorCodec() {}
}
