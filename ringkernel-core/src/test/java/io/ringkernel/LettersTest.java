// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringkernel.DeadLetter.Reason;
import io.ringkernel.Messages.Ping;
import io.ringkernel.annotation.Backpressure;
import io.ringkernel.testkit.Eventually;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A runtime with room for few dead letters. */
abstract class LettersTest extends RuntimeTest {
    static final int LIMIT = 8;
    static final int LIMIT_BYTES = 16_384;

    final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    final Probe.Handler keep = (message, context) -> {
        seen.add(message);
        return null;
    };

    @Override
    RuntimeOptions options() {
        return super.options().withDeadLetterLimit(LIMIT).withDeadLetterLimitBytes(LIMIT_BYTES);
    }

    DeadLetters letters() {
        return runtime.deadLetters();
    }

    DeadLetter onlyLetter() {
        Eventually.holds("there is a dead letter", () -> letters().total() == 1);
        List<DeadLetter> letters = letters().list();
        assertThat(letters).hasSize(1);
        assertThat(letters().counts())
                .isEqualTo(
                        Map.of(letters.get(0).kernelId(), Map.of(letters.get(0).reason(), 1L)));
        assertThat(letters().count(letters.get(0).reason())).isEqualTo(1);
        return letters.get(0);
    }

    DeadLetter onlyLetter(Reason reason, String kernelId, Object message) {
        DeadLetter letter = onlyLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.kernelId()).isEqualTo(kernelId);
        assertThat(letter.message()).isEqualTo(message);
        return letter;
    }

    KernelHandle full(Backpressure policy) {
        KernelHandle handle =
                runtime.launch("probe", Probe.with(keep).capacity(1).backpressure(policy));
        runtime.send("probe", new Ping(0));
        return handle;
    }

    MessageId launchAndLeave(String id, Object message) {
        KernelHandle handle = launch(id, keep);
        MessageId sent = runtime.send(id, message);
        handle.terminate();
        return sent;
    }
}
