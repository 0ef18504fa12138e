// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

/** Who is measured in a comparison: the engine in one of its forms, or a peer. Its constant names it to a fork. */
public interface Participant {
    /** {@return the name of its constant} */
    String name();

    /** {@return its name in tables and pictures} */
    String label();

    /** {@return whether it is the engine} */
    boolean isOurs();

    /** {@return how many threads want to run while it is measured} */
    default int threads() {
        return 2;
    }
}
