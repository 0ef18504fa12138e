// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.Messages.Ping;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A test that notes what its handlers do, in order. */
abstract class NotedTest extends RuntimeTest {
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    void sendAll(long from, long to) {
        for (long i = from; i < to; i++) {
            runtime.send("a", new Ping(i));
        }
    }

    void awaitSeen(String... expected) {
        Eventually.holds("all is seen", () -> seen.size() >= expected.length);
        assertThat(seen).containsExactly(expected);
    }

    static long number(Object message) {
        return ((Ping) message).number();
    }
}
