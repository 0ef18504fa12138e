// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import io.ringkernel.annotation.Message;

/** How far things are: what was found, what is done with it, and whether more may be found. */
@Message(id = 0x0F0A)
record StatusReply(long files, long bytes, long filesDone, long bytesDone, long failures, boolean walked) {
    long filesWaiting() {
        return files - filesDone;
    }
}
