// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.lane.Lane;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private final MessageIds ids = new MessageIds();

    @Test
    void makesUuidsOfVersion7() {
        long before = System.currentTimeMillis();
        MessageIds fresh = new MessageIds();
        long after = System.currentTimeMillis();

        for (long lo :
                new long[] {fresh.takeBlock() | 7, fresh.ofLoose(), fresh.ofRequest(1, 0), fresh.ofRequest(-1, 65_535)
                }) {
            UUID uuid = fresh.full(lo).toUuid();
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, after);
            assertThat(MessageId.of(uuid)).isEqualTo(fresh.full(lo));
            assertThat(fresh.full(lo)).hasToString(uuid.toString());
        }
    }

    @Test
    void givesLanesBlocksOfIdsThatGrow() {
        long first = ids.takeBlock();

        assertThat(first & (1L << Lane.SERIAL_BITS) - 1).isZero();
        for (int i = 1; i < 1_000; i++) {
            assertThat(ids.takeBlock()).isEqualTo(first + ((long) i << Lane.SERIAL_BITS));
        }
    }

    @Test
    void neverMixesUpTheThreeKinds() {
        assertThat(ids.takeBlock()).isNotEqualTo(ids.ofLoose());
        for (long lo : new long[] {ids.takeBlock(), ids.takeBlock() | (1L << Lane.SERIAL_BITS) - 1, ids.ofLoose()}) {
            assertThat(lo >>> 53 & 1).isZero();
        }
    }

    @Test
    void tellsRequestsByTheirPlace() {
        long request = ids.ofRequest(77, 65_535);

        assertThat(request >>> 53 & 1).isEqualTo(1);
        assertThat(MessageIds.place(request)).isEqualTo(65_535);
        assertThat(MessageIds.place(ids.ofRequest(-1, 3))).isEqualTo(3);
        assertThat(ids.ofRequest(78, 65_535)).isNotEqualTo(request);
        assertThat(ids.ofRequest(77, 65_534)).isNotEqualTo(request);
        assertThat(ids.ofLoose() >>> 53 & 1).isZero();
    }

    @Test
    void knowsItsOwnIds() {
        assertThat(ids.isOwn(ids.full(ids.ofLoose()))).isTrue();
        assertThat(ids.isOwn(MessageId.NONE)).isFalse();
        assertThat(ids.isOwn(MessageId.of(UUID.randomUUID()))).isFalse();
    }

    @Test
    void knowsNone() {
        assertThat(ids.full(0)).isSameAs(MessageId.NONE);
        assertThat(MessageId.NONE.isNone()).isTrue();
        assertThat(MessageId.NONE).hasToString("MessageId.NONE");
        assertThat(new MessageId(0, 1).isNone()).isFalse();
        assertThat(new MessageId(1, 0).isNone()).isFalse();
    }
}
