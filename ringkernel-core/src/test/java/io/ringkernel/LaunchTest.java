// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Definitions.Tally;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import io.ringkernel.supervision.FailurePolicy;
import io.ringkernel.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The ways to say which kernel is to be launched. */
class LaunchTest extends RuntimeTest {
    private long ask(KernelHandle handle, long number) {
        return runtime.call(handle.id(), new Ping(number), Pong.class, LONG).number();
    }

    @Test
    void launchesById() {
        assertThat(ask(runtime.launch("tally").activate(), 3)).isEqualTo(3);
    }

    @Test
    void launchesByClass() {
        KernelHandle handle = runtime.launch(Tally.class).activate();

        assertThat(handle.id()).isEqualTo("tally");
        assertThat(ask(handle, 3)).isEqualTo(3);
    }

    @Test
    void launchesAnInstance() {
        KernelHandle handle = runtime.launch(new Tally(100)).activate();

        assertThat(handle.id()).isEqualTo("tally");
        assertThat(ask(handle, 3)).isEqualTo(103);
    }

    @Test
    void launchesWhatASupplierGives() {
        Supplier<Tally> supplier = () -> new Tally(1000);

        assertThat(ask(runtime.launch("tally", LaunchOptions.instance(supplier)).activate(), 3))
                .isEqualTo(1003);
    }

    @Test
    void launchesSeveralKernelsOfOneClass() {
        List<KernelHandle> handles = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            handles.add(runtime.launch(new Tally(i * 100), LaunchOptions.DEFAULT.as("tally" + i))
                    .activate());
            handles.add(runtime.launch(Tally.class, LaunchOptions.DEFAULT.as("zero" + i))
                    .activate());
        }

