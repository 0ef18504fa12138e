// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

/** Keeps the fields of a subclass off the cache line of whatever lies before the object. */
abstract class LineStart {
    @SuppressWarnings("unused") // fills the gap behind the header, in which the JVM would put a field of the subclass
    private int p0;

    @SuppressWarnings("unused")
    private long p1, p2, p3, p4, p5, p6, p7;
}
