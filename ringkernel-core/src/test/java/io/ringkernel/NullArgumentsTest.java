// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Idle;
import io.ringkernel.buffer.BufferPool;
import io.ringkernel.buffer.BufferRef;
import io.ringkernel.buffer.PayloadBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each method and constructor of the public API, called with null for each of its arguments, names the argument. */
class NullArgumentsTest extends RuntimeTest {
    /* What users do not call: generated code, what the runtime calls, records that it makes, and exceptions. */
    private static final Set<String> NOT_CALLED = Set.of(
            "Answer",
            "Continuation",
            "DeadLetterNotice",
            "DeadLetterNoticeCodec",
            "Envelope",
            "HookedDispatcher",
            "KernelDefinition",
            "KernelDispatcher",
            "KernelListener",
            "KernelLoop",
            "KernelSettings",
            "LaneMark",
            "LaneMarkCodec",
            "MessageHandler",
            "Stall",
            "ThreadSetup");

    /* What generated code calls with what a handler has returned: null has an error of its own. */
    private static final String RETURNED = "KernelContext.reply(MessageCodec, Object): reply";

    private final Map<Class<?>, Object> values = new HashMap<>();

    private void collectValues(KernelContext context) {
        values.put(String.class, "echo");
        values.put(Object.class, new Ping(1));
        values.put(Class.class, Pong.class);
        values.put(Duration.class, Duration.ofMillis(1));
        values.put(SendOptions.class, SendOptions.DEFAULT);
        values.put(LaunchOptions.class, LaunchOptions.DEFAULT.as("other"));
        values.put(RuntimeOptions.class, RuntimeOptions.DEFAULT);
        values.put(FailurePolicy.class, FailurePolicy.stop());
        values.put(MessageId.class, new MessageId(1, 2));
        values.put(UUID.class, new UUID(1, 2));
        values.put(Throwable.class, new IllegalStateException("on purpose"));
        values.put(Consumer.class, (Consumer<Object>) any -> {});
        values.put(Predicate.class, (Predicate<Object>) any -> true);
        values.put(Supplier.class, (Supplier<Object>) Object::new);
        values.put(BooleanSupplier.class, (BooleanSupplier) () -> false);
        values.put(Callable.class, (Callable<Object>) () -> "");
        values.put(Runnable.class, (Runnable) () -> {});
        values.put(CompletionStage.class, CompletableFuture.completedFuture(""));
        values.put(KernelListener.class, (KernelListener) (handle, before, after) -> {});
        values.put(Continuation.class, (Continuation<Object>) (reply, failure, c) -> {});
        values.put(MessageHandler.class, (MessageHandler<Object>) (message, c) -> {});
        values.put(MessageCodec.class, Messages_PongCodec.INSTANCE);
        values.put(KernelState.class, KernelState.ACTIVE);
        values.put(Backpressure.class, Backpressure.REJECT);
        values.put(Idle.class, Idle.PARKING);
        values.put(DeadLetter.Reason.class, DeadLetter.Reason.FAILED);
        values.put(Set.class, EnumSet.of(KernelState.ACTIVE));
        values.put(List.class, List.of("echo"));
        values.put(Collection.class, List.of("echo"));
        values.put(String[].class, new String[] {"echo"});
        values.put(ThreadSetup.class, ThreadSetup.NONE);
        values.put(Claim.class, new Claim());
        values.put(Batch.class, new Batch());
        values.put(Call.class, new Call<>(Pong.class));
        values.put(KernelContext.class, context);
        values.put(BufferRef.class, new BufferRef(0));
        values.put(int.class, 1);
        values.put(long.class, 1L);
        values.put(boolean.class, true);
    }

    /* What the methods are called on; null for those that have static ones alone. */
    private Map<Class<?>, @Nullable Object> subjects(KernelContext context) {
        KernelHandle handle = runtime.handle("echo").orElseThrow();
        Map<Class<?>, @Nullable Object> subjects = new LinkedHashMap<>();
        subjects.put(KernelRuntime.class, runtime);
        subjects.put(KernelHandle.class, handle);
        subjects.put(KernelRef.class, handle.ref(Ping.class));
        subjects.put(KernelContext.class, context);
        subjects.put(KernelLock.class, new KernelLock("lock"));
        subjects.put(Call.class, new Call<>(Pong.class));
        subjects.put(Claim.class, new Claim());
        subjects.put(Batch.class, new Batch());
        subjects.put(DeadLetters.class, runtime.deadLetters());
        subjects.put(DeadLetter.class, null);
        subjects.put(LaunchOptions.class, LaunchOptions.DEFAULT);
        subjects.put(SendOptions.class, SendOptions.DEFAULT);
        subjects.put(RuntimeOptions.class, RuntimeOptions.DEFAULT);
        subjects.put(FailurePolicy.class, FailurePolicy.restart());
        subjects.put(MessageId.class, new MessageId(1, 2));
        subjects.put(KernelState.class, null);
        subjects.put(Delivery.class, null);
        subjects.put(BufferPool.class, runtime.buffers());
        subjects.put(PayloadBuffer.class, null);
        subjects.put(BufferRef.class, new BufferRef(0));
        subjects.put(ReplyTo.class, context.replyTo(Pong.class));
        return subjects;
    }

    private static final Map<Class<?>, String> SOURCES = new HashMap<>();

