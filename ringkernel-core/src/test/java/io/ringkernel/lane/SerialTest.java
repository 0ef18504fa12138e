// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.annotation.Producers;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SerialTest {
    private final AtomicLong blocks = new AtomicLong();
    private final Doorbell doorbell = new Doorbell(() -> {});

    private Lane lane() {
        return new Lane(8, 64, Producers.MULTI, 64, () -> blocks.getAndAdd(SerialBlock.LENGTH), doorbell);
    }

    @Test
    void countsUpWithinALane() {
        Lane lane = lane();

        assertThat(lane.serial(0)).isZero();
        assertThat(lane.serial(1)).isEqualTo(1);
        assertThat(lane.serial(SerialBlock.LENGTH - 1)).isEqualTo(SerialBlock.LENGTH - 1);
        assertThat(blocks).hasValue(SerialBlock.LENGTH);
    }

    @Test
    void differsBetweenLanes() {
        Lane first = lane();
        Lane second = lane();

        assertThat(first.serial(5)).isEqualTo(5);
        assertThat(second.serial(5)).isEqualTo(SerialBlock.LENGTH + 5);
    }

    @Test
    void takesAnotherBlockWhenOneIsUsedUp() {
        Lane first = lane();
        Lane second = lane();
        first.serial(0);
        second.serial(0);

        assertThat(first.serial(SerialBlock.LENGTH)).isEqualTo(2L * SerialBlock.LENGTH);
        assertThat(first.serial(SerialBlock.LENGTH + 7)).isEqualTo(2L * SerialBlock.LENGTH + 7);
    }

    @Test
    void neverRepeatsForAProducerThatStayedBehind() {
        Lane lane = lane();
        lane.serial(0);
        lane.serial(SerialBlock.LENGTH);

        assertThat(lane.serial(SerialBlock.LENGTH - 1)).isEqualTo(3L * SerialBlock.LENGTH - 1);
        assertThat(lane.serial(SerialBlock.LENGTH + 1)).isEqualTo(SerialBlock.LENGTH + 1);
    }
}
