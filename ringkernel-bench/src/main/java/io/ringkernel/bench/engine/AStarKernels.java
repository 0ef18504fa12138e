// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.engine;

import io.ringkernel.KernelContext;
import io.ringkernel.KernelRef;
import io.ringkernel.KernelRuntime;
import io.ringkernel.LaunchOptions;
import io.ringkernel.SendOptions;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.Priority;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.bench.shape.Done;
import io.ringkernel.bench.shape.Maze;
import io.ringkernel.bench.shape.Workload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A* of Savina as pooled kernels: the more promising a search is, the higher the priority of its message. */
public final class AStarKernels implements Workload {
    private static final SendOptions FIRST = SendOptions.priority(Priority.HIGHEST);

    private final KernelRuntime runtime = KernelRuntime.create();
    private final Done done = new Done();
    private final Maze maze = new Maze();
    private final KernelRef<Step> guide;

    /** Launches the kernels. */
    public AStarKernels() {
        for (int i = 0; i < Maze.WORKERS; i++) {
            runtime.launch(
                            "maze-worker",
                            LaunchOptions.instance(new Worker(maze)).as("worker-" + i))
                    .activate();
        }
        runtime.launch("maze-guide", LaunchOptions.instance(new Guide(maze, done)))
                .activate();
        guide = runtime.ref("maze-guide", Step.class);
    }

    @Override
    public long run() {
        done.expect(1);
        guide.send(new Step(Maze.START));
        return done.await();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Hands each room to the next worker. */
    @RingKernel(id = "maze-guide", capacity = Maze.ROOMS)
    static final class Guide {
        private final Maze maze;
        private final Done done;
        private final List<KernelRef<Search>> workers = new ArrayList<>();
        private int next;
        private int underWay;

        Guide(Maze maze, Done done) {
            this.maze = maze;
            this.done = done;
        }

        @Handles
        void start(Step room, KernelContext context) {
            if (workers.isEmpty()) {
                for (int i = 0; i < Maze.WORKERS; i++) {
                    workers.add(context.ref("worker-" + i, Search.class));
                }
            }
            maze.reset();
            underWay = 1;
            search(new Search((int) room.n()));
        }

        @Handles
        void search(Search search) {
            KernelRef<Search> worker = workers.get(next);
            next = (next + 1) % Maze.WORKERS;
            worker.send(search, SendOptions.priority(maze.priority(search.room())));
        }

        @Handles
        void searched(Reply left) {
            underWay += (int) left.n() - 1;
            if (underWay == 0) {
                done.add(maze.cost());
            }
        }
    }

    /** Searches a piece of the maze. First it says how many rooms it leaves, so that nobody thinks that all are done. */
    @RingKernel(id = "maze-worker", capacity = Maze.ROOMS)
    static final class Worker {
        private final Maze maze;
        private final List<Search> left = new ArrayList<>();
        private @Nullable KernelRef<Search> searches;
        private @Nullable KernelRef<Reply> replies;

        Worker(Maze maze) {
            this.maze = maze;
        }

        @Handles
        void search(Search search, KernelContext context) {
            KernelRef<Search> others = searches;
            KernelRef<Reply> guide = replies;
            if (others == null || guide == null) {
                others = context.ref("maze-guide", Search.class);
                guide = context.ref("maze-guide", Reply.class);
                searches = others;
                replies = guide;
            }
            maze.search(search.room(), room -> left.add(new Search(room)));
            guide.send(new Reply(left.size()), FIRST);
            for (Search other : left) {
                others.send(other, SendOptions.priority(maze.priority(other.room())));
            }
            left.clear();
        }
    }
}
