// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

/** The messages of the tests; their codecs are written by hand in the form of generated ones. */
final class Messages {
    private Messages() {}

    /** A message of any length up to 100,000 bytes of text. */
    record Ping(long number, String text) {
        Ping(long number) {
            this(number, "");
        }
    }

    /** What a probe answers. */
    record Pong(long number) {}

    /** A message that fits the smallest slot. */
    record Tick(long number) {}

    /** A message with a codec that no kernel handles. */
    record Stray(long number) {}

    /** A message with the type id of a ping. */
    record Impostor(long number) {}

    /** A record without a codec. */
    record Bare(long number) {}
}
