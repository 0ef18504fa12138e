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

    @Test
    void refusesASecondClaimBeforeThePublish() {
        Lane lane = lane(8);
        long sequence = lane.claim();

        assertThatThrownBy(lane::claim)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lane of a single producer has a claimed slot: sequence=0"
                        + "; publish or abort it before the next claim");

        lane.abort(sequence);
        assertThat(Drained.send(lane, 1)).isTrue();
        assertThat(lane.drain(drained, 10)).isEqualTo(2);
        assertThat(drained.values).containsExactly(1L);
    }

    @Test
    void refusesASecondClaimBeforeABatchIsPublished() {
        Lane lane = lane(8);
        long first = lane.claim(3);

        assertThatThrownBy(() -> lane.claim(2))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("lane of a single producer has a claimed slot: sequence=2"
                        + "; publish or abort it before the next claim");

        lane.publish(first, 3, 0);
        assertThat(Drained.sendAll(lane, 1, 2, 0)).isTrue();
        assertThat(lane.drain(drained, 10)).isEqualTo(5);
        assertThat(drained.values).containsExactly(1L, 2L);
    }
}
