// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TailRefTest {
    @Test
    void keepsPositionAndLength() {
        for (int position : new int[] {0, 1, 24, 0x1234_5678, Integer.MAX_VALUE}) {
            for (int length : new int[] {0, 1, 300, Integer.MAX_VALUE, -1}) {
                long ref = TailRef.of(position, length);

                assertThat(TailRef.position(ref)).isEqualTo(position);
                assertThat(TailRef.length(ref)).isEqualTo(length);
                assertThat(TailRef.isNull(ref)).isEqualTo(length == -1);
            }
        }
    }

    @Test
    void knowsNull() {
        assertThat(TailRef.isNull(TailRef.NULL)).isTrue();
        assertThat(TailRef.position(TailRef.NULL)).isZero();
        assertThat(TailRef.length(TailRef.NULL)).isEqualTo(-1);
        assertThat(TailRef.isNull(0)).isFalse();
    }

    @Test
    void passesReferencesInsideTheMessage() {
        for (long ref : new long[] {TailRef.of(24, 11), TailRef.of(35, 0), TailRef.of(0, 35)}) {
            assertThat(TailRef.check(ref, 35, 35, "A.b")).isEqualTo(ref);
            assertThat(TailRef.checkNullable(ref, 35, 35, "A.b")).isEqualTo(ref);
        }
        assertThat(TailRef.checkNullable(TailRef.NULL, 35, 35, "A.b")).isEqualTo(TailRef.NULL);
    }

    @Test
    void readsWhatWasNeverWrittenAsEmptyOrNull() {
        assertThat(TailRef.check(0, 35, 35, "A.b")).isZero();
        assertThat(TailRef.checkNullable(0, 35, 35, "A.b")).isEqualTo(TailRef.NULL);
    }

    @Test
    void tellsHowMuchOfTheTailAReferenceCovers() {
        assertThat(TailRef.used(TailRef.of(24, 11))).isEqualTo(11);
        assertThat(TailRef.used(TailRef.NULL)).isZero();
    }

    @Test
    void refusesReferencesOutsideTheMessage() {
        assertThatThrownBy(() -> TailRef.check(TailRef.of(24, 900), 35, 1000, "WorkRequest.operation"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("tail reference outside message: field=WorkRequest.operation, position=24, length=900,"
                        + " messageLength=35");
        for (long ref : new long[] {
            TailRef.of(25, 11), TailRef.of(36, 0), TailRef.of(-1, 1), TailRef.of(1, -2), TailRef.of(0, 36)
        }) {
            assertThatThrownBy(() -> TailRef.check(ref, 35, 1000, "A.b")).isExactlyInstanceOf(CodecException.class);
        }
    }

    @Test
    void refusesReferencesThatWrapAround() {
        int most = Integer.MAX_VALUE;

        assertThatThrownBy(() -> TailRef.check(TailRef.of(most, most), 35, most, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("tail reference outside message: field=A.b, position=2147483647, length=2147483647,"
                        + " messageLength=35");
        assertThatThrownBy(() -> TailRef.check(TailRef.of(most, 1 << 24), 35, 1 << 24, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("tail reference outside message: field=A.b, position=2147483647, length=16777216,"
                        + " messageLength=35");
    }

    @Test
    void refusesFieldsAboveTheirLimit() {
        assertThatThrownBy(() -> TailRef.check(TailRef.of(8, 9), 35, 8, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("field too long: field=A.b, length=9, limit=8 bytes;"
                        + " raise @MaxLength on the field or @Message(maxLength), or send a BufferRef");
        assertThatThrownBy(() -> TailRef.checkNullable(TailRef.of(8, 9), 35, 8, "A.b"))
                .isExactlyInstanceOf(CodecException.class);
    }

    @Test
    void refusesNullWhereItIsNotAllowed() {
        assertThatThrownBy(() -> TailRef.check(TailRef.NULL, 35, 8, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("field must not be null: field=A.b");
    }
}
