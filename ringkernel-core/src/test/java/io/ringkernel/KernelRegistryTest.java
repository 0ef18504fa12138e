// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelRegistryTest extends RuntimeTest {
    private final KernelRegistry registry = new KernelRegistry();

    private Launch enter(KernelRegistry into, String id) {
        KernelDefinition definition = new Definitions.Small();
        LaunchOptions options = Probe.with(ECHO);
        return into.enter(id, number -> new Launch(runtime, id, number, definition, options, options.make(definition)));
    }

    @Test
    void needsPlacesForTheKernelsThatThereAreAndNotForAllThatWere() {
        Launch stays = enter(registry, "stays");
        Deque<Launch> few = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            few.add(enter(registry, "k" + i));
            if (few.size() > 10) {
                registry.remove(few.remove());
            }
        }

        assertThat(registry.places()).isEqualTo(32);
        assertThat(registry.find(stays.number)).isSameAs(stays);
        assertThat(few)
                .allSatisfy(launch -> assertThat(registry.find(launch.number)).isSameAs(launch));
    }

    @Test
    void findsAllByTheirNumbersHoweverManyThereAre() {
        List<Launch> launches = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            launches.add(enter(registry, "k" + i));
        }

        assertThat(launches)
                .allSatisfy(launch -> assertThat(registry.find(launch.number)).isSameAs(launch));
        assertThat(launches)
                .extracting(launch -> launch.number)
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(registry.places()).isEqualTo(2_048);
    }

    @Test
    void findsNobodyByTheNumberOfOneThatHasEnded() {
        Launch ended = enter(registry, "ended");
        registry.remove(ended);
        for (int i = 1; i < registry.places(); i++) {
            registry.remove(enter(registry, "another"));
        }
        Launch other = enter(registry, "other"); // where the first one was
        assertThat(registry.find(ended.number)).isNull();

        registry.remove(ended);

        assertThat(registry.find(other.number)).isSameAs(other);
        assertThat(registry.find("other")).isSameAs(other);
        assertThat(registry.find(0)).isNull();
        assertThat(registry.find(-1)).isNull();
    }

    @Test
    void beginsAnewBehindTheHighestNumber() {
        KernelRegistry old = new KernelRegistry(Integer.MAX_VALUE - 2);
        List<Launch> launches = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            launches.add(enter(old, id));
        }

        assertThat(launches)
                .extracting(launch -> launch.number)
                .containsExactly(Integer.MAX_VALUE - 1, Integer.MAX_VALUE, 1, 2);
        assertThat(old.newestFirst()).extracting(launch -> launch.id).containsExactly("d", "c", "b", "a");
        old.remove(launches.get(1));
        assertThat(old.find(Integer.MAX_VALUE)).isNull();
        assertThat(old.find(1)).isSameAs(launches.get(2));
    }
}
