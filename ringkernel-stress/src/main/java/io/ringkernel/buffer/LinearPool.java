// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** A pool of four parts, two of which are given out, as Lincheck uses it. */
@Param(name = "known", gen = IntGen.class, conf = "0:1")
public class LinearPool {
    private final BufferPool pool = new BufferPool(4L * BufferPool.SMALLEST_PART, 2); // three threads meet in one
    private final List<BufferRef> known =
            List.of(pool.allocate(1).ref(), pool.allocate(1).ref());

    @Operation
    public boolean allocate() {
        return pool.tryAllocate(1) != null;
    }

    @Operation
    public boolean free(@Param(name = "known") int which) {
        try {
            pool.free(known.get(which));
            return true;
        } catch (StaleBufferException e) {
            return false;
        }
    }

    @Operation
    public boolean open(@Param(name = "known") int which) {
        try {
            return pool.open(known.get(which)).ref().equals(known.get(which));
        } catch (StaleBufferException e) {
            return false;
        }
    }

    @Operation
    public int inUseCount() {
        return pool.inUseCount();
    }

    /** What it must look like. */
    public static class Model {
        private final List<Integer> known = new ArrayList<>(List.of(0, 1));
        private int inUse = 2;

        public boolean allocate() {
            boolean hasRoom = inUse < 4;
            inUse += hasRoom ? 1 : 0;
            return hasRoom;
        }

        public boolean free(int which) {
            boolean frees = known.remove((Integer) which);
            inUse -= frees ? 1 : 0;
            return frees;
        }

        public boolean open(int which) {
            return known.contains(which);
        }

        public int inUseCount() {
            return inUse;
        }
    }
}
