// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DedupWindowTest {
    private static final long AGE_NS = 1000;

    @Test
    void knowsWhatItWasTold() {
        DedupWindow window = new DedupWindow(2, AGE_NS);

        assertThat(window.contains(1, 2, 0)).isFalse();
        window.add(1, 2, 0);

        assertThat(window.contains(1, 2, 0)).isTrue();
        assertThat(window.contains(2, 1, 0)).isFalse();
        assertThat(window.contains(1, 3, 0)).isFalse();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        DedupWindow window = new DedupWindow(2, AGE_NS);
        window.add(1, 1, 0);
        window.add(2, 2, 1);
        window.add(3, 3, 2);

        assertThat(window.contains(1, 1, 3)).isFalse();
        assertThat(window.contains(2, 2, 3)).isTrue();
        assertThat(window.contains(3, 3, 3)).isTrue();
    }

    @Test
    void forgetsWhatIsTooOld() {
        DedupWindow window = new DedupWindow(4, AGE_NS);
        window.add(1, 1, 0);
        window.add(2, 2, 500);

        assertThat(window.contains(1, 1, AGE_NS - 1)).isTrue();
        assertThat(window.contains(1, 1, AGE_NS)).isFalse();
        assertThat(window.contains(2, 2, AGE_NS)).isTrue();
    }

    @Test
    void livesAcrossTheOverflowOfTheClock() {
        DedupWindow window = new DedupWindow(4, AGE_NS);
        window.add(1, 1, Long.MAX_VALUE - 10);

        assertThat(window.contains(1, 1, Long.MIN_VALUE + 10)).isTrue();
        assertThat(window.contains(1, 1, Long.MIN_VALUE + AGE_NS)).isFalse();
    }

    /* Few different ids and few places, so that they collide, leave and come again all the time. */
    @Test
    void agreesWithAMapForAllCapacities() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int capacity = 1; capacity <= 33; capacity++) {
            DedupWindow window = new DedupWindow(capacity, AGE_NS);
            Map<Long, Long> model = new LinkedHashMap<>();
            long nowNs = random.nextLong();
            for (int i = 0; i < 20_000; i++) {
                nowNs += random.nextInt(100);
                long now = nowNs;
                model.values().removeIf(timeNs -> now - timeNs >= AGE_NS);
                long id = random.nextInt(capacity * 3) * (random.nextBoolean() ? 1L : 1L << 32);
                boolean known = model.containsKey(id);
                assertThat(window.contains(id, ~id, now))
                        .as("seed=%d, capacity=%d, step=%d", seed, capacity, i)
                        .isEqualTo(known);
                if (!known) {
                    window.add(id, ~id, now);
                    if (model.size() == capacity) {
                        model.remove(model.keySet().iterator().next());
                    }
                    model.put(id, now);
                }
            }
        }
    }
}
