// SPDX-License-Identifier: Apache-2.0
package io.ringkernel;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The kernels that were compiled into what is on the class path. */
final class KernelDefinitions {
    private final Map<String, KernelDefinition> byId = new TreeMap<>();
    private final Map<String, String> twice = new TreeMap<>();
    private final Map<KernelDefinition, MessageKinds.Table> tables = new ConcurrentHashMap<>();

    KernelDefinitions(@Nullable ClassLoader loader) {
        for (KernelDefinition definition : ServiceLoader.load(KernelDefinition.class, loader)) {
            KernelDefinition first = byId.putIfAbsent(definition.id(), definition);
            if (first != null && first.getClass() != definition.getClass()) {
                twice.put(
                        definition.id(),
                        "first=" + first.kernelType().getName() + ", second="
                                + definition.kernelType().getName());
            }
        }
    }

    KernelDefinition find(String id) {
        if (twice.containsKey(id)) {
            throw new IllegalStateException("two kernels share an id: id=" + id + ", " + twice.get(id)
                    + "; set @RingKernel(id) on one of them");
        }
        KernelDefinition definition = byId.get(id);
        if (definition == null) {
            throw new UnknownKernelException("no kernel of this id was compiled: id=" + id + ", known=" + byId.keySet()
                    + (byId.isEmpty()
                            ? "; is ringkernel-processor on the processor path? (JDK 23 and later ignore a processor on"
                                    + " the class path unless javac gets -proc:full)"
                            : "; is it marked @RingKernel(id = \"" + id + "\")?"));
        }
        return definition;
    }

    /** {@return what all kernels of a definition share about their messages} */
    MessageKinds.Table table(KernelDefinition definition) {
        return tables.computeIfAbsent(definition, MessageKinds.Table::new);
    }

    /** {@return the one kernel of a class} */
    KernelDefinition find(Class<?> type) {
        List<String> ids = byId.values().stream()
                .filter(definition -> definition.kernelType() == type)
                .map(KernelDefinition::id)
                .toList();
        if (ids.size() > 1) {
            throw new IllegalArgumentException("class has several kernels: class=" + type.getName() + ", kernels=" + ids
                    + "; launch them by their ids");
        }
        if (ids.isEmpty()) {
            throw new UnknownKernelException(
                    "no kernel of this class was compiled: class=" + type.getName() + ", known=" + byId.keySet()
                            + "; is it marked @RingKernel, and is ringkernel-processor on the processor path?");
        }
        return find(ids.get(0));
    }
}
