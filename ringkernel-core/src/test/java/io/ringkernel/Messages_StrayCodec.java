// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/** As the processor would write it. */
final class Messages_StrayCodec {
    static final MessageCodec<Messages.Stray> INSTANCE =
            new NumberCodec<>(Messages.Stray.class, 0x0104, Messages.Stray::new, Messages.Stray::number);

    private Messages_StrayCodec() {}
}
