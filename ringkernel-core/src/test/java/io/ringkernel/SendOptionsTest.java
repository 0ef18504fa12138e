// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.annotation.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendOptionsTest {
    @Test
    void takesThePriorityOfTheTypeWhereNoneIsNamed() {
        SendOptions options = SendOptions.DEFAULT.timeout(Duration.ofMillis(7)).orPriority(200);

        assertThat(options.priority).isEqualTo(200);
        assertThat(options.level).isEqualTo(Priority.HIGH);
        assertThat(options.timeoutNs).isEqualTo(7_000_000);
        assertThat(SendOptions.DEFAULT.orPriority(200).priority).isEqualTo(200);
        assertThat(SendOptions.DEFAULT.orPriority(128)).isSameAs(SendOptions.DEFAULT);
    }

    @Test
    void keepsAPriorityThatIsNamed() {
        assertThat(SendOptions.priority(128).orPriority(200).priority).isEqualTo(128);
        assertThat(SendOptions.priority(128).deadline(Duration.ofSeconds(1)).orPriority(200).priority)
                .isEqualTo(128);
    }

    @Test
    void refusesAPriorityOutsideTheRange() {
        assertThatThrownBy(() -> SendOptions.priority(256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be 0 to 255: priority=256");
        assertThatThrownBy(() -> SendOptions.priority(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("priority must be 0 to 255: priority=-1");
    }

    @Test
    void refusesADeadlineThatIsNotPositive() {
        assertThatThrownBy(() -> SendOptions.DEFAULT.deadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline must be positive: deadline=PT0S");
        assertThatThrownBy(() -> SendOptions.DEFAULT.timeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must not be negative: timeout=PT-0.001S");
    }
}
