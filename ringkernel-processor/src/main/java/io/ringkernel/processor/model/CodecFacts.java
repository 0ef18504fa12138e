// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/** What the processor knows of the codec of a message that another one carries or a kernel handles. */
public sealed interface CodecFacts {
    /** The message is compiled now: its declaration says everything, and its codec is about to be written. */
    enum Here implements CodecFacts {
        /** The only one. */
        HERE
    }

    /**
     * The codec was compiled earlier.
     *
     * @param typeId           of the message
     * @param blockLength      in bytes
     * @param maxEncodedLength in bytes
     */
    record There(int typeId, int blockLength, int maxEncodedLength) implements CodecFacts {}

    /** The message was compiled earlier, without the processor. */
    enum Missing implements CodecFacts {
        /** The only one. */
        MISSING
    }
}
