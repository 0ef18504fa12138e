// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the texts of default values. */
public final class DefaultText {
    private DefaultText() {}

    /**
     * Tells whether the values of a type can be written as a text.
     *
     * @param type of a component
     * @return whether it can have a default
     */
    public static boolean isPossible(FieldType type) {
        FieldType plain = type.plain();
        return plain instanceof FieldType.Fixed && plain != FieldType.Fixed.BUFFER_REF
                || plain instanceof FieldType.Boxed
                || plain instanceof FieldType.Enumeration
                || plain instanceof FieldType.Variable && plain != FieldType.Variable.BYTES;
    }

    /**
     * Finds the default of a type that has one without being told.
     *
     * @param type of a component
     * @return whether a field of the type need not have a declared default
     */
    public static boolean isImplied(FieldType type) {
        return type instanceof FieldType.Maybe
                || type instanceof FieldType.Fixed fixed && fixed.isPrimitive()
                || type instanceof FieldType.Boxed
                || type instanceof FieldType.Enumeration enumeration
                        && !enumeration.fallbacks().isEmpty()
                || type instanceof FieldType.Variable && type != FieldType.Variable.ZONED_DATE_TIME
                || type instanceof FieldType.PrimitiveArray
                || type instanceof FieldType.Sequence
                || type instanceof FieldType.MapOf;
    }

    /**
     * Reads a text.
     *
     * @param type of the component
     * @param text of the default
     * @return the value: of a primitive its box, of an enum its {@link EnumConstant}; nothing if the text is no value
     */
    public static Optional<Object> parse(FieldType type, String text) {
        try {
            return Optional.of(value(type.plain(), text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Object value(FieldType type, String text) {
        if (type instanceof FieldType.Boxed boxed) {
            return value(boxed.primitive(), text);
        }
        if (type instanceof FieldType.Enumeration enumeration) {
            return enumeration.constants().stream()
                    .filter(constant -> constant.name().equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }
        return type instanceof FieldType.Fixed fixed ? value(fixed, text) : value((FieldType.Variable) type, text);
    }

    private static Object value(FieldType.Fixed type, String text) {
        return switch (type) {
            case BOOLEAN -> {
                check(text.equals("true") || text.equals("false"));
                yield Boolean.valueOf(text);
            }
            case BYTE -> Byte.decode(text);
            case SHORT -> Short.decode(text);
            case CHAR -> {
                check(text.length() == 1);
                yield text.charAt(0);
            }
            case INT -> Integer.decode(text);
            case LONG -> Long.decode(text);
            case FLOAT -> {
                check(!text.matches(".*[dDfF]"));
                yield Float.valueOf(text);
            }
            case DOUBLE -> {
                check(!text.matches(".*[dDfF]"));
                yield Double.valueOf(text);
            }
            case UUID -> UUID.fromString(text);
            case INSTANT -> Instant.parse(text);
            case DURATION -> Duration.parse(text);
            case LOCAL_DATE -> LocalDate.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case OFFSET_DATE_TIME -> OffsetDateTime.parse(text);
            case BUFFER_REF -> throw new IllegalArgumentException();
        };
    }

    private static Object value(FieldType.Variable type, String text) {
        return switch (type) {
            case TEXT -> {
                check(StandardCharsets.UTF_8.newEncoder().canEncode(text));
                yield text;
            }
            case BIG_INTEGER -> new BigInteger(text);
            case BIG_DECIMAL -> new BigDecimal(text);
            case ZONED_DATE_TIME -> ZonedDateTime.parse(text);
            case BYTES -> throw new IllegalArgumentException();
        };
    }

    private static void check(boolean isRight) {
        if (!isRight) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * Computes how many bytes a default takes in the tail.
     *
     * @param value from {@link #parse}
     * @return number of bytes; 0 for a value of fixed length
     */
    public static int tailLength(Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        if (value instanceof BigInteger number) {
            return number.toByteArray().length;
        }
        if (value instanceof BigDecimal number) {
            return Integer.BYTES + number.unscaledValue().toByteArray().length;
        }
        return value instanceof ZonedDateTime time
                ? 20 + time.getZone().getId().getBytes(StandardCharsets.UTF_8).length
                : 0;
    }

    /**
     * Says what a default must look like.
     *
     * @param type of the component
     * @return a description, as a sentence goes on after "write"
     */
    public static String example(FieldType type) {
        FieldType plain = type.plain();
        if (plain instanceof FieldType.Boxed boxed) {
            return example(boxed.primitive());
        }
        if (plain instanceof FieldType.Enumeration enumeration) {
            return "one of "
                    + enumeration.constants().stream().map(EnumConstant::name).collect(Collectors.joining(", "));
        }
        if (plain instanceof FieldType.Variable variable) {
            return switch (variable) {
                case BIG_INTEGER -> "a whole number such as 12345678901234567890";
                case BIG_DECIMAL -> "a number such as 12.50";
                case ZONED_DATE_TIME -> "a time such as 2026-01-31T12:00:00+01:00[Europe/Berlin]";
                default -> "a text without half of a surrogate pair";
            };
        }
        return switch ((FieldType.Fixed) plain) {
            case BOOLEAN -> "true or false";
            case BYTE -> "a whole number from -128 to 127";
            case SHORT -> "a whole number from -32768 to 32767";
            case INT -> "a whole number from -2147483648 to 2147483647";
            case LONG -> "a whole number such as 1000, without an L";
            case CHAR -> "one character up to U+FFFF; beyond, as an emoji is, it takes two, and a String";
            case FLOAT, DOUBLE -> "a number such as 0.5 or 1e-3, without a letter behind it";
            case UUID -> "an id such as 123e4567-e89b-12d3-a456-426614174000";
            case INSTANT -> "a time such as 2026-01-31T12:00:00Z";
            case DURATION -> "a duration such as PT1.5S";
            case LOCAL_DATE -> "a date such as 2026-01-31";
            case LOCAL_TIME -> "a time such as 12:30:00";
            case LOCAL_DATE_TIME -> "a time such as 2026-01-31T12:30:00";
            case OFFSET_DATE_TIME -> "a time such as 2026-01-31T12:30:00+01:00";
            case BUFFER_REF -> "nothing";
        };
    }
}
