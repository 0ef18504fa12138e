// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/**
 * One constant of an enum and its number on the wire, which depends on nothing but its name.
 *
 * @param name         of the constant
 * @param isFallback   whether it stands for codes that no constant has
 * @param isDeprecated whether it is kept only for older messages
 * @param isForRemoval whether it is deprecated and is to go
 */
public record EnumConstant(String name, boolean isFallback, boolean isDeprecated, boolean isForRemoval) {
    /** {@return the number on the wire} */
    public int code() {
        return Fnv.hash(name);
    }
}
