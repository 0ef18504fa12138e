// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.buffer.MessageBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final int INDEX = 3;

    private final MessageBuffer buffer = MessageBuffer.allocate(128);

    private String hex(int length) {
        return HexFormat.of().formatHex(Wire.getBytes(buffer, INDEX, length));
    }

    @Test
    void writesSecondsAndNanoseconds() {
        Times.putInstant(buffer, INDEX, Instant.ofEpochSecond(1, 2), "A.b");
        assertThat(hex(12)).isEqualTo("010000000000000002000000");

        Times.putDuration(buffer, INDEX, Duration.ofNanos(-1), "A.b");
        assertThat(hex(12)).isEqualTo("ffffffffffffffffffc99a3b");
    }

    @Test
    void writesDaysAndNanoseconds() {
        Times.putOffsetDateTime(
                buffer, INDEX, OffsetDateTime.of(1970, 1, 2, 0, 0, 0, 3, ZoneOffset.ofTotalSeconds(-1)), "A.b");
        assertThat(hex(20)).isEqualTo("0100000000000000" + "0300000000000000" + "ffffffff");
    }

    @Test
    void keepsTheFirstAndTheLast() {
        for (Instant value : new Instant[] {Instant.MIN, Instant.EPOCH, Instant.MAX}) {
            Times.putInstant(buffer, INDEX, value, "A.b");
            assertThat(Times.getInstant(buffer, INDEX, "A.b")).isEqualTo(value);
        }
        for (Duration value :
                new Duration[] {Duration.ofSeconds(Long.MIN_VALUE), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)}) {
            Times.putDuration(buffer, INDEX, value, "A.b");
            assertThat(Times.getDuration(buffer, INDEX, "A.b")).isEqualTo(value);
        }
        for (LocalDate value : new LocalDate[] {LocalDate.MIN, LocalDate.MAX}) {
            Times.putLocalDate(buffer, INDEX, value, "A.b");
            assertThat(Times.getLocalDate(buffer, INDEX, "A.b")).isEqualTo(value);
        }
        for (LocalTime value : new LocalTime[] {LocalTime.MIN, LocalTime.MAX}) {
            Times.putLocalTime(buffer, INDEX, value, "A.b");
            assertThat(Times.getLocalTime(buffer, INDEX, "A.b")).isEqualTo(value);
        }
        for (LocalDateTime value : new LocalDateTime[] {LocalDateTime.MIN, LocalDateTime.MAX}) {
            Times.putLocalDateTime(buffer, INDEX, value, "A.b");
            assertThat(Times.getLocalDateTime(buffer, INDEX, "A.b")).isEqualTo(value);
        }
        for (OffsetDateTime value : new OffsetDateTime[] {OffsetDateTime.MIN, OffsetDateTime.MAX}) {
            Times.putOffsetDateTime(buffer, INDEX, value, "A.b");
            assertThat(Times.getOffsetDateTime(buffer, INDEX, "A.b")).isEqualTo(value);
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        buffer.putLong(INDEX, Long.MAX_VALUE);
        buffer.putInt(INDEX + 8, 1_000_000_000);

        assertThatThrownBy(() -> Times.getInstant(buffer, INDEX, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time out of range: field=A.b, epochSecond=9223372036854775807, least=-31557014167219200,"
                        + " most=31556889864403199");
        assertThatThrownBy(() -> Times.getDuration(buffer, INDEX, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time out of range: field=A.b, nano=1000000000, least=0, most=999999999");
        assertThatThrownBy(() -> Times.getLocalDate(buffer, INDEX, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time out of range: field=A.b, epochDay=9223372036854775807, least=-365243219162,"
                        + " most=365241780471");
        assertThatThrownBy(() -> Times.getLocalTime(buffer, INDEX, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage(
                        "time out of range: field=A.b, nanoOfDay=9223372036854775807, least=0, most=86399999999999");
        assertThatThrownBy(() -> Times.getOffsetSeconds(buffer, INDEX + 8, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time out of range: field=A.b, offsetSeconds=1000000000, least=-64800, most=64800");
        assertThatThrownBy(() -> Times.putNano(buffer, INDEX, -1, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time out of range: field=A.b, nano=-1, least=0, most=999999999");
    }

    @Test
    void keepsZoneAndOffset() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 30); // in Berlin there are two of them
        for (ZonedDateTime value : new ZonedDateTime[] {
            ZonedDateTime.ofLocal(twice, berlin, ZoneOffset.ofHours(1)),
            ZonedDateTime.ofLocal(twice, berlin, ZoneOffset.ofHours(2)),
            ZonedDateTime.of(twice, ZoneOffset.UTC),
            ZonedDateTime.of(twice, ZoneId.of("UTC+01:30"))
        }) {
            int length = Times.putZonedDateTime(buffer, INDEX, value, 84, "A.b");

            assertThat(length).isEqualTo(Times.zonedDateTimeLength(value, 84, "A.b"));
            assertThat(Times.getZonedDateTime(buffer, INDEX, length, "A.b")).isEqualTo(value);
        }
    }

    @Test
    void keepsTheZoneWhateverItIs() {
        LocalDateTime summer = LocalDateTime.of(2026, 7, 1, 12, 0, 0, 1);
        List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
        zones.addAll(List.of("Z", "+02:00", "-18:00", "+01:02:03", "UTC+02:00", "GMT-03:30", "UT+01:02:03", "UTC+0"));
        for (String id : zones) {
            ZonedDateTime time = summer.atZone(ZoneId.of(id));
            int length = Times.putZonedDateTime(buffer, INDEX, time, 84, "A.b");

            assertThat(Times.getZonedDateTime(buffer, INDEX, length, "A.b")).isEqualTo(time);
        }
    }

    @Test
    void keepsThePointInTimeWhenTheRulesOfTheZoneAreOthers() {
        Times.putZonedDateTime(
                buffer, INDEX, ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneId.of("Asia/Tokyo")), 84, "A.b");
        Times.putOffsetSeconds(buffer, INDEX + 16, 8 * 3600, "A.b");

        assertThat(Times.getZonedDateTime(buffer, INDEX, 30, "A.b")).hasToString("2026-01-01T13:00+09:00[Asia/Tokyo]");
    }

    @Test
    void refusesAZoneThatIsNotKnown() {
        int length = Times.putZonedDateTime(
                buffer, INDEX, ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneId.of("Asia/Tokyo")), 84, "A.b");
        buffer.putByte(INDEX + 20, (byte) 'X');

        assertThatThrownBy(() -> Times.getZonedDateTime(buffer, INDEX, length, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time has an unknown zone: field=A.b, zone=Xsia/Tokyo,"
                        + " reason=Unknown time-zone ID: Xsia/Tokyo");
        assertThatThrownBy(() -> Times.getZonedDateTime(buffer, INDEX, 20, "A.b"))
                .isExactlyInstanceOf(CodecException.class)
                .hasMessage("time with a zone is too short: field=A.b, length=20");
    }

    @Test
    void refusesAZoneThatDoesNotFit() {
        ZonedDateTime value = ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneId.of("Asia/Tokyo"));

        for (int limit : new int[] {0, 19, 29}) {
            assertThatThrownBy(() -> Times.putZonedDateTime(buffer, INDEX, value, limit, "A.b"))
                    .isExactlyInstanceOf(CodecException.class);
        }
        assertThat(hex(40)).isEqualTo("00".repeat(40));
    }
}
