// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

/** An exception that says where in a message it arose. */
interface Placed {
    /** {@return where that is} */
    Place place();
}
