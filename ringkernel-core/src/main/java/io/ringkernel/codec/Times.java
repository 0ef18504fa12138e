// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.codec;

import io.ringkernel.buffer.MessageBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The forms of {@code java.time}: numbers of seconds, days and nanoseconds, side by side. Numbers allocate nothing, objects only
 * when they are read.
 */
public final class Times {
    /** Length of an {@link Instant} or a {@link Duration} in bytes. */
    static final int SECONDS_LENGTH = Long.BYTES + Integer.BYTES;

    /** Length of a {@link LocalDateTime} in bytes. */
    static final int LOCAL_LENGTH = 2 * Long.BYTES;

    /** Length of an {@link OffsetDateTime} in bytes. */
    static final int OFFSET_LENGTH = LOCAL_LENGTH + Integer.BYTES;

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_DAY = 86_400L * NANOS_PER_SECOND;
    private static final long FIRST_SECOND = Instant.MIN.getEpochSecond();
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();
    private static final long FIRST_DAY = LocalDate.MIN.toEpochDay();
    private static final long LAST_DAY = LocalDate.MAX.toEpochDay();
    private static final int FARTHEST_OFFSET = ZoneOffset.MAX.getTotalSeconds();

    private Times() {}

    /**
     * Reads the seconds since 1970 of an {@link Instant}.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static long getEpochSecond(MessageBuffer buffer, int index, String field) {
        return check(buffer.getLong(index), FIRST_SECOND, LAST_SECOND, "epochSecond", field);
    }

    /**
     * Writes the seconds since 1970 of an {@link Instant}.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if it is out of range
     */
    public static void putEpochSecond(MessageBuffer buffer, int index, long value, String field) {
        buffer.putLong(index, check(value, FIRST_SECOND, LAST_SECOND, "epochSecond", field));
    }

    /**
     * Reads the days since 1970 of a date.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static long getEpochDay(MessageBuffer buffer, int index, String field) {
        return check(buffer.getLong(index), FIRST_DAY, LAST_DAY, "epochDay", field);
    }

    /**
     * Writes the days since 1970 of a date.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if it is out of range
     */
    public static void putEpochDay(MessageBuffer buffer, int index, long value, String field) {
        buffer.putLong(index, check(value, FIRST_DAY, LAST_DAY, "epochDay", field));
    }

    /**
     * Reads the nanoseconds since midnight of a time.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static long getNanoOfDay(MessageBuffer buffer, int index, String field) {
        return check(buffer.getLong(index), 0, NANOS_PER_DAY - 1, "nanoOfDay", field);
    }

    /**
     * Writes the nanoseconds since midnight of a time.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if it is out of range
     */
    public static void putNanoOfDay(MessageBuffer buffer, int index, long value, String field) {
        buffer.putLong(index, check(value, 0, NANOS_PER_DAY - 1, "nanoOfDay", field));
    }

    /**
     * Reads the nanoseconds in a second.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static int getNano(MessageBuffer buffer, int index, String field) {
        return (int) check(buffer.getInt(index), 0, NANOS_PER_SECOND - 1, "nano", field);
    }

    /**
     * Writes the nanoseconds in a second.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if it is out of range
     */
    public static void putNano(MessageBuffer buffer, int index, int value, String field) {
        buffer.putInt(index, (int) check(value, 0, NANOS_PER_SECOND - 1, "nano", field));
    }

    /**
     * Reads the seconds by which a zone is ahead of UTC.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static int getOffsetSeconds(MessageBuffer buffer, int index, String field) {
        return (int) check(buffer.getInt(index), -FARTHEST_OFFSET, FARTHEST_OFFSET, "offsetSeconds", field);
    }

    /**
     * Writes the seconds by which a zone is ahead of UTC.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws CodecException if it is out of range
     */
    public static void putOffsetSeconds(MessageBuffer buffer, int index, int value, String field) {
        buffer.putInt(index, (int) check(value, -FARTHEST_OFFSET, FARTHEST_OFFSET, "offsetSeconds", field));
    }

    private static long check(long value, long least, long most, String what, String field) {
        if (value < least || value > most) {
            throw new CodecException(
                    "time out of range", field, ", " + what + "=" + value + ", least=" + least + ", most=" + most);
        }
        return value;
    }

