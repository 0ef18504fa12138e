// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of a class.
 *
 * @param packageName empty for the unnamed package
 * @param simpleNames from the outermost class to the class itself
 * @param use         what is known of the types that a generic message is used with
 */
public record TypeName(String packageName, List<String> simpleNames, Optional<Use> use) {
    /**
     * A generic message with types for its parameters, as one message uses it.
     *
     * @param home      the message
     * @param name      of the class in the codec of the message
     * @param arguments the types
     * @param typeId    on the wire
     */
    public record Use(TypeName home, String name, List<FieldType> arguments, int typeId) {}

    /**
     * Names a class.
     *
     * @param packageName empty for the unnamed package
     * @param simpleNames from the outermost class to the class itself
     */
    public TypeName(String packageName, List<String> simpleNames) {
        this(packageName, simpleNames, Optional.empty());
    }

    /**
     * Names a generic message with types for its parameters.
     *
     * @param use of this class
     * @return its name
     */
    public TypeName with(Use use) {
        return new TypeName(packageName, simpleNames, Optional.of(use));
    }

    /** {@return the name without types for its parameters} */
    public TypeName plain() {
        return new TypeName(packageName, simpleNames);
    }

    /** {@return the id that the name gives} */
    public int derivedId() {
        return Fnv.hash(qualifiedName());
    }

    /**
     * Computes the id of a generic message with types for its parameters.
     *
     * @param text that names all of them
     * @return the id
     */
    public static int idOf(String text) {
        return Fnv.hash(text);
    }

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
        return use.map(known -> known.home().codec().nested(known.name()))
                .orElseGet(() -> beside(flatName() + "Codec"));
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
