// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import java.util.List;

/**
 * A class with types for its parameters.
 *
 * @param rawType   the class
 * @param arguments the types
 */
public record ParameterizedTypeName(ClassName rawType, List<TypeName> arguments) implements TypeName {
    /**
     * Names a class with types for its parameters.
     *
     * @param rawType   the class
     * @param arguments the types
     * @return its name
     */
    public static ParameterizedTypeName get(ClassName rawType, TypeName... arguments) {
        return new ParameterizedTypeName(rawType, List.of(arguments));
    }

    @Override
    public void addTo(CodeBlock.Builder code) {
        rawType.addTo(code);
        String separator = "<";
        for (TypeName argument : arguments) {
            code.addText(separator);
            argument.addTo(code);
            separator = ", ";
        }
        code.addText(">");
    }
}
