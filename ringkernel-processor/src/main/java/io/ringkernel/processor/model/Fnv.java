// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.nio.charset.StandardCharsets;

/** Turns names into numbers that stay: FNV-1a, 32 bits, over UTF-8. */
final class Fnv {
    private static final int BASIS = 0x811C_9DC5;
    private static final int PRIME = 0x0100_0193;

    private Fnv() {}

    static int hash(String name) {
        int hash = BASIS;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * PRIME;
        }
        return hash == 0 ? BASIS : hash; // 0 is what an unwritten field reads as
    }
}
