// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages of the tests; their codecs are written by hand in the form of generated ones. */
final class Messages {
    private Messages() {}

    /** A message of any length up to 100,000 bytes of text. */
    record Ping(long number, String text) {
        Ping(long number) {
            this(number, "");
        }
    }

    /** A message as long as messages can be. */
    record Bulk(long number, byte[] bytes) {}

    /** What a probe answers. */
    record Pong(long number) {}

    /** A message that fits the smallest slot. */
    record Tick(long number) {}

    /** A message that cannot be written when it is burnt. */
    record Fuse(long number) {
        static final long BURNT = -1;

        long toWrite() {
            if (number == BURNT) {
                throw new StackOverflowError("on purpose");
            }
            return number;
        }
    }

    /** A message that declares its header, and what it has of it before it is sent. */
    record Letter(
            String text,
            @Nullable UUID id,
            @Nullable Integer priority,
            @Nullable UUID correlationId,
            @Nullable Instant at,
            @Nullable Instant until,
            @Nullable Duration left,
            @Nullable String sender) {
        Letter(String text) {
            this(text, null, null, null, null, null, null, null);
        }

        Letter withText(String text) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withId(@Nullable UUID id) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withPriority(@Nullable Integer priority) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withCorrelationId(@Nullable UUID correlationId) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withAt(@Nullable Instant at) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withUntil(@Nullable Instant until) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withLeft(@Nullable Duration left) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }

        Letter withSender(@Nullable String sender) {
            return new Letter(text, id, priority, correlationId, at, until, left, sender);
        }
    }

    /** A message with a codec that no kernel handles. */
    record Stray(long number) {}

    /** A message with the type id of a ping. */
    record Impostor(long number) {}

    /** A record without a codec. */
    record Bare(long number) {}
}
