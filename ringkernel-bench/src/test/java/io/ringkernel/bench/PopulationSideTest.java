// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.ringkernel.bench.shape.Population;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each one that was created handles its message; nothing is measured here. */
class PopulationSideTest {
    @ParameterizedTest
    @EnumSource
    void createsOnesThatHandleMessages(PopulationSide side) {
        try (Population population = side.start()) {
            population.spawn(200);
            assertThatCode(population::touch).doesNotThrowAnyException();
            population.spawn(100);
            assertThatCode(population::touch).doesNotThrowAnyException();
        }
    }
}
