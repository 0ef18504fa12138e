// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.annotation;

/** How many threads send to a kernel. */
public enum Producers {
    /** Any number of threads. */
    MULTI,
    /** One thread per lane, the first that sends; cheaper. A send from another thread is refused, never mixed up. */
    SINGLE
}
