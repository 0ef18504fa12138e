// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Producers;
import io.ringkernel.testkit.Eventually;
import org.junit.jupiter.api.Test;

class SingleLaneTest extends LaneContract {
    @Override
    Producers producers() {
        return Producers.SINGLE;
    }

    @Test
    void refusesASecondProducer() {
        Lane lane = lane(8);
        Thread first = new Thread(() -> Drained.send(lane, 1), "first-producer");
        first.start();
        Eventually.ends(first);

        assertThatThrownBy(lane::claim)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lane has a single producer: first=first-producer, now="
                        + Thread.currentThread().getName() + "; use Producers.MULTI");
        assertThat(lane.drain(drained, 10)).isEqualTo(1);
    }
}
