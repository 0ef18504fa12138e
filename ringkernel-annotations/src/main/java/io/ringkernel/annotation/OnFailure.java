// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** What becomes of a kernel when a handler throws; the message in hand is a dead letter in any case. */
public enum OnFailure {
    /** It goes on with the next message, its state as the handler left it. */
    RESUME,
    /** It goes on with a fresh instance after 100 ms to 10 s, 10 times a minute at the most; then it fails. */
    RESTART,
    /** It fails. */
    STOP,
    /** It fails, and so does the kernel that launched it, unless the policy of that one says otherwise. */
    ESCALATE
}
