// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.examples.topic;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelHandle;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.RingKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel that takes its messages by itself: first who subscribes, then the events, each of which it sends on to all
 * subscribers and emits for whoever receives outside. An idle timeout is no failure; the loop ends when it has received what
 * was there before the end.
 */
public final class Topic {
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Message(id = 0x0E01)
    record Subscribe(@MaxLength(50) String kernelId) {}

    @Message(id = 0x0E02)
    record Event(@MaxLength(100) String data) {}

    @Message(id = 0x0E03)
    record Delivered(int subscribers) {}

    @RingKernel(
            id = "topic_processor",
            receives = {Subscribe.class, Event.class})
    static void run(KernelContext context) {
        List<String> subscribers = new ArrayList<>();
        while (!context.shouldTerminate()) {
            context.receive(Subscribe.class, Duration.ZERO).ifPresent(one -> subscribers.add(one.kernelId()));
            Optional<Event> event = context.receive(Event.class, PAUSE);
            if (event.isPresent()) {
                subscribers.forEach(id -> context.send(id, event.get()));
                context.emit(new Delivered(subscribers.size()));
            }
        }
    }

    @RingKernel(id = "subscriber")
    static void hear(Event event, KernelContext context) {
        System.out.println(context.kernelId() + " hears " + event.data());
    }

    private Topic() {}

    /**
     * Prints who hears what.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        try (KernelRuntime runtime = KernelRuntime.create()) {
            runtime.launch("subscriber", LaunchOptions.DEFAULT.as("anna")).activate();
            KernelHandle topic = runtime.launch("topic_processor");
            runtime.send("topic_processor", new Subscribe("anna"));
            topic.activate(); // it has a subscriber before it sees an event
            for (String data : List.of("rain", "wind", "sun")) {
                runtime.send("topic_processor", new Event(data));
            }
        }
    }
}
