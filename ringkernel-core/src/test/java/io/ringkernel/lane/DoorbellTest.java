// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Producers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DoorbellTest {
    private int wakes;
    private final Doorbell doorbell = new Doorbell(() -> wakes++);

    @Test
    void isSilentWhileTheKernelIsAwake() {
        doorbell.ring();
        doorbell.ring();

        assertThat(wakes).isZero();
        assertThat(doorbell.isResting()).isFalse();
    }

    @Test
    void wakesARestingKernelOnce() {
        doorbell.rest();
        assertThat(doorbell.isResting()).isTrue();

        doorbell.ring();
        doorbell.ring();

        assertThat(wakes).isEqualTo(1);
        assertThat(doorbell.isResting()).isFalse();
    }

    @Test
    void lostTheRaceWhenSomebodyHasRung() {
        doorbell.rest();
        doorbell.ring();

        assertThat(doorbell.rise()).isFalse();
        assertThat(wakes).isEqualTo(1);
    }

    @Test
    void isSilentAfterTheKernelRoseByItself() {
        doorbell.rest();

        assertThat(doorbell.rise()).isTrue();
        doorbell.ring();

        assertThat(wakes).isZero();
        assertThat(doorbell.rise()).isFalse();
    }

    @Test
    void wakesOncePerRest() {
        for (int i = 1; i <= 3; i++) {
            doorbell.rest();
            doorbell.ring();

            assertThat(wakes).isEqualTo(i);
        }
    }

    @Test
    void isRungByEachPublish() {
        for (Producers producers : Producers.values()) {
            Lane lane = new Lane(4, 64, producers, 64, () -> 0, doorbell);
            wakes = 0;

            doorbell.rest();
            long sequence = lane.claim();
            assertThat(wakes).isZero();
            lane.publish(sequence);
            assertThat(wakes).isEqualTo(1);

            doorbell.rest();
            lane.abort(lane.claim());
            assertThat(wakes).isEqualTo(2);
        }
    }

    @Test
    void restsOnIfTheWakeUpCannotBegin() {
        StackOverflowError error = new StackOverflowError("on purpose");
        AtomicReference<Error> toThrow = new AtomicReference<>(error);
        Doorbell careful = new Doorbell(new Doorbell.Wake() {
            @Override
            public void prepare() {
                Error now = toThrow.getAndSet(null);
                if (now != null) {
                    throw now;
                }
            }

            @Override
            public void wake() {
                wakes++;
            }
        });
        careful.rest();

        assertThatThrownBy(careful::ring).isSameAs(error);

        assertThat(careful.isResting()).isTrue();
        assertThat(wakes).isZero();
        careful.ring();
        assertThat(careful.isResting()).isFalse();
        assertThat(wakes).isEqualTo(1);
    }
}
