// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringkernel.Definitions.Tally;
import io.ringkernel.Messages.Ping;
import io.ringkernel.Messages.Pong;
import java.util.ArrayList;
import java.util.List;
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
                .hasMessage("runtime is closed");
    }
}
