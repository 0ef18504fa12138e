// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void groupsDigits() {
        assertThat(Text.grouped(0)).isEqualTo("0");
        assertThat(Text.grouped(999)).isEqualTo("999");
        assertThat(Text.grouped(1_000)).isEqualTo("1,000");
        assertThat(Text.grouped(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void choosesUnits() {
        assertThat(Text.bytes(950)).isEqualTo("0.9 kB");
        assertThat(Text.bytes(1_050_000)).isEqualTo("1.0 MB");
        assertThat(Text.bytes(1_572_864_000)).isEqualTo("1.5 GB");
        assertThat(Text.duration(999_999)).isEqualTo("999 µs");
        assertThat(Text.duration(1_050_000)).isEqualTo("1.05 ms");
    }
}
