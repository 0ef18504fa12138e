// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.ArrayList;
import java.util.List;

/** The name of a class. What it is called in code depends on the file: that is for {@link Imports} to say. */
public final class ClassName implements TypeName {
    private final String packageName;
    private final List<String> simpleNames;
    private final String qualifiedName;

    private ClassName(String packageName, List<String> simpleNames) {
        this.packageName = packageName;
        this.simpleNames = simpleNames;
        String name = String.join(".", simpleNames);
        this.qualifiedName = packageName.isEmpty() ? name : packageName + "." + name;
    }

    /**
     * Names a class.
     *
     * @param type of this JVM
     * @return its name
     */
    public static ClassName get(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null
                ? get(type.getPackageName(), type.getSimpleName())
                : get(outer).nestedClass(type.getSimpleName());
    }

    /**
     * Names a class.
     *
     * @param packageName empty for the unnamed package
     * @param simpleNames from the outermost class to the class itself
     * @return its name
     */
    public static ClassName get(String packageName, List<String> simpleNames) {
        return new ClassName(packageName, List.copyOf(simpleNames));
    }

    /**
     * Names a class that is in no other.
     *
     * @param packageName empty for the unnamed package
     * @param simpleName  of the class
     * @return its name
     */
    public static ClassName get(String packageName, String simpleName) {
        return new ClassName(packageName, List.of(simpleName));
    }

    /**
     * Names a class inside this one.
     *
     * @param name of the class
     * @return its name
     */
    public ClassName nestedClass(String name) {
        List<String> names = new ArrayList<>(simpleNames);
        names.add(name);
        return get(packageName, names);
    }

    /** {@return the name without package and enclosing classes} */
    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    String packageName() {
        return packageName;
    }

    List<String> simpleNames() {
        return simpleNames;
    }

    ClassName outermost() {
        return simpleNames.size() == 1 ? this : get(packageName, simpleNames.get(0));
    }

    String qualifiedName() {
        return qualifiedName;
    }

    @Override
    public void addTo(CodeBlock.Builder code) {
        code.addClass(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassName name && qualifiedName.equals(name.qualifiedName);
    }

    @Override
    public int hashCode() {
        return qualifiedName.hashCode();
    }

    @Override
    public String toString() {
        return qualifiedName;
    }
}
