// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a class.
 *
 * @param packageName empty for the unnamed package
 * @param simpleNames from the outermost class to the class itself
 */
public record TypeName(String packageName, List<String> simpleNames) {
    /** {@return the name without package and enclosing classes} */
    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    /** {@return the names of the class and of those around it in one: {@code Outer_Inner}} */
    public String flatName() {
        return String.join("_", simpleNames);
    }

    /** {@return the name as source code writes it} */
    public String qualifiedName() {
        return qualified(String.join(".", simpleNames));
    }

    /** {@return the name as {@code Class.getName} and the class loader know it} */
    public String binaryName() {
        return qualified(String.join("$", simpleNames));
    }

    /** {@return the name of the codec of this message} */
    public TypeName codec() {
        return beside(flatName() + "Codec");
    }

    /** {@return the name of the dispatcher of this kernel} */
    public TypeName dispatcher() {
        return beside(flatName() + "Dispatcher");
    }

    /**
     * Names the dispatcher of a method that is a kernel.
     *
     * @param method of this class
     * @return this class and the method in one
     */
    public TypeName dispatcher(String method) {
        return beside(flatName() + Character.toUpperCase(method.charAt(0)) + method.substring(1) + "Dispatcher");
    }

    /**
     * Names a class inside this one.
     *
     * @param name of the class
     * @return the nested class
     */
    public TypeName nested(String name) {
        List<String> names = new ArrayList<>(simpleNames);
        names.add(name);
        return new TypeName(packageName, List.copyOf(names));
    }

    private TypeName beside(String name) {
        return new TypeName(packageName, List.of(name));
    }

    private String qualified(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}
