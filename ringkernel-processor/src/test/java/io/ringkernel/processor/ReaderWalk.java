// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.CodecException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Calls everything a generated reader offers, on whatever it stands on: each field, each way of reading it, some of the
 * elements of each list, and the same of the readers that it points at its fields. An accessor with a parameter that
 * the walk does not know is an error of the test, so that none is left out.
 */
final class ReaderWalk {
    private static final int DEEPEST = 3;
    private static final int LONGEST = 1 << 16;

    private final Object reader;
    private final MethodHandle wrap;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Class<?>, Object> targets; // arrays to copy into, by type
    private final StringBuilder text = new StringBuilder();

    /**
     * One accessor.
     *
     * @param name    of it
     * @param handle  that takes the reader and the arguments as an array
     * @param types   of its parameters
     * @param count   the accessor that says how many elements there are, if this one takes an index
     * @param nested  what to do with a reader it takes
     */
    private record Step(
            String name, MethodHandle handle, List<Class<?>> types, MethodHandle count, ReaderWalk nested) {}

    private ReaderWalk(Class<?> type, int depth, Map<Class<?>, Object> targets) throws ReflectiveOperationException {
        this.targets = targets;
        this.reader = type.getConstructor().newInstance();
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        this.wrap = handle(type.getMethod("wrap", MessageBuffer.class, int.class, int.class, int.class));
        for (Method method : methods) {
            if (!method.getName().equals("wrap")) {
                addStep(method, methods, depth);
            }
        }
    }

    static ReaderWalk of(Class<?> reader) throws ReflectiveOperationException {
        return new ReaderWalk(reader, 0, new HashMap<>());
    }

    private void addStep(Method method, List<Method> methods, int depth) throws ReflectiveOperationException {
        List<Class<?>> types = List.of(method.getParameterTypes());
        ReaderWalk nested = null;
        for (Class<?> type : types) {
            if (type.getSimpleName().equals("Reader")) {
                if (depth == DEEPEST) {
                    return;
                }
                nested = new ReaderWalk(type, depth + 1, targets);
            }
        }
        boolean isIndexed = !types.isEmpty() && types.get(0) == int.class && !isFallback(method, methods);
        steps.add(new Step(
                method.getName(), handle(method), types, isIndexed ? handle(count(method, methods)) : null, nested));
    }

    /* Takes what it gives when there is no value, as countOr beside hasCount. */
    private static boolean isFallback(Method method, List<Method> methods) {
        String name = method.getName().toLowerCase(Locale.ROOT);
        return method.getParameterCount() == 1
                && methods.stream()
                        .map(other -> other.getName().toLowerCase(Locale.ROOT))
                        .anyMatch(other -> other.startsWith("has") && name.equals(other.substring(3) + "or"));
    }

    /* That of the list with the longest name in the name of the accessor. */
    private static Method count(Method method, List<Method> methods) {
        String name = method.getName().toLowerCase(Locale.ROOT);
        return methods.stream()
                .filter(other -> other.getName().endsWith("Count") && other.getParameterCount() == 0)
                .filter(other -> name.contains(list(other)))
                .max(Comparator.comparing(other -> list(other).length()))
                .orElseThrow(() -> new IllegalArgumentException("no count for the index: method=" + method));
    }

    private static String list(Method count) {
        String name = count.getName();
        return name.substring(0, name.length() - "Count".length()).toLowerCase(Locale.ROOT);
    }

    private static MethodHandle handle(Method method) throws ReflectiveOperationException {
        method.setAccessible(true);
        MethodHandle handle = MethodHandles.lookup().unreflect(method);
        return handle.asSpreader(1, Object[].class, method.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
    }

    /**
     * Wraps the reader and calls all accessors.
     *
     * @return a hash of all that was read; of a field that is refused, of that
     * @throws CodecException if the message is refused
     */
    int walk(MessageBuffer buffer, int offset, int length, int version) {
        call(wrap, buffer, offset, length, version);
        return walk();
    }

    private int walk() {
        int hash = 1;
        for (Step step : steps) {
            hash = 31 * hash + hash(step);
        }
        return hash;
    }

    private int hash(Step step) {
        try {
            if (step.count == null) {
                return hash(step, -1, 0);
            }
            int count = (int) call(step.count);
            int hash = count;
            for (int i = 0; i < count; i = i < 2 || i == count - 1 ? i + 1 : count - 1) {
                hash = 31 * hash + hash(step, i, count);
            }
            return hash;
        } catch (CodecException e) {
            return 7;
        }
    }

    private int hash(Step step, int index, int count) {
        try {
            Object[] arguments = arguments(step, index, count);
            Object result = call(step.handle, arguments);
            int hash = hash(result);
            for (Object argument : arguments) {
                if (argument.getClass().isArray()) {
                    hash = 31 * hash + hash(argument, step.types.size() == 4 ? count - index : (int) result);
                } else if (argument == text) {
                    hash = 31 * hash + text.toString().hashCode();
                }
            }
            return step.nested == null || result == null ? hash : step.nested.walk();
        } catch (CodecException e) {
            return 7;
        }
    }

    private Object[] arguments(Step step, int index, int count) {
        Object[] arguments = new Object[step.types.size()];
        boolean isBehindArray = false;
        boolean isBehindTarget = false;
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = step.types.get(i);
            if (type == int.class && i == 0) {
                arguments[i] = index;
            } else if (type.isPrimitive() && arguments.length == 1) {
                arguments[i] = Array.get(Array.newInstance(type, 1), 0);
            } else if (type.isArray()) {
                arguments[i] = targets.computeIfAbsent(type, t -> Array.newInstance(t.getComponentType(), LONGEST));
                isBehindArray = true;
            } else if (type == int.class && isBehindArray) {
                arguments[i] = isBehindTarget ? count - index : 0;
                isBehindTarget = true;
            } else if (type == CharSequence.class) {
                arguments[i] = "text";
            } else if (type == StringBuilder.class) {
                text.setLength(0);
                arguments[i] = text;
            } else if (step.nested != null) {
                arguments[i] = step.nested.reader;
            } else {
                throw new IllegalArgumentException(
                        "no argument for the parameter: accessor=" + step.name + ", type=" + type);
            }
        }
        return arguments;
    }

    private Object call(MethodHandle handle, Object... arguments) {
        try {
            return (Object) handle.invokeExact(reader, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static int hash(Object value) {
        return value != null && value.getClass().isArray() ? Arrays.deepHashCode(new Object[] {value}) : plain(value);
    }

    private static int hash(Object target, int count) {
        int hash = 1;
        for (int i = 0; i < count; i++) {
            hash = 31 * hash + Array.get(target, i).hashCode();
        }
        return hash;
    }

    /* Records with arrays hash by identity, and a reader is this walk's own; both are looked into elsewhere. */
    private static int plain(Object value) {
        boolean isValue = value instanceof Number || value instanceof String || value instanceof Boolean;
        return isValue ? value.hashCode() : value == null ? 0 : 1;
    }
}
