// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a kernel that has caught up with its senders lets them get ahead. */
class LagTest {
    @Test
    void doesNotKeepMessagesWaitingThatComeOneByOne() {
        assertThat(Lag.after(0, 1)).isZero();
    }

    @Test
    void lagsBehindAStreamMoreAndMore() {
        int lag = 0;
        for (int expected : new int[] {4, 8, 16, 32, 64, 128, 256, 256}) {
            lag = Lag.after(lag, 32);

            assertThat(lag).isEqualTo(expected);
        }
    }

    @Test
    void lagsLessWhenAMessageTakesLongerThanEightSpins() {
        assertThat(Lag.after(64, 8)).isEqualTo(128);
        assertThat(Lag.after(64, 7)).isEqualTo(32);
        assertThat(Lag.after(8, 1)).isEqualTo(4);
    }

    @Test
    void forgetsAStreamThatIsOver() {
        assertThat(Lag.after(256, 0)).isZero();
    }
}
