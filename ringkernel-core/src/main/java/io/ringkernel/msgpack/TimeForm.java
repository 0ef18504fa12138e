// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.msgpack;

import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.Wire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

/**
 * The form of times: text, ISO 8601 as {@code java.time} writes it. What would be read as another time than the text says
 * is refused.
 */
final class TimeForm<T> extends Form<T> {
    static final TimeForm<Duration> DURATION = new TimeForm<>("a duration", "PT1H30M", Duration::parse);
    static final TimeForm<LocalDate> LOCAL_DATE = new TimeForm<>("a date", "2026-11-21", LocalDate::parse);
    static final TimeForm<LocalTime> LOCAL_TIME = new TimeForm<>("a time", "08:05:00", LocalTime::parse);
    static final TimeForm<LocalDateTime> LOCAL_DATE_TIME =
            new TimeForm<>("a date and a time", "2026-11-21T08:05:00", LocalDateTime::parse);
    static final TimeForm<OffsetDateTime> OFFSET_DATE_TIME =
            new TimeForm<>("a date and a time with an offset", "2026-11-21T08:05:00+01:00", OffsetDateTime::parse);
    static final TimeForm<ZonedDateTime> ZONED_DATE_TIME = new TimeForm<>(
            "a date and a time with a zone", "2026-11-21T08:05:00+01:00[Europe/Berlin]", TimeForm::zonedDateTime);
    static final TimeForm<Instant> INSTANT =
            new TimeForm<>("an instant", "2026-11-21T08:05:00Z or 2026-11-21T09:05:00+01:00", TimeForm::instant);

    /* What a text may be instead; what has no zone is a time with an offset, too. */
    private static final List<TimeForm<?>> KINDS =
            List.of(DURATION, LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME, OFFSET_DATE_TIME, ZONED_DATE_TIME);

    private static final int LIMIT = 128;

    private final String kind;
    private final String example;
    private final Function<String, T> parser;

    private TimeForm(String kind, String example, Function<String, T> parser) {
        this.kind = kind;
        this.example = example;
        this.parser = parser;
    }

    @Override
    void write(T value, Packing out) {
        out.text(value.toString(), LIMIT);
    }

    @Override
    T read(Unpacking in) {
        if (!in.isText()) {
            throw in.unexpected(kind + ", a text such as " + example);
        }
        String text = in.shortText(LIMIT, kind);
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw new CodecException(
                    "text is not " + kind + ": field=" + in.path + ", text=" + Wire.shown(text) + found(text, e)
                            + "; write it as " + example,
                    e);
        }
    }

    private static String found(String text, DateTimeException e) {
        for (TimeForm<?> other : KINDS) {
            if (other.reads(text)) {
                return ", found=" + other.kind;
            }
        }
        return ", reason=" + e.getMessage();
    }

    private boolean reads(String text) {
        try {
            parser.apply(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    boolean isKey() {
        return true;
    }

    /* The JDK takes the hour 24 for the next day, and the second 60 for the second 59; and it needs the seconds. */
    private static Instant instant(String text) {
        int time = Math.max(text.indexOf('T'), text.indexOf('t'));
        if (text.startsWith("24", time + 1)) {
            throw new DateTimeException("there is no hour 24; the day that follows has an hour 00");
        }
        if (text.startsWith(":60", time + 6)) {
            throw new DateTimeException("there is no second 60");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return OffsetDateTime.parse(text).toInstant();
        }
    }

    /* The parser of the JDK does not know all zones that it writes, GMT0 for one. */
    private static ZonedDateTime zonedDateTime(String text) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return OffsetDateTime.parse(text).toZonedDateTime();
        }
        OffsetDateTime time = OffsetDateTime.parse(text.substring(0, bracket));
        if (text.charAt(text.length() - 1) != ']') {
            throw new DateTimeException("zone does not end");
        }
        ZoneId zone = ZoneId.of(text.substring(bracket + 1, text.length() - 1));
        return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), zone);
    }
}
