// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.buffer.BufferRef;
import io.ringkernel.codec.CodecException;
import io.ringkernel.codec.MessageCodec;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes records of any message type, with seeded random values. */
final class RandomRecords {
    private static final int[] CODE_POINTS = {'a', '~', 0, 0x7F, 0xE9, 0x7FF, 0x20AC, 0xFFFF, 0x1F600, 0x10FFFF};
    private static final String[] ZONES = {"Z", "+01:30", "UTC", "Europe/Paris", "America/Argentina/ComodRivadavia"};

    private static final int MOST_ELEMENTS = 4;
    private static final int DEEPEST = 3;
    private static final int ATTEMPTS = 1000;

    private final Random random;
    private int depth;

    RandomRecords(Random random) {
        this.random = random;
    }

    @SuppressWarnings("unchecked") // the tests treat all messages as records
    static MessageCodec<Record> codec(Class<?> type) throws ReflectiveOperationException {
        Field instance = type.getField("INSTANCE");
        instance.setAccessible(true);
        return (MessageCodec<Record>) instance.get(null);
    }

    static Record of(Class<? extends Record> type, Object... values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** A record that the codec takes: its own checks pass, and no field is longer than its limit or strange to a header. */
    Record next(MessageCodec<Record> codec) throws ReflectiveOperationException {
        for (int attempt = 1; true; attempt++) {
            try {
                Record message = next(codec.messageType());
                codec.encodedLength(message);
                codec.header(message);
                return message;
            } catch (CodecException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    Record next(Class<? extends Record> type) throws ReflectiveOperationException {
        return next(type, Map.of());
    }

    private Record next(Class<? extends Record> type, Map<TypeVariable<?>, AnnotatedType> arguments)
            throws ReflectiveOperationException {
        for (int attempt = 1; true; attempt++) {
            try {
                return of(type, components(type, arguments));
            } catch (InvocationTargetException e) { // a record that refuses some values
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Object[] components(Class<? extends Record> type, Map<TypeVariable<?>, AnnotatedType> arguments)
            throws ReflectiveOperationException {
        depth++;
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                AnnotatedType component = components[i].getAnnotatedType();
                boolean isNull = isNullable(components[i]) && isAbsent();
                values[i] = isNull ? null : value(component, arguments);
            }
            return values;
        } finally {
            depth--;
        }
    }

    private boolean isAbsent() {
        return depth > DEEPEST || random.nextInt(3) == 0;
    }

    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private Object value(AnnotatedType type, Map<TypeVariable<?>, AnnotatedType> arguments)
            throws ReflectiveOperationException {
        if (isNullable(type) && isAbsent()) {
            return null;
        }
        if (type instanceof AnnotatedTypeVariable variable) {
            return value(arguments.get((TypeVariable<?>) variable.getType()), arguments);
        }
        if (type instanceof AnnotatedArrayType array) {
            return array(array, arguments);
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            return generic(generic, arguments);
        }
        return value((Class<?>) type.getType());
    }

    private int count() {
        return depth > DEEPEST ? 0 : random.nextInt(MOST_ELEMENTS + 1);
    }

    private Object array(AnnotatedArrayType type, Map<TypeVariable<?>, AnnotatedType> arguments)
            throws ReflectiveOperationException {
        AnnotatedType element = type.getAnnotatedGenericComponentType();
        int count = element.getType() == byte.class ? random.nextInt(33) : count();
        Object array = Array.newInstance(raw(element.getType(), arguments), count);
        for (int i = 0; i < count; i++) {
            Array.set(array, i, value(element, arguments));
        }
        return array;
    }

    private static Class<?> raw(Type type, Map<TypeVariable<?>, AnnotatedType> arguments) {
        if (type instanceof TypeVariable<?> variable) {
            return raw(arguments.get(variable).getType(), arguments);
        }
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private Object generic(AnnotatedParameterizedType type, Map<TypeVariable<?>, AnnotatedType> arguments)
            throws ReflectiveOperationException {
        AnnotatedType[] parameters = type.getAnnotatedActualTypeArguments();
        Class<?> raw = raw(type.getType(), arguments);
        if (raw == Optional.class) {
            return isAbsent() ? Optional.empty() : Optional.of(value(parameters[0], arguments));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = count(); i > 0; i--) {
                map.put(value(parameters[0], arguments), value(parameters[1], arguments));
            }
            return map;
        }
        if (raw.isRecord()) {
            Map<TypeVariable<?>, AnnotatedType> inner = new HashMap<>();
            for (int i = 0; i < parameters.length; i++) {
                boolean isOuter = parameters[i] instanceof AnnotatedTypeVariable;
                inner.put(raw.getTypeParameters()[i], isOuter ? arguments.get(parameters[i].getType()) : parameters[i]);
            }
            return next(raw.asSubclass(Record.class), inner);
        }
        List<Object> list = new ArrayList<>();
        for (int i = count(); i > 0; i--) {
            list.add(value(parameters[0], arguments));
        }
        return raw == Set.class ? new HashSet<>(list) : list;
    }

    private Object value(Class<?> type) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isRecord() && type != BufferRef.class) {
            return next(type.asSubclass(Record.class));
        }
        if (type.isSealed()) {
            return value(permitted(type));
        }
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> random.nextBoolean();
            case "byte", "Byte" -> (byte) random.nextInt();
            case "short", "Short" -> (short) random.nextInt();
            case "char", "Character" -> (char) random.nextInt();
            case "int", "Integer" -> random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt();
            case "long", "Long" -> random.nextInt(4) == 0 ? random.nextInt() : random.nextLong();
            case "float", "Float" -> Float.intBitsToFloat(random.nextInt());
            case "double", "Double" -> Double.longBitsToDouble(random.nextLong());
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "BufferRef" -> new BufferRef(random.nextLong());
            case "String" -> text();
            case "BigInteger" -> bigInteger();
            case "BigDecimal" -> new BigDecimal(bigInteger(), random.nextInt(200) - 100);
            default -> time(type);
        };
    }

    /* Deep down the one with the fewest components, so that a recursive message ends. */
    private Class<?> permitted(Class<?> type) {
        List<Class<?>> records = Stream.of(type.getPermittedSubclasses())
                .flatMap(permitted ->
                        permitted.isRecord() ? Stream.of(permitted) : Stream.of(permitted.getPermittedSubclasses()))
                .toList();
        Supplier<Class<?>> any = () -> records.get(random.nextInt(records.size()));
        Class<?> fewest = any.get();
        for (int i = depth; i > DEEPEST; i--) {
            Class<?> other = any.get();
            fewest = other.getRecordComponents().length < fewest.getRecordComponents().length ? other : fewest;
        }
        return fewest;
    }

    private Object time(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Instant" -> instant();
            case "Duration" -> Duration.ofSeconds(random.nextLong(), nanos());
            case "LocalDate" -> date();
            case "LocalTime" -> time();
            case "LocalDateTime" -> LocalDateTime.of(date(), time());
            case "OffsetDateTime" -> LocalDateTime.of(date(), time()).atOffset(offset());
            case "OptionalInt" -> isAbsent() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
            case "OptionalLong" -> isAbsent() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
            case "OptionalDouble" -> isAbsent() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble());
            case "ZonedDateTime" -> zoned();
            default -> throw new IllegalArgumentException(type.getName());
        };
    }

