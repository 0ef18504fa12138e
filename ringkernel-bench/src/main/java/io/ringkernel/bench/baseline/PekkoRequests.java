// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.Requests;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko's typed ask from a thread outside. */
public final class PekkoRequests extends Requests<PekkoRequests.Answer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(TIMEOUT_S);

    private final ActorSystem<Question> actor = PekkoSystem.start(
            Behaviors.receiveMessage(question -> {
                question.replyTo.tell(new Answer(Item.of(Fields.numberOf(question.item.sum()))));
                return Behaviors.same();
            }),
            1);

    /** What the actor takes. */
    private record Question(Item item, ActorRef<Answer> replyTo) {}

    /** What it answers. */
    static final class Answer {
        private final Item item;

        private Answer(Item item) {
            this.item = item;
        }
    }

    /** Starts the system. */
    public PekkoRequests() {}

    @Override
    protected CompletableFuture<Answer> request(long n) {
        return AskPattern.<Question, Answer>ask(
                        actor, replyTo -> new Question(Item.of(n), replyTo), TIMEOUT, actor.scheduler())
                .toCompletableFuture();
    }

    @Override
    protected long sum(Answer answer) {
        return answer.item.sum();
    }

    @Override
    public void close() {
        PekkoSystem.stop(actor);
    }
}
