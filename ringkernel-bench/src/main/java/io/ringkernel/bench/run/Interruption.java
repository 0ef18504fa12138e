// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What is done if the program ends before a run is over, by a signal or because of a failure. No fork outlives it. */
public final class Interruption {
    private static final int PATIENCE_SECONDS = 5;

    private final Thread hook;
    private volatile String word = "interrupted";

    /**
     * Prepares for it.
     *
     * @param session that is stopped then
     * @param last    is done after that, with a word for what happened
     */
    public Interruption(Session session, Consumer<String> last) {
        hook = new Thread(() -> {
            session.stop();
            endForks();
            last.accept(word);
            endForks(); // one that was about to start
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says that the program ends because the run failed. */
    public void failed() {
        word = "failed";
    }

    /**
     * Says that the run is over.
     *
     * @return false if it was interrupted before
     */
    public boolean cancel() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false; // the program ends already
        }
    }

    /** Waits for them, too: the time that a fork used counts as this program's own when it has ended. */
    private static void endForks() {
        List<ProcessHandle> forks = ProcessHandle.current().descendants().toList();
        forks.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(forks.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
