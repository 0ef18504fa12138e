// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/** Who can see a class, taking the classes around it into account. */
public enum Access {
    /** Everyone. */
    PUBLIC,
    /** The classes of its package. */
    PACKAGE,
    /** Only the class around it. */
    PRIVATE
}
