// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.testkit.Eventually;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** How much heap a kernel takes: what a runtime with a hundred thousand of them depends on. Counted with compressed pointers. */
class FootprintTest extends RuntimeTest {
    private static final int KERNELS = 4_000;
    private static final int UNUSED = 1 << 15; // when the tables that double have just done so
    private static final int MOST_UNUSED_BYTES = 225;
    private static final int MOST_IDLE_BYTES = 1_800;
    private static final int MOST_USED_BYTES = 2_700;

    private static final Probe.Handler SILENT = (message, context) -> null;

    @Override
    RuntimeOptions options() {
        return super.options().withLatencySampling(64);
    }

    /** Launched as one of many: with an instance and an id of its own. */
    private void launch(int from, int to) {
        for (int i = from; i < to; i++) {
            runtime.launch("probe", Probe.with(SILENT).as("kernel-" + i)).activate();
        }
    }

    @Test
    void isSmallUntilAKernelIsUsed() throws JMException {
        launch(0, UNUSED);
        liveBytes(); // which leaves something behind when it is asked first
        long before = liveBytes();

        launch(UNUSED, 2 * UNUSED);

        long unused = (liveBytes() - before) / UNUSED;
        assertThat(unused).as("bytes of a kernel that nobody has needed").isBetween(100L, (long) MOST_UNUSED_BYTES);
    }

    @Test
    void isNotMuchMoreAfterItsFirstMessage() throws JMException {
        List<KernelRef<Ping>> refs = new ArrayList<>(KERNELS);
        List<KernelHandle> handles = new ArrayList<>(KERNELS);
        launch("warm", SILENT).activate();
        runtime.send("warm", new Ping(0));
        Eventually.holds(
                "all is loaded",
                () -> runtime.handle("warm").orElseThrow().counters().handled() == 1);
        long before = liveBytes();

        for (int i = 0; i < KERNELS; i++) {
            handles.add(runtime.launch("probe", Probe.with(SILENT).as("k" + i).capacity(16))
                    .activate());
            refs.add(handles.get(i).ref(Ping.class));
        }
        long idle = (liveBytes() - before) / KERNELS;
        refs.forEach(ref -> ref.send(new Ping(1)));
        Eventually.holds(
                "all are used",
                () -> handles.stream().allMatch(handle -> handle.counters().handled() == 1));
        long used = (liveBytes() - before) / KERNELS;

        assertThat(idle).as("bytes of an idle kernel").isBetween(256L, (long) MOST_IDLE_BYTES);
        assertThat(used).as("bytes of a kernel that had a message").isBetween(idle, (long) MOST_USED_BYTES);
    }

    /** {@return the bytes of all objects that are alive, after a collection; without what the collector fills gaps with} */
    private static long liveBytes() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {null},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .filter(line -> line.contains(":") && !line.contains("jdk.internal.vm.Filler"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                .sum();
    }
}
