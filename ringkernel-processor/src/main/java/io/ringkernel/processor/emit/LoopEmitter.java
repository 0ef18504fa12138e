// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/** Writes the class that runs a kernel which receives by itself. The definition is written by {@link DefinitionEmitter}. */
final class LoopEmitter {
    private LoopEmitter() {}

    static TypeSpec.Builder type(DeclaredKernel kernel) {
        return TypeSpec.classBuilder(Core.name(kernel.dispatcher()))
                .addJavadoc("Runs {@code $L}.", kernel.displayName())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(Core.KERNEL_LOOP)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(run(kernel, kernel.handlers().get(0)))
                .addType(new DefinitionEmitter(kernel).type());
    }

    private static MethodSpec run(DeclaredKernel kernel, Handler loop) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("run")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Core.KERNEL_CONTEXT, "context")
                .addStatement("$T.$L(context)", Core.name(kernel.type()), loop.name());
        if (loop.throwsChecked()) {
            method.addException(Exception.class);
        }
        return method.build();
    }
}
