// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;

/** Holds the number of elements to the limit of their field. */
final class Counts {
    private Counts() {}

    static int check(int count, int limit, Path path) {
        if (count > limit) {
            throw new CodecException("too many elements: field=" + path + ", count=" + count + ", limit=" + limit
                    + "; raise @MaxCount on the field");
        }
        return count;
    }
}
