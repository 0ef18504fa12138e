// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.HookedDispatcher;
import io.ringkernel.KernelContext;
import io.ringkernel.KernelDefinition;
import io.ringkernel.KernelDispatcher;
import io.ringkernel.KernelSettings;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.annotation.Execution;
import io.ringkernel.annotation.Idle;
import io.ringkernel.annotation.OnFailure;
import io.ringkernel.annotation.Producers;
import io.ringkernel.buffer.MessageBuffer;
import io.ringkernel.codec.MessageCodec;
import io.ringkernel.processor.Compilation.Source;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs generated dispatchers, found as the runtime finds them. */
class DispatcherTest {
    private static final Source SOURCE = new Source("Kernels.java", """
            package app;

            import io.ringkernel.KernelContext;
            import io.ringkernel.ReplyTo;
            import io.ringkernel.annotation.*;
            import java.io.IOException;

            @Message(id = 1) record Add(int amount) {}
            @Message(id = 2) record Ask(String name) {}
            @Message(id = 3) record Sum(int value, String name) {}

            @RingKernel(
                    id = "sum",
                    capacity = 16,
                    slotLength = 128,
                    backpressure = Backpressure.REJECT,
                    execution = Execution.DEDICATED,
                    idle = Idle.BACKOFF,
                    producers = Producers.SINGLE,
                    onFailure = OnFailure.ESCALATE)
            class Summing {
                private int sum;

                @Handles void handle(AddCodec.Reader add) { sum += add.amount(); }

                @Handles Sum handle(Ask ask, KernelContext context) throws IOException {
                    if (ask.name().isEmpty()) {
                        throw new IOException("no name");
                    }
                    return new Sum(sum, ask.name());
                }
            }

            @RingKernel(id = "given")
            class Given {
                private final int start;

                Given(int start) { this.start = start; }

                @Handles Sum handle(Add add) { return new Sum(start + add.amount(), ""); }
            }

            @RingKernel(id = "hooked")
            class Hooked {
                private int sum;

                @OnStart void open() { sum = 100; }

                @Handles Sum handle(Add add) { return new Sum(sum += add.amount(), ""); }

                @OnStop void close(KernelContext context) throws IOException {
                    throw new IOException("closed at " + sum + " by " + context.kernelId());
                }
            }

            sealed interface Change {
                @Message(id = 4) record Rise(int by) implements Change {}
                @Message(id = 5) record Fall(int by) implements Change {}
            }

            @RingKernel(id = "level")
            class Level {
                private int level;

                @Handles Sum change(Change change) {
                    level += change instanceof Change.Rise rise ? rise.by() : -((Change.Fall) change).by();
                    return new Sum(level, "");
                }
            }

            @RingKernel(id = "later")
            class Later {
                @Handles void handle(AddCodec.Reader add, ReplyTo<Sum> replyTo, KernelContext context) throws IOException {
                    context.reply(new Sum(add.amount(), String.valueOf(replyTo)));
                }

                @Handles void change(Change change, ReplyTo<Change> replyTo) {}
            }

            final class Stages {
                @RingKernel(id = "twice") static Sum twice(Add add) { return new Sum(2 * add.amount(), ""); }
            }
            """);

    @TempDir
    Path folder;

    private final List<Object> replies = new ArrayList<>();
    private final KernelContext context =
            context((proxy, method, arguments) -> arguments == null ? null : replies.add(arguments[1]));
    private final MessageBuffer buffer = MessageBuffer.allocate(256);
    private URLClassLoader loader;
    private Map<String, KernelDefinition> definitions;

