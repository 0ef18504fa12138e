// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EnumCodesTest {
    private static final String FIELD = "Order.unit";

    private enum Nothing {}

    private static EnumCodes.Builder<TimeUnit> codes(int... codes) {
        EnumCodes.Builder<TimeUnit> builder = EnumCodes.of(TimeUnit.class);
        for (int i = 0; i < codes.length; i++) {
            builder.add(TimeUnit.values()[i], codes[i]);
        }
        return builder;
    }

    @Test
    void findsCodesOfConstantsAndConstantsOfCodes() {
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            int[] numbers = random.ints().filter(code -> code != 0).limit(7).toArray();
            EnumCodes<TimeUnit> codes = codes(numbers).build();

            for (int i = 0; i < numbers.length; i++) {
                assertThat(codes.code(TimeUnit.values()[i], FIELD)).isEqualTo(numbers[i]);
                assertThat(codes.constant(numbers[i], FIELD)).isEqualTo(TimeUnit.values()[i]);
            }
        }
    }

    @Test
    void refusesCodesThatNoConstantHas() {
        EnumCodes<TimeUnit> codes = codes(7, 8, -1).build();
        EnumCodes<Nothing> none = EnumCodes.of(Nothing.class).build();

        for (int code = -1_000; code < 1_000; code++) {
            int other = code;
            if (code < 7 && code != -1 || code > 8) {
                assertThatThrownBy(() -> codes.constant(other, FIELD))
                        .isExactlyInstanceOf(CodecException.class)
                        .hasMessage(unknown(code));
            }
            assertThatThrownBy(() -> none.constant(other, FIELD))
                    .isExactlyInstanceOf(CodecException.class)
                    .hasMessage(unknown(code));
        }
    }

    private static String unknown(int code) {
        return "unknown enum code: field=Order.unit, code=" + code
                + (code == 0 ? "; a field that was never written has 0" : "");
    }

    @Test
    void readsTheFallbackForOtherCodes() {
        EnumCodes.Builder<TimeUnit> builder = codes(7, 8);
        builder.fallback(TimeUnit.MICROSECONDS);
        EnumCodes<TimeUnit> codes = builder.build();

        assertThat(codes.constant(0, FIELD)).isEqualTo(TimeUnit.MICROSECONDS);
        assertThat(codes.constant(9, FIELD)).isEqualTo(TimeUnit.MICROSECONDS);
        assertThat(codes.constant(7, FIELD)).isEqualTo(TimeUnit.NANOSECONDS);
    }

    @Test
    void refusesConstantsWithoutACode() {
        EnumCodes<TimeUnit> codes = codes(7).build();

        assertThatThrownBy(() -> codes.code(TimeUnit.DAYS, FIELD))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("constant has no code: field=Order.unit, constant=DAYS; compile the message again");
        assertThatThrownBy(() -> codes.code(null, FIELD))
                .isExactlyInstanceOf(NullValueException.class)
                .hasMessage("field must not be null: field=Order.unit");
    }

    @Test
    void refusesTwoConstantsWithOneCode() {
        assertThatThrownBy(() -> codes(7, 7).build())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "constants of an enum share a code: enum=java.util.concurrent.TimeUnit; rename one of them");
    }
}
