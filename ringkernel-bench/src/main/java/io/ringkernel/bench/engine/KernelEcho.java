// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.Call;
import io.ringkernel.Claim;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.Idle;
import io.ringkernel.bench.shape.PingPong;
import io.ringkernel.bench.shape.Requests;
import io.ringkernel.bench.shape.Waiting;
import java.time.Duration;

/** A kernel that spins and answers requests of the caller, all of which lie where they travel. */
public final class KernelEcho extends PingPong.Polled {
    private static final Duration TIMEOUT = Duration.ofSeconds(Requests.TIMEOUT_S);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final KernelRef<FullOrder> clerk;
    private final Claim claim = new Claim();
    private final FullOrderCodec.Writer question = new FullOrderCodec.Writer();
    private final FullOrderCodec.Reader answer = new FullOrderCodec.Reader();
    private final Call<?>[] calls = new Call<?>[LONGEST_BURST];
    private int asked;
    private int answered;

    /** Starts the kernel. */
    public KernelEcho() {
        runtime.launch("scribe", LaunchOptions.DEFAULT.dedicated(Idle.BUSY_SPIN))
                .activate();
        clerk = runtime.ref("scribe", FullOrder.class);
        for (int i = 0; i < calls.length; i++) {
            calls[i] = new Call<>(FullOrder.class);
        }
    }

    @Override
    protected void ping(long n) {
        while (!clerk.claimRequest(claim, calls[asked]).isAccepted()) {
            Waiting.forRoom();
        }
        asked = (asked + 1) % LONGEST_BURST;
        claim.publish(FullOrder.write(question.wrap(claim.buffer(), claim.offset()), n));
    }

    @Override
    protected long awaitPong() {
        Call<?> call = calls[answered];
        answered = (answered + 1) % LONGEST_BURST;
        call.await(TIMEOUT);
        return FullOrder.sum(answer.wrap(call.buffer(), call.offset(), call.length(), call.version()));
    }

    @Override
    public void close() {
        runtime.close();
    }
}
