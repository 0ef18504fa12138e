// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.testkit.Eventually;
import org.junit.jupiter.api.Test;

class CounterTest {
    private final Counter counter = new Counter();

    @Test
    void countsFromZero() {
        assertThat(counter.get()).isZero();

        counter.increment();
        counter.increment();

        assertThat(counter.get()).isEqualTo(2);
    }

    @Test
    void neverRunsBackwardsForAReader() {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 2_000_000; i++) {
                counter.increment();
            }
        });
        writer.start();

        long last = 0;
        while (writer.isAlive()) {
            long now = counter.get();
            assertThat(now >= last).isTrue();
            last = now;
        }

        Eventually.ends(writer);
        assertThat(counter.get()).isEqualTo(2_000_000);
    }
}
