// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import io.ringkernel.codec.MessageCodec;

/** As the processor would write it. */
final class Messages_FuseCodec {
    static final MessageCodec<Messages.Fuse> INSTANCE =
            new NumberCodec<>(Messages.Fuse.class, 0x0109, Messages.Fuse::new, Messages.Fuse::toWrite);

    private Messages_FuseCodec() {}
}
