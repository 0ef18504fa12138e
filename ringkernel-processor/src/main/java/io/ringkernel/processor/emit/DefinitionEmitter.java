// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.KernelSettings;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import io.ringkernel.processor.source.WildcardTypeName;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the class that tells the runtime what a kernel is. */
final class DefinitionEmitter {
    private static final TypeName CODECS = ParameterizedTypeName.get(
            ClassName.get(List.class), ParameterizedTypeName.get(Core.MESSAGE_CODEC, WildcardTypeName.ANY));

    private final DeclaredKernel kernel;
    private final ClassName kernelType;
    private final ClassName dispatcher;

    DefinitionEmitter(DeclaredKernel kernel) {
        this.kernel = kernel;
        this.kernelType = Core.name(kernel.type());
        this.dispatcher = Core.name(kernel.dispatcher());
    }

    TypeSpec type() {
        return TypeSpec.classBuilder("Definition")
                .addJavadoc("Tells the runtime what {@code $L} is.", kernel.displayName())
                .addAnnotation(Core.listed(origin()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(Core.KERNEL_DEFINITION)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Creates the definition, as the service loader does.")
                        .addModifiers(Modifier.PUBLIC)
                        .build())
                .addMethod(returning("id", ClassName.get(String.class), "$S", id()))
                .addMethod(returning(
                        "kernelType",
                        ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.ANY),
                        "$T.class",
                        kernelType))
                .addMethod(settings())
                .addMethod(returning("accepts", CODECS, "$T.of($L)", List.class, join(accepted())))
                .addMethod(returning("replies", CODECS, "$T.of($L)", List.class, join(answers())))
                .addMethod(newDispatcher())
                .addMethod(newDispatcherForInstance())
                .build();
    }

    private String origin() {
        String home = kernel.type().qualifiedName();
        return kernel.method().map(method -> home + "." + method).orElse(home);
    }

    private String id() {
        return kernel.settings().id().value();
    }

    private static MethodSpec returning(String name, TypeName type, String format, Object... arguments) {
        return overriding(name)
                .returns(type)
                .addStatement("return " + format, arguments)
                .build();
    }

    private static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private MethodSpec settings() {
        KernelSettings settings = kernel.settings();
        return returning(
                "settings",
                Core.KERNEL_SETTINGS,
                "new $T($L, $L, $T.$L, $T.$L, $T.$L, $T.$L, $T.$L$L)",
                Core.KERNEL_SETTINGS,
                settings.capacity().value(),
                settings.slotLength().value(),
                Core.annotation("Backpressure"),
                settings.backpressure(),
                Core.annotation("Execution"),
                kernel.isLoop() && settings.execution().equals("POOLED") ? "DEDICATED" : settings.execution(),
                Core.annotation("Idle"),
                settings.idle(),
                Core.annotation("Producers"),
                settings.producers(),
                Core.annotation("OnFailure"),
                settings.onFailure(),
                settings.reentrant().value() ? ", true" : "");
    }

    private Stream<ClassName> accepted() {
        return kernel.messages().stream().map(HandlerType.OfMessage::message).map(Core::codec);
    }

    private Stream<ClassName> answers() {
        return kernel.handlers().stream()
                .flatMap(handler -> handler.answers().stream())
                .map(HandlerType.OfMessage::message)
                .distinct()
                .map(Core::codec);
    }

    private static CodeBlock join(Stream<ClassName> codecs) {
        return codecs.map(codec -> CodeBlock.of("$T.INSTANCE", codec)).collect(CodeBlock.joining(", "));
    }

    private MethodSpec newDispatcher() {
        MethodSpec.Builder method = overriding("newDispatcher").returns(Core.KERNEL_DISPATCHER);
        if (kernel.method().isPresent()) {
            method.addStatement("return new $T()", dispatcher);
        } else if (kernel.hasConstructor()) {
            method.addStatement("return new $T(new $T())", dispatcher, kernelType);
        } else {
            method.addStatement(
                    "throw new IllegalStateException($S)",
                    "kernel has no constructor without arguments: kernel=" + id() + ", class="
                            + kernel.type().qualifiedName() + "; launch it with LaunchOptions.instance");
        }
        return method.build();
    }

    private MethodSpec newDispatcherForInstance() {
        MethodSpec.Builder method =
                overriding("newDispatcher").returns(Core.KERNEL_DISPATCHER).addParameter(Object.class, "kernel");
        if (kernel.method().isPresent()) {
            method.addStatement(
                    "throw new IllegalStateException($S)",
                    "kernel is a static method and has no instance: kernel=" + id() + ", method="
                            + kernel.type().qualifiedName() + "."
                            + kernel.method().get() + "; launch it by its id alone");
        } else {
            method.addStatement("return new $T(($T) kernel)", dispatcher, kernelType);
        }
        return method.build();
    }
}
