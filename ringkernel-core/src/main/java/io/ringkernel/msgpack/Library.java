// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

/** Gets msgpack-java ready for the JVM it runs on. */
final class Library {
    private static final String UNIVERSAL = "msgpack.universal-buffer";

    /*
     * From JDK 24 on the JVM warns of what msgpack-java does with arrays by default, and can be told to forbid it. It
     * has another way, which it takes when this property is set before its first class is loaded.
     */
    static {
        if (Runtime.version().feature() >= 24 && System.getProperty(UNIVERSAL) == null) {
            System.setProperty(UNIVERSAL, "true");
        }
    }

    private Library() {}

    /** Comes before the first use of each class of msgpack-java. */
    static void prepare() {}
}
