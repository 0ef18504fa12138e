// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/**
 * Some message of a list could not be sent; the cause is what a send of this message alone would have thrown. Those before it
 * were sent, or dropped as a policy says, and those behind it were not tried.
 */
public final class BatchSendException extends RingKernelException {
    private static final long serialVersionUID = 1;

    /** Of the message that could not be sent. */
    private final int index;

    /** Of those before it. */
    private final int accepted;

    BatchSendException(String kernel, int index, int count, int accepted, RuntimeException cause) {
        super(
                "batch broke off: kernel=" + kernel + ", index=" + index + ", count=" + count + ", accepted=" + accepted
                        + "; mend what the cause says, and go on with the rest",
                cause);
        this.index = index;
        this.accepted = accepted;
    }

    /** {@return the index in the list of the message that could not be sent, which is how many come before it} */
    public int index() {
        return index;
    }

    /** {@return how many of those before it were accepted; the others were dropped, as the policy of the kernel or the options says} */
    public int accepted() {
        return accepted;
    }
}