    private Instant instant() {
        boolean isNear = random.nextInt(4) == 0;
        long second = between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(isNear ? random.nextInt() : second, nanos());
    }

    private long between(long first, long last) {
        return first + Math.floorMod(random.nextLong(), last - first + 1);
    }

    private int nanos() {
        return random.nextInt(1_000_000_000);
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay()));
    }

    private LocalTime time() {
        return LocalTime.ofNanoOfDay(between(0, LocalTime.MAX.toNanoOfDay()));
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(random.nextInt(2 * 18 * 3600 + 1) - 18 * 3600);
    }

    private ZonedDateTime zoned() {
        ZoneId zone = ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
        return OffsetDateTime.of(LocalDateTime.of(1900 + random.nextInt(300), 1, 1, 0, 0), ZoneOffset.UTC)
                .plusSeconds(random.nextInt(365 * 24 * 3600))
                .plusNanos(nanos())
                .atZoneSameInstant(zone);
    }

    private BigInteger bigInteger() {
        byte[] bytes = new byte[1 + random.nextInt(12)];
        random.nextBytes(bytes);
        return new BigInteger(bytes);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        boolean isAscii = random.nextBoolean();
        for (int count = random.nextInt(9); count > 0; count--) {
            text.appendCodePoint(isAscii ? ' ' + random.nextInt(95) : CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }
}