    private static String source(Class<?> type) {
        return SOURCES.computeIfAbsent(type, any -> {
            try {
                return Files.readString(
                        Path.of("src/main/java/" + type.getName().replace('.', '/') + ".java"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /* The class files do not know the names of arguments. */
    private static List<String> argumentNames(Executable method) {
        String name = method instanceof Constructor ? method.getDeclaringClass().getSimpleName() : method.getName();
        List<String> types = Stream.of(method.getParameterTypes())
                .map(type -> type.getSimpleName().replace("[]", "..."))
                .collect(Collectors.toList());
        String source = source(method.getDeclaringClass());
        Matcher heads =
                Pattern.compile("\\n    [^/*\\n]*\\b" + name + "\\s*\\(").matcher(source);
        while (heads.find()) {
            List<String> names = namesIfOf(types, parameters(source, heads.end()));
            if (names != null) {
                return names;
            }
        }
        throw new AssertionError("not found in its source: " + method);
    }

    private static List<String> parameters(String source, int start) {
        List<String> parameters = new ArrayList<>();
        int depth = 0;
        int begin = start;
        for (int i = start; ; i++) {
            char c = source.charAt(i);
            if (depth == 0 && (c == ',' || c == ')')) {
                parameters.add(source.substring(begin, i).strip());
                begin = i + 1;
                if (c == ')') {
                    return parameters;
                }
            }
            depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
        }
    }

    private static @Nullable List<String> namesIfOf(List<String> types, List<String> parameters) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parameters.size() && parameters.size() == types.size(); i++) {
            String plain = parameters.get(i).replaceAll("@\\w+ ", "").replaceAll("<.*>", "");
            String[] parts = plain.split("\\s+");
            boolean isVariable = parts[0].length() == 1 && types.get(i).equals("Object");
            if (parts.length == 2 && (isVariable || parts[0].equals(types.get(i)))) {
                names.add(parts[1]);
            }
        }
        return names.size() == types.size() && !types.isEmpty() ? names : null;
    }

    private static boolean mayBeNull(Executable method, int index) {
        return method.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class)
                || method.getParameterTypes()[index].isPrimitive();
    }

    private List<String> check(Class<?> type, @Nullable Object subject) throws Exception {
        List<String> problems = new ArrayList<>();
        List<Executable> methods = new ArrayList<>(Arrays.asList(type.getConstructors()));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !method.getName().equals("equals")
                        && !(type.isEnum() && method.getName().equals("valueOf")))
                .forEach(methods::add);
        for (Executable method : methods) {
            for (int i = 0; i < method.getParameterCount(); i++) {
                if (!mayBeNull(method, i) && !(method instanceof Constructor && type.isRecord())) {
                    check(method, i, subject, problems);
                }
            }
        }
        return problems;
    }

    private void check(Executable method, int index, @Nullable Object subject, List<String> problems) throws Exception {
        String name = argumentNames(method).get(index);
        String call = method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + "): " + name;
        if (call.equals(RETURNED)) {
            return;
        }
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            assertThat(i == index || values.containsKey(type))
                    .as("there is a value for %s", type)
                    .isTrue();
            arguments[i] = i == index ? null : values.get(type);
        }
        String said = "nothing";
        try {
            if (method instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) method).invoke(subject, arguments);
            }
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            said = cause.getClass() == NullPointerException.class
                    ? String.valueOf(cause.getMessage())
                    : cause.toString();
        }
        if (!said.equals(name)) {
            problems.add(call + " says: " + said);
        }
    }

    @Test
    void eachIsNamed() {
        AtomicReference<Object> outcome = new AtomicReference<>();
        activate("echo", ECHO);
        runtime.launch(
                        "probe",
                        Probe.with((message, context) -> {
                                    outcome.set(problems(context));
                                    return null;
                                })
                                .coroutine()
                                .reentrant(true))
                .activate();

        runtime.request("probe", new Ping(1), Pong.class, LONG);

        Eventually.holds("all are called", () -> outcome.get() != null);
        assertThat(outcome.get()).isEqualTo(List.of());
    }

    private Object problems(KernelContext context) {
        try {
            List<String> problems = new ArrayList<>();
            collectValues(context);
            for (Map.Entry<Class<?>, @Nullable Object> entry : subjects(context).entrySet()) {
                problems.addAll(check(entry.getKey(), entry.getValue()));
            }
            return problems;
        } catch (Throwable e) {
            return e;
        }
    }

    @Test
    void noTypeIsForgotten() {
        Set<String> named = new TreeSet<>(NOT_CALLED);
        activate("echo", ECHO);
        AtomicReference<Set<Class<?>>> subjects = new AtomicReference<>();
        activate("a", (message, context) -> {
            subjects.set(subjects(context).keySet());
            return null;
        });
        runtime.send("a", new Ping(1));
        Eventually.holds("it is there", () -> subjects.get() != null);
        subjects.get().forEach(type -> named.add(type.getSimpleName()));

        Set<String> all = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ringkernel")) {
            boolean isFront =
                    Set.of("io.ringkernel", "io.ringkernel.supervision").contains(type.getPackageName());
            if (isFront
                    && type.isTopLevelClass()
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.isAssignableTo(Throwable.class)
                    && !type.getSimpleName().startsWith("Terminated")) {
                all.add(type.getSimpleName());
            }
        }
        assertThat(named).containsAll(all);
    }
}
