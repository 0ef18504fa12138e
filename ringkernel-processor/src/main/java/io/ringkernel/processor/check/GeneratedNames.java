// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows which names of generated classes are taken. */
public final class GeneratedNames {
    private final Map<String, String> owners = new HashMap<>();

    /** Creates a register in which every name is free. */
    public GeneratedNames() {}

    /**
     * Notes a class that is in the sources.
     *
     * @param qualifiedName of the class
     */
    public void take(String qualifiedName) {
        owners.putIfAbsent(qualifiedName, "a class in the sources");
    }

    /**
     * Takes a name for a generated class.
     *
     * @param name  of the class
     * @param owner that it is generated for
     * @param place of the owner
     * @return the finding, if the name is taken
     */
    public List<Finding> take(TypeName name, String owner, Place place) {
        String other = owners.putIfAbsent(name.qualifiedName(), "the one for '" + owner + "'");
        return other == null
                ? List.of()
                : List.of(Finding.of(Problem.NAME_COLLISION, place, owner, name.simpleName(), other));
    }
}