    /**
     * Reads an instant into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static Instant getInstant(MessageBuffer buffer, int index, String field) {
        return Instant.ofEpochSecond(getEpochSecond(buffer, index, field), getNano(buffer, index + Long.BYTES, field));
    }

    /**
     * Writes an instant.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putInstant(MessageBuffer buffer, int index, Instant value, String field) {
        Wire.checkNotNull(value, field);
        putEpochSecond(buffer, index, value.getEpochSecond(), field);
        putNano(buffer, index + Long.BYTES, value.getNano(), field);
    }

    /**
     * Reads a duration into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static Duration getDuration(MessageBuffer buffer, int index, String field) {
        return Duration.ofSeconds(buffer.getLong(index), getNano(buffer, index + Long.BYTES, field));
    }

    /**
     * Writes a duration.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putDuration(MessageBuffer buffer, int index, Duration value, String field) {
        Wire.checkNotNull(value, field);
        buffer.putLong(index, value.getSeconds());
        putNano(buffer, index + Long.BYTES, value.getNano(), field);
    }

    /**
     * Reads a date into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static LocalDate getLocalDate(MessageBuffer buffer, int index, String field) {
        return LocalDate.ofEpochDay(getEpochDay(buffer, index, field));
    }

    /**
     * Writes a date.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putLocalDate(MessageBuffer buffer, int index, LocalDate value, String field) {
        Wire.checkNotNull(value, field);
        putEpochDay(buffer, index, value.toEpochDay(), field);
    }

    /**
     * Reads a time into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static LocalTime getLocalTime(MessageBuffer buffer, int index, String field) {
        return LocalTime.ofNanoOfDay(getNanoOfDay(buffer, index, field));
    }

    /**
     * Writes a time.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putLocalTime(MessageBuffer buffer, int index, LocalTime value, String field) {
        Wire.checkNotNull(value, field);
        putNanoOfDay(buffer, index, value.toNanoOfDay(), field);
    }

    /**
     * Reads a date and a time into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static LocalDateTime getLocalDateTime(MessageBuffer buffer, int index, String field) {
        return LocalDateTime.of(getLocalDate(buffer, index, field), getLocalTime(buffer, index + Long.BYTES, field));
    }

    /**
     * Writes a date and a time.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putLocalDateTime(MessageBuffer buffer, int index, LocalDateTime value, String field) {
        Wire.checkNotNull(value, field);
        putLocalDate(buffer, index, value.toLocalDate(), field);
        putLocalTime(buffer, index + Long.BYTES, value.toLocalTime(), field);
    }

    /**
     * Reads a date and a time with an offset into a new object.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if it is out of range
     */
    public static OffsetDateTime getOffsetDateTime(MessageBuffer buffer, int index, String field) {
        return OffsetDateTime.of(
                getLocalDateTime(buffer, index, field),
                ZoneOffset.ofTotalSeconds(getOffsetSeconds(buffer, index + LOCAL_LENGTH, field)));
    }

    /**
     * Writes a date and a time with an offset.
     *
     * @param buffer to write into
     * @param index  of its first byte
     * @param value  to write
     * @param field  for the error, as {@code Type.field}
     * @throws NullPointerException if {@code value} is null
     */
    public static void putOffsetDateTime(MessageBuffer buffer, int index, OffsetDateTime value, String field) {
        Wire.checkNotNull(value, field);
        putLocalDateTime(buffer, index, value.toLocalDateTime(), field);
        putOffsetSeconds(buffer, index + LOCAL_LENGTH, value.getOffset().getTotalSeconds(), field);
    }

    /**
     * Computes the length of a date and a time with a zone.
     *
     * @param value to measure
     * @param limit most bytes the field may have
     * @param field for the error, as {@code Type.field}
     * @return number of bytes
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if the id of its zone is too long
     */
    public static int zonedDateTimeLength(ZonedDateTime value, int limit, String field) {
        String zone = Wire.checkNotNull(value, field).getZone().getId();
        return Wire.checkLimit(OFFSET_LENGTH + Wire.utf8Length(zone, limit, field), limit, field);
    }

    /**
     * Writes a date and a time with a zone: as with an offset, and then the id of the zone.
     *
     * @param buffer to write into
     * @param index  at which it is to begin
     * @param value  to write
     * @param limit  most bytes the field may have
     * @param field  for the error, as {@code Type.field}
     * @return number of bytes written
     * @throws NullPointerException if {@code value} is null
     * @throws CodecException if the id of its zone is too long
     * @throws IndexOutOfBoundsException if it does not fit into {@code buffer}
     */
    public static int putZonedDateTime(MessageBuffer buffer, int index, ZonedDateTime value, int limit, String field) {
        int length = zonedDateTimeLength(value, limit, field);
        putLocalDateTime(buffer, index, value.toLocalDateTime(), field);
        putOffsetSeconds(buffer, index + LOCAL_LENGTH, value.getOffset().getTotalSeconds(), field);
        Wire.putUtf8(buffer, index + OFFSET_LENGTH, value.getZone().getId(), limit - OFFSET_LENGTH, field);
        return length;
    }

    /**
     * Reads a date and a time with a zone into a new object. The point in time is kept: where the rules of the zone are
     * others than those of the writer, date and time are what the point in time is by the rules here.
     *
     * @param buffer holding it
     * @param index  of its first byte
     * @param length in bytes
     * @param field  for the error, as {@code Type.field}
     * @return the value
     * @throws CodecException if a part of it is out of range, or the zone is not known here
     */
    public static ZonedDateTime getZonedDateTime(MessageBuffer buffer, int index, int length, String field) {
        if (length <= OFFSET_LENGTH) {
            throw new CodecException("time with a zone is too short", field, ", length=" + length);
        }
        LocalDateTime local = getLocalDateTime(buffer, index, field);
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(getOffsetSeconds(buffer, index + LOCAL_LENGTH, field));
        String zone = Wire.getUtf8(buffer, index + OFFSET_LENGTH, length - OFFSET_LENGTH, field);
        try {
            return ZonedDateTime.ofInstant(local, offset, ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new CodecException(
                    "time has an unknown zone", field, ", zone=" + zone + ", reason=" + e.getMessage(), e);
        }
    }
}
