// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.baseline;

import io.ringkernel.bench.shape.Fields;
import io.ringkernel.bench.shape.PingPong;
import io.ringkernel.bench.shape.Waiting;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jctools.queues.SpscArrayQueue;

/** Two queues of fresh messages; both sides spin. */
public final class QueuePingPong extends PingPong.Polled {
    private static final int CAPACITY = 1024;

    private final Queue<Item> pings;
    private final Queue<Item> pongs;
    private final Consumer consumer;

    private QueuePingPong(Queue<Item> pings, Queue<Item> pongs) {
        this.pings = pings;
        this.pongs = pongs;
        this.consumer = new Consumer(() -> {
            Item item = pings.poll();
            if (item == null) {
                return false;
            }
            offer(pongs, Fields.numberOf(item.sum()));
            return true;
        });
    }

    /** {@return the plain JDK} */
    public static PingPong arrayBlockingQueue() {
        return new QueuePingPong(new ArrayBlockingQueue<>(CAPACITY), new ArrayBlockingQueue<>(CAPACITY));
    }

    /** {@return JCTools, one producer each} */
    public static PingPong jctoolsSpsc() {
        return new QueuePingPong(new SpscArrayQueue<>(CAPACITY), new SpscArrayQueue<>(CAPACITY));
    }

    private static void offer(Queue<Item> queue, long n) {
        Item item = Item.of(n);
        while (!queue.offer(item)) {
            Waiting.forRoom();
        }
    }

    @Override
    protected void ping(long n) {
        offer(pings, n);
    }

    @Override
    protected long awaitPong() {
        Item item = pongs.poll();
        while (item == null) {
            Waiting.forMessage();
            item = pongs.poll();
        }
        return item.sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
