// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows which names of generated classes are taken. */
public final class GeneratedNames {
    private final Map<String, Owner> owners = new HashMap<>();
    private final Map<String, Owner> withoutCase = new HashMap<>();

    /* A class, and whose it is in words. */
    private record Owner(String className, String text) {
        String simpleName() {
            return className.substring(className.lastIndexOf('.') + 1);
        }
    }

    /** Creates a register in which every name is free. */
    public GeneratedNames() {}

    /**
     * Notes a class that is in the sources.
     *
     * @param qualifiedName of the class
     */
    public void take(String qualifiedName) {
        take(qualifiedName, "a class in the sources");
    }

    /**
     * Takes a name for a generated class.
     *
     * @param name  of the class
     * @param owner that it is generated for
     * @param place of the owner
     * @return the finding, if the name is taken, or one that differs only in the case of letters
     */
    public List<Finding> take(TypeName name, String owner, Place place) {
        Optional<Owner> other = take(name.qualifiedName(), "the one for '" + owner + "'");
        return other.map(taken -> finding(taken, name, owner, place)).stream().toList();
    }

    private static Finding finding(Owner taken, TypeName name, String owner, Place place) {
        return taken.className.equals(name.qualifiedName())
                ? Finding.of(Problem.NAME_COLLISION, place, owner, name.simpleName(), taken.text)
                : Finding.of(
                        Problem.NAMES_DIFFER_IN_CASE, place, owner, name.simpleName(), taken.text, taken.simpleName());
    }

    /* The one who has the name already, or else one that differs only in the case of letters. */
    private Optional<Owner> take(String className, String text) {
        Owner owner = new Owner(className, text);
        Owner same = owners.putIfAbsent(className, owner);
        Owner alike = withoutCase.putIfAbsent(className.toLowerCase(Locale.ROOT), owner);
        return Optional.ofNullable(same == null ? alike : same);
    }
}
