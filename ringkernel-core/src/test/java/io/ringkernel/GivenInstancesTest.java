// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which kernel has which instance. */
class GivenInstancesTest extends RuntimeTest {
    private static final long SEED = 17;
    private static final int OBJECTS = 1_000;
    private static final int STEPS = 200_000;

    private final GivenInstances instances = new GivenInstances();
    private final Random random = new Random(SEED);

    private Launch newLaunch(String id) {
        KernelDefinition definition = new Definitions.Blocking();
        return new Launch(
                runtime,
                id,
                1,
                definition,
                LaunchOptions.DEFAULT,
                new LaunchOptions.Made((typeId, version, buffer, offset, length, context) -> {}, null));
    }

    /* Equal, but not the same: what counts is which object it is. */
    private record Value(int number) {}

    @Test
    void knowsTheOwnersOfManyThatComeAndGo() {
        List<Launch> launches = List.of(newLaunch("a"), newLaunch("b"), newLaunch("c"));
        List<Value> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(new Value(i % 7));
        }
        Map<Object, Launch> expected = new IdentityHashMap<>();

        for (int i = 0; i < STEPS; i++) {
            int most = i % 50_000 < 30_000 ? OBJECTS : 50; // fills the table, and empties most of it
            Value instance = objects.get(random.nextInt(most));
            Launch launch = launches.get(random.nextInt(launches.size()));
            if (random.nextInt(5) < (most == OBJECTS ? 3 : 2)) {
                take(instance, launch, expected);
            } else {
                instances.giveBack(instance, launch);
                expected.remove(instance, launch);
            }
            assertThat(instances.count()).isEqualTo(expected.size());
        }

        expected.forEach((instance, launch) -> instances.giveBack(instance, launch));
        assertThat(instances.count()).isZero();
    }

    private void take(Value instance, Launch launch, Map<Object, Launch> expected) {
        Launch owner = expected.putIfAbsent(instance, launch);
        if (owner == null || owner == launch) {
            instances.take(instance, launch);
        } else {
            assertThatThrownBy(() -> instances.take(instance, launch))
                    .isExactlyInstanceOf(KernelStateException.class)
                    .hasMessage("instance is that of another kernel already: kernel=" + launch.id + ", other="
                            + owner.id + ", state=LAUNCHED, class=" + Value.class.getName()
                            + "; create one for each launch, or terminate the other kernel first");
        }
    }
}
