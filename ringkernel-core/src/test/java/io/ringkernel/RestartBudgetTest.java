// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.supervision.FailurePolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
    private static RestartBudget budget(int most, long windowNs, long leastNs, long mostNs) {
        return new RestartBudget(
                FailurePolicy.restart(
                        most, Duration.ofNanos(windowNs), Duration.ofNanos(leastNs), Duration.ofNanos(mostNs)),
                new Random(7));
    }

    @Test
    void isUsedUpInItsWindow() {
        RestartBudget budget = budget(3, 100, 0, 0);

        assertThat(budget.take(0)).isZero();
        assertThat(budget.take(50)).isZero();
        assertThat(budget.take(60)).isZero();
        assertThat(budget.take(99)).isEqualTo(RestartBudget.USED_UP);
        assertThat(budget.take(100)).isZero(); // the first is forgotten
        assertThat(budget.take(149)).isEqualTo(RestartBudget.USED_UP);
        assertThat(budget.take(150)).isZero();
        assertThat(budget.take(160)).isZero();
        assertThat(budget.take(161)).isEqualTo(RestartBudget.USED_UP);
        assertThat(budget.take(10_000)).isZero();
    }

    @Test
    void worksAcrossTheEndOfTheClock() {
        RestartBudget budget = budget(2, 100, 0, 0);

        assertThat(budget.take(Long.MAX_VALUE - 10)).isZero();
        assertThat(budget.take(Long.MIN_VALUE + 10)).isZero();
        assertThat(budget.take(Long.MIN_VALUE + 20)).isEqualTo(RestartBudget.USED_UP);
        assertThat(budget.take(Long.MIN_VALUE + 100)).isZero();
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {
        for (int seed = 0; seed < 1000; seed++) {
            RestartBudget budget = new RestartBudget(
                    FailurePolicy.restart(6, Duration.ofDays(1), Duration.ofNanos(1_000), Duration.ofNanos(10_000)),
                    new Random(seed));

            assertThat(budget.take(0)).isBetween(1_000L, 2_000L);
            assertThat(budget.take(0)).isBetween(2_000L, 4_000L);
            assertThat(budget.take(0)).isBetween(4_000L, 8_000L);
            assertThat(budget.take(0)).isBetween(8_000L, 10_000L);
            assertThat(budget.take(0)).isEqualTo(10_000L);
            assertThat(budget.take(0)).isEqualTo(10_000L);
            assertThat(budget.take(0)).isEqualTo(RestartBudget.USED_UP);
        }
    }

    @Test
    void leavesARandomPartOut() {
        Set<Long> waits = new HashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            waits.add(new RestartBudget(FailurePolicy.restart(), random).take(0));
        }

        assertThat(waits).hasSizeGreaterThan(90).allMatch(ns -> ns >= 100_000_000 && ns <= 200_000_000);
    }

    @Test
    void doesNotOverflow() {
        RestartBudget budget = budget(100, Long.MAX_VALUE, 1, Long.MAX_VALUE);

        for (int i = 0; i < 100; i++) {
            assertThat(budget.take(0)).isPositive();
        }
    }
}
