// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a kernel that has caught up with its senders lets them get ahead. */
class DedicatedThreadTest {
    @Test
    void doesNotKeepMessagesWaitingThatComeOneByOne() {
        assertThat(DedicatedThread.lagAfter(0, 1)).isZero();
    }

    @Test
    void lagsBehindAStreamMoreAndMore() {
        int lag = 0;
        for (int expected : new int[] {4, 8, 16, 32, 64, 128, 256, 256}) {
            lag = DedicatedThread.lagAfter(lag, 32);

            assertThat(lag).isEqualTo(expected);
        }
    }

    @Test
    void lagsLessWhenAMessageTakesLongerThanEightSpins() {
        assertThat(DedicatedThread.lagAfter(64, 8)).isEqualTo(128);
        assertThat(DedicatedThread.lagAfter(64, 7)).isEqualTo(32);
        assertThat(DedicatedThread.lagAfter(8, 1)).isEqualTo(4);
    }

    @Test
    void forgetsAStreamThatIsOver() {
        assertThat(DedicatedThread.lagAfter(256, 0)).isZero();
    }
}
