// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.buffer.BufferRef;
import io.ringkernel.codec.MessageCodec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/** Makes records of any message type, with seeded random values. */
final class RandomRecords {
    private static final int[] CODE_POINTS = {'a', '~', 0, 0x7F, 0xE9, 0x7FF, 0x20AC, 0xFFFF, 0x1F600, 0x10FFFF};

    private final Random random;

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

    Record next(Class<? extends Record> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = isNullable(components[i]) && random.nextInt(3) == 0 ? null : value(components[i].getType());
        }
        return of(type, values);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().getAnnotations().length > 0;
    }

    private Object value(Class<?> type) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == BufferRef.class) {
            return new BufferRef(random.nextLong());
        }
        if (type.isRecord()) {
            return next(type.asSubclass(Record.class));
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> random.nextBoolean();
            case "byte" -> (byte) random.nextInt();
            case "short" -> (short) random.nextInt();
            case "char" -> (char) random.nextInt();
            case "int" -> random.nextInt();
            case "long" -> random.nextLong();
            case "float" -> Float.intBitsToFloat(random.nextInt());
            case "double" -> Double.longBitsToDouble(random.nextLong());
            case "UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "String" -> text();
            case "byte[]" -> bytes();
            default -> throw new IllegalArgumentException(type.getName());
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        boolean isAscii = random.nextBoolean();
        for (int count = random.nextInt(9); count > 0; count--) {
            text.appendCodePoint(isAscii ? ' ' + random.nextInt(95) : CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(33)];
        random.nextBytes(bytes);
        return bytes;
    }
}