    @BeforeEach
    void compile() {
        Compilation compilation = Compilation.lenient(folder, List.of(SOURCE));
        assertThat(compilation.messages()).isEmpty();
        loader = compilation.loader();
        definitions = ServiceLoader.load(KernelDefinition.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(KernelDefinition::id, Function.identity()));
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @Test
    void callsTheHandlerOfAMessage() throws Exception {
        KernelDispatcher dispatcher = definitions.get("sum").newDispatcher();

        send(dispatcher, "Add", 3);
        send(dispatcher, "Add", 4);
        send(dispatcher, "Ask", "total");

        assertThat(replies).hasToString("[Sum[value=7, name=total]]");
    }

    @Test
    void callsTheHandlerOfASealedInterfaceWithEachOfItsMessages() throws Exception {
        KernelDispatcher dispatcher = definitions.get("level").newDispatcher();

        send(dispatcher, "Change_Rise", 5);
        send(dispatcher, "Change_Fall", 2);

        assertThat(replies).hasToString("[Sum[value=5, name=], Sum[value=3, name=]]");
    }

    @Test
    void callsHooks() throws Exception {
        HookedDispatcher dispatcher =
                (HookedDispatcher) definitions.get("hooked").newDispatcher();

        dispatcher.start(context);
        send(dispatcher, "Add", 5);

        assertThat(replies).hasToString("[Sum[value=105, name=]]");
        assertThatThrownBy(() -> dispatcher.stop(context))
                .isInstanceOf(IOException.class)
                .hasMessage("closed at 105 by null");
        assertThat(definitions.get("sum").newDispatcher()).isNotInstanceOf(HookedDispatcher.class);
    }

    @Test
    void takesTheAnswerOutForAHandlerThatTakesItsReplyTo() throws Exception {
        List<String> taken = new ArrayList<>();
        KernelContext recording =
                context((proxy, method, arguments) -> taken.add(method.getName() + " " + List.of(arguments)));

        send(definitions.get("later").newDispatcher(), recording, "Add", 5);
        send(definitions.get("later").newDispatcher(), recording, "Change_Fall", 2);

        assertThat(taken)
                .containsExactly(
                        "replyTo [class app.Sum]", "reply [Sum[value=5, name=null]]", "replyTo [interface app.Change]");
        assertThat(definitions.get("later").replies())
                .extracting(MessageCodec::typeId)
                .containsExactly(3, 4, 5);
    }

    @Test
    void callsAMethodThatIsAKernel() throws Exception {
        send(definitions.get("twice").newDispatcher(), "Add", 21);

        assertThat(replies).hasToString("[Sum[value=42, name=]]");
    }

    @Test
    void callsAnInstanceThatIsGiven() throws Exception {
        KernelDefinition given = definitions.get("given");
        var constructor = given.kernelType().getDeclaredConstructor(int.class);
        constructor.setAccessible(true);

        send(given.newDispatcher(constructor.newInstance(100)), "Add", 1);

        assertThat(replies).hasToString("[Sum[value=101, name=]]");
    }

    @Test
    void passesOnWhatTheHandlerThrows() {
        KernelDispatcher dispatcher = definitions.get("sum").newDispatcher();

        assertThatThrownBy(() -> send(dispatcher, "Ask", ""))
                .isInstanceOf(IOException.class)
                .hasMessage("no name");
    }

    @Test
    void refusesAMessageWithoutHandler() {
        KernelDispatcher dispatcher = definitions.get("given").newDispatcher(null);

        assertThatThrownBy(() -> dispatcher.dispatch(0x0102, 1, buffer, 0, 8, context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("kernel has no handler for message: kernel=given, typeId=0x00000102");
    }

    @Test
    void saysHowToLaunchAKernelThatNeedsAnInstance() {
        assertThatThrownBy(() -> definitions.get("given").newDispatcher())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("kernel has no constructor without arguments: kernel=given, class=app.Given;"
                        + " launch it with LaunchOptions.instance");
        assertThatThrownBy(() -> definitions.get("given").newDispatcher("wrong"))
                .isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> definitions.get("twice").newDispatcher("any"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("kernel is a static method and has no instance: kernel=twice, method=app.Stages.twice;"
                        + " launch it by its id alone");
    }

    @Test
    void knowsWhatTheAnnotationSays() {
        KernelDefinition sum = definitions.get("sum");

        assertThat(sum.settings())
                .isEqualTo(new KernelSettings(
                        16,
                        128,
                        Backpressure.REJECT,
                        Execution.DEDICATED,
                        Idle.BACKOFF,
                        Producers.SINGLE,
                        OnFailure.ESCALATE));
        assertThat(sum.kernelType()).hasToString("class app.Summing");
        assertThat(sum.accepts()).extracting(MessageCodec::typeId).containsExactly(1, 2);
        assertThat(sum.replies()).extracting(MessageCodec::typeId).containsExactly(3);
    }

    private void send(KernelDispatcher dispatcher, String message, Object... values) throws Exception {
        send(dispatcher, context, message, values);
    }

    private void send(KernelDispatcher dispatcher, KernelContext to, String message, Object... values)
            throws Exception {
        MessageCodec<Record> codec = RandomRecords.codec(loader.loadClass("app." + message + "Codec"));
        int length = codec.encode(RandomRecords.of(codec.messageType(), values), buffer, 0);
        dispatcher.dispatch(codec.typeId(), codec.version(), buffer, 0, length, to);
    }

    /* A proxy, because the interface will grow. */
    private static KernelContext context(InvocationHandler handler) {
        return (KernelContext) Proxy.newProxyInstance(
                DispatcherTest.class.getClassLoader(),
                new Class<?>[] {KernelContext.class},
                (proxy, method, arguments) -> {
                    handler.invoke(proxy, method, arguments);
                    return null;
                });
    }
}
