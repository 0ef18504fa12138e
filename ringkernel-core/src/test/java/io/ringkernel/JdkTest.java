// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The build runs the tests on more than one JDK; each run is told which one it is to be. */
class JdkTest {
    @Test
    @EnabledIfSystemProperty(named = "ringkernel.test.jdk", matches = "\\d+")
    void runsOnTheJdkThatTheBuildAskedFor() {
        assertThat(Runtime.version().feature()).isEqualTo(Integer.getInteger("ringkernel.test.jdk"));
    }
}
