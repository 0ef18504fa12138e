// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** A registry in which a kernel is launched, as Lincheck uses it. */
@Param(name = "id", gen = IntGen.class, conf = "0:1")
public class LinearRegistry {
    private final KernelRegistry registry = new KernelRegistry();
    private final Launch first = enterNew("0");

    private Launch enterNew(String id) {
        return registry.enter(id, number -> new Racer().launch(Racer.INLINE, id, number, LaunchOptions.DEFAULT));
    }

    @Operation
    public boolean enter(@Param(name = "id") int id) {
        try {
            enterNew("" + id);
            return true;
        } catch (KernelStateException e) {
            return false;
        }
    }

    @Operation
    public boolean find(@Param(name = "id") int id) {
        return registry.find("" + id) != null;
    }

    @Operation
    public void removeFirst() {
        registry.remove(first);
    }

    @Operation
    public boolean findFirst() {
        return registry.find("0") == first;
    }

    @Operation
    public String ids() {
        return registry.ids().toString();
    }

    /** What it must look like. */
    public static class Model {
        private final TreeSet<Integer> ids = new TreeSet<>();
        private boolean hasFirst = true;

        /** A registry in which a kernel is launched. */
        public Model() {
            ids.add(0);
        }

        public boolean enter(int id) {
            return ids.add(id);
        }

        public boolean find(int id) {
            return ids.contains(id);
        }

        public void removeFirst() {
            if (hasFirst) {
                ids.remove(0);
            }
            hasFirst = false;
        }

        public boolean findFirst() {
            return hasFirst;
        }

        public String ids() {
            return ids.toString();
        }
    }
}
