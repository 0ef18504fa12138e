// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

/**
 * One of the codecs that are compared, with messages of one type. Each of its samples has a place of its own in one
 * buffer; encoding all of them writes every field of each, decoding all of them reads every field of each.
 */
interface Side {
    /** Number of samples: they differ, so that nothing about a value is known when the code is compiled. */
    int SAMPLES = 64;

    /** {@return the bytes that all samples took} */
    int encodeAll();

    /** {@return the sum of all fields of all samples, read from what {@link #encodeAll} wrote} */
    long decodeAll();

    /**
     * Reads one sample back, not for measuring.
     *
     * @param index of the sample
     * @return the message
     */
    Record decode(int index);
}
