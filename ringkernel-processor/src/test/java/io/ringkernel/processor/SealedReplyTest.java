// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.KernelRuntime;
import io.ringkernel.RequestFailedException;
import io.ringkernel.processor.Compilation.Source;
import java.lang.reflect.Constructor;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a kernel whose handlers return sealed interfaces, through a runtime. */
class SealedReplyTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Source SOURCE = new Source("Market.java", """
            package app;

            import io.ringkernel.annotation.*;

            sealed interface Answer {
                @Message(id = 1) record Yes(long id) implements Answer {}
                @Message(id = 2) record No(String reason) implements Answer {}
                @Message(id = 3) record Later(int place) implements Answer {}
            }

            @Message(id = 4) record Ask(int number) {}

            @RingKernel(id = "market")
            class Market {
                @Handles Answer on(Ask ask) {
                    return switch (ask.number()) {
                        case 0 -> new Answer.Yes(7);
                        case 1 -> new Answer.No("because");
                        case 2 -> new Answer.Later(3);
                        default -> null;
                    };
                }
            }
            """);

    @TempDir
    Path folder;

    private final ClassLoader loaderBefore = Thread.currentThread().getContextClassLoader();
    private URLClassLoader loader;
    private KernelRuntime runtime;
    private Class<?> answer;

    @BeforeEach
    void launch() throws ReflectiveOperationException {
        Compilation compilation = Compilation.lenient(folder, List.of(SOURCE));
        assertThat(compilation.messages()).isEmpty();
        loader = compilation.loader();
        answer = loader.loadClass("app.Answer");
        Thread.currentThread().setContextClassLoader(loader);
        runtime = KernelRuntime.create();
        runtime.launch("market").activate();
    }

    @AfterEach
    void close() throws Exception {
        Thread.currentThread().setContextClassLoader(loaderBefore);
        runtime.close();
        loader.close();
    }

    private Object ask(int number) throws ReflectiveOperationException {
        Constructor<?> constructor = loader.loadClass("app.Ask").getDeclaredConstructor(int.class);
        constructor.setAccessible(true);
        return constructor.newInstance(number);
    }

    @Test
    void answersWithEachOfTheMessages() throws Exception {
        assertThat(runtime.call("market", ask(0), answer, TIMEOUT)).hasToString("Yes[id=7]");
        assertThat(runtime.call("market", ask(1), answer, TIMEOUT)).hasToString("No[reason=because]");
        assertThat(runtime.call("market", ask(2), answer, TIMEOUT)).hasToString("Later[place=3]");
        assertThat(runtime.request("market", ask(0), answer, TIMEOUT).get()).hasToString("Yes[id=7]");
    }

    @Test
    void isReceivedAsOneOfTheMessages() throws Exception {
        runtime.send("market", ask(1));

        assertThat(runtime.receive("market", answer, TIMEOUT).message()).hasToString("No[reason=because]");
    }

    @Test
    void failsARequestForAnotherOfTheMessages() throws Exception {
        Object ask = ask(1);
        Class<?> yes = loader.loadClass("app.Answer$Yes");

        assertThatThrownBy(() -> runtime.call("market", ask, yes, TIMEOUT))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasMessage("reply has another type: expected=app.Answer$Yes, actual=app.Answer$No: kernel=market,"
                        + " message=app.Ask");
    }

    @Test
    void failsTheRequestWhenTheHandlerReturnsNull() throws Exception {
        Object ask = ask(3);

        assertThatThrownBy(() -> runtime.call("market", ask, answer, TIMEOUT))
                .isExactlyInstanceOf(RequestFailedException.class)
                .hasRootCauseMessage(
                        "handler returned null: kernel=market, message=app.Ask; return a message, or declare"
                                + " it void");
    }
}