        for (int i = 0; i < 10; i++) {
            assertThat(ask(handles.get(2 * i), 5)).isEqualTo(i * 100 + 5);
            assertThat(ask(handles.get(2 * i + 1), 5)).isEqualTo(5);
        }
        assertThat(runtime.kernelIds()).hasSize(20).contains("tally7", "zero9");
    }

    @Test
    void launchesAFreshInstanceEachTime() {
        KernelHandle first = runtime.launch(Tally.class).activate();
        assertThat(ask(first, 3)).isEqualTo(3);
        KernelRef<Ping> stale = first.ref(Ping.class);
        first.terminate();

        KernelHandle second = runtime.launch(Tally.class).activate();

        assertThat(ask(second, 4)).isEqualTo(4);
        assertThat(stale.offer(new Ping(1))).isEqualTo(Delivery.CLOSED);
        assertThat(second.counters().accepted()).isEqualTo(1);
    }

    @Test
    void refusesAClassThatIsNoKernel() {
        String known = runtime.launch("tally").id() + ", "; // one of those in the text

        assertThatThrownBy(() -> runtime.launch(String.class))
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessageStartingWith("no kernel of this class was compiled: class=java.lang.String, known=[")
                .hasMessageContaining(known)
                .hasMessageEndingWith(
                        "]; is it marked @RingKernel, and is ringkernel-processor on the processor path?");
        assertThatThrownBy(() -> runtime.launch((Object) "tally"))
                .isExactlyInstanceOf(UnknownKernelException.class)
                .hasMessageStartingWith("no kernel of this class was compiled: class=java.lang.String, known=[");
    }

    @Test
    void refusesAClassWithSeveralKernels() {
        assertThatThrownBy(() -> runtime.launch(Definitions.Sum.class))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("class has several kernels: class=io.ringkernel.Definitions$Sum,"
                        + " kernels=[adder, adder1]; launch them by their ids");
    }

    @Test
    void refusesTwoInstances() {
        assertThatThrownBy(() -> runtime.launch(new Tally(1), LaunchOptions.instance(new Tally(2))))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance is given twice, to the launch and in its options:"
                        + " class=io.ringkernel.Definitions$Tally");
    }

    private void refusesAsAnother(Object instance, KernelState state) {
        assertThatThrownBy(() -> runtime.launch(instance, LaunchOptions.DEFAULT.as("second")))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessage("instance is that of another kernel already: kernel=second, other=tally, state=" + state
                        + ", class=" + instance.getClass().getName()
                        + "; create one for each launch, or terminate the other kernel first");
        assertThat(runtime.handle("second")).isEmpty();
    }

    @Test
    void refusesAnInstanceThatAnotherKernelHas() {
        Tally tally = new Tally(100);
        KernelHandle handle = runtime.launch(tally);

        refusesAsAnother(tally, KernelState.LAUNCHED);
        handle.activate();
        refusesAsAnother(tally, KernelState.ACTIVE);
        handle.terminate();

        KernelHandle second =
                runtime.launch(tally, LaunchOptions.DEFAULT.as("second")).activate();
        assertThat(ask(second, 3)).isEqualTo(103);
        second.terminate();
        assertThat(runtime.instances.count()).isZero();
    }

    @Test
    void aLaunchThatIsRefusedTakesNoInstance() {
        Tally tally = new Tally(100);
        KernelHandle parent = runtime.launch("probe", Probe.with((message, context) -> {
            context.launch(tally, LaunchOptions.DEFAULT);
            return null;
        }));
        runtime.send("probe", new Ping(1));
        parent.activate();
        Eventually.holds("it is launched", () -> runtime.handle("tally").isPresent());
        assertThatThrownBy(() -> runtime.launch(new Tally(1))).isExactlyInstanceOf(KernelStateException.class);
        assertThat(runtime.instances.count()).isEqualTo(2);

        parent.terminate();

        assertThat(runtime.instances.count()).isZero();
        assertThat(ask(runtime.launch(tally).activate(), 3)).isEqualTo(103);
    }

    @Test
    void aRestartTakesAFreshInstanceAndLeavesTheOldOne() {
        Tally first = new Tally(100);
        Tally second = new Tally(200);
        Queue<Tally> tallies = new ConcurrentLinkedQueue<>(List.of(first, second, second));
        KernelHandle handle = runtime.launch(
                        "tally",
                        LaunchOptions.instance((Supplier<Object>) tallies::remove)
                                .onFailure(FailurePolicy.restart(2, LONG, Duration.ZERO, Duration.ZERO)))
                .activate();
        refusesAsAnother(first, KernelState.ACTIVE);

        assertThatThrownBy(() -> ask(handle, -1)).isExactlyInstanceOf(RequestFailedException.class);
        assertThat(ask(handle, 3)).isEqualTo(203);

        refusesAsAnother(second, KernelState.ACTIVE);
        assertThat(ask(runtime.launch(first, LaunchOptions.DEFAULT.as("third")).activate(), 3))
                .isEqualTo(103);
        assertThatThrownBy(() -> ask(handle, -1)).isExactlyInstanceOf(RequestFailedException.class);
        assertThat(ask(handle, 3)).isEqualTo(206); // the supplier gave the same once more
    }

    @Test
    void aRestartDoesNotTakeTheInstanceOfAnotherKernel() {
        Tally taken = new Tally(100);
        runtime.launch(taken, LaunchOptions.DEFAULT.as("other"));
        Queue<Tally> tallies = new ConcurrentLinkedQueue<>(List.of(new Tally(1), taken, taken, new Tally(2)));
        KernelHandle handle = runtime.launch(
                        "tally",
                        LaunchOptions.instance((Supplier<Object>) tallies::remove)
                                .onFailure(FailurePolicy.restart(3, LONG, Duration.ZERO, Duration.ZERO)))
                .activate();

        assertThatThrownBy(() -> ask(handle, -1)).isExactlyInstanceOf(RequestFailedException.class);

        assertThat(ask(handle, 3)).isEqualTo(5);
        assertThat(handle.failures()).isEqualTo(3);
    }

    @Test
    void anInstanceWhoseHandlerDoesNotReturnIsNotFree() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Probe probe = Probe.of(
                (message, context) -> {
                    entered.countDown();
                    await(released);
                    return null;
                },
                null,
                null);
        KernelHandle handle =
                runtime.launch("probe", LaunchOptions.instance(probe)).activate();
        runtime.send("probe", new Ping(1));
        await(entered);
        handle.terminate(Duration.ZERO);
        assertThat(handle.state()).isEqualTo(KernelState.FAILED);

        assertThatThrownBy(() ->
                        runtime.launch("probe", LaunchOptions.instance(probe).as("second")))
                .isExactlyInstanceOf(KernelStateException.class)
                .hasMessageStartingWith(
                        "instance is that of another kernel already: kernel=second, other=probe, state=FAILED");
        released.countDown();

        Eventually.holds("it is free", () -> runtime.instances.count() == 0);
        runtime.launch("probe", LaunchOptions.instance(probe).as("second"));
    }

    @Test
    void refusesASupplierOfSomethingElse() {
        Supplier<Object> nothing = () -> null;

        assertThatThrownBy(() -> runtime.launch("tally", LaunchOptions.instance(nothing)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance is of another class than the kernel: kernel=tally,"
                        + " expected=io.ringkernel.Definitions$Tally, actual=null");
        assertThatThrownBy(() -> runtime.launch("tally", LaunchOptions.instance("tally")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance is of another class than the kernel: kernel=tally,"
                        + " expected=io.ringkernel.Definitions$Tally, actual=java.lang.String");
        assertThat(runtime.kernelIds()).isEmpty();
    }

    @Test
    void refusesLaunchesOfAClosedRuntime() {
        runtime.close();

        assertThatThrownBy(() -> runtime.launch(Tally.class)).isExactlyInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> runtime.launch(new Tally(1)))
                .isExactlyInstanceOf(RuntimeClosedException.class)
                .hasMessage("runtime is closed; stop those who use it first, or create another with"
                        + " KernelRuntime.create");
    }
}
