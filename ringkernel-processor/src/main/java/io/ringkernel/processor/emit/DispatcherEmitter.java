// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.Hook;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import io.ringkernel.processor.source.WildcardTypeName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the dispatcher of a kernel. The definition inside it is written by {@link DefinitionEmitter}. */
public final class DispatcherEmitter {
    private final DeclaredKernel kernel;
    private final ClassName kernelType;
    private final ClassName dispatcher;
    private final Map<Handler, String> names = new LinkedHashMap<>();
    private final Map<HandlerType.OneOf, String> replies = new LinkedHashMap<>();

    private DispatcherEmitter(DeclaredKernel kernel) {
        this.kernel = kernel;
        this.kernelType = Core.name(kernel.type());
        this.dispatcher = Core.name(kernel.dispatcher());
        Set<String> taken = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (Handler handler : kernel.handlers()) {
            names.put(handler, free(handler.taken().type().flatName(), taken));
            if (handler.reply() instanceof HandlerType.OneOf oneOf) {
                replies.computeIfAbsent(oneOf, type -> free(type.type().flatName(), answered));
            }
        }
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    /**
     * Writes a dispatcher, or what runs a loop.
     *
     * @param kernel         free of findings
     * @param around what is around it
     * @return the source
     */
    public static GeneratedClass emit(DeclaredKernel kernel, Surroundings around) {
        TypeSpec.Builder type = kernel.isLoop() ? LoopEmitter.type(kernel) : new DispatcherEmitter(kernel).type();
        around.mark(type);
        String origin = kernel.type().qualifiedName()
                + kernel.method().map(name -> "." + name).orElse("");
        return SourceText.of(kernel.dispatcher(), type.build(), origin, around);
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(dispatcher)
                .addJavadoc("Calls the handlers of {@code $L}.", kernel.displayName())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(kernel.hooks().isEmpty() ? Core.KERNEL_DISPATCHER : Core.HOOKED_DISPATCHER);
        if (!isMethod()) {
            type.addField(kernelType, "kernel", Modifier.PRIVATE, Modifier.FINAL);
        }
        names.forEach((handler, name) -> {
            if (handler.takesReader()) {
                ClassName reader = Core.reader(handler.taken().type());
                type.addField(FieldSpec.builder(reader, readerField(name), Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T()", reader)
                        .build());
            }
        });
        type.addMethod(constructor());
        type.addMethod(dispatch());
        kernel.hooks().forEach(hook -> type.addMethod(call(hook)));
        names.forEach((handler, name) -> type.addMethod(call(handler, name)));
        replies.forEach((oneOf, name) -> type.addMethod(reply(oneOf, name)));
        type.addMethod(unhandled());
        return type.addType(new DefinitionEmitter(kernel).type());
    }

    private boolean isMethod() {
        return kernel.method().isPresent();
    }

    private static String readerField(String name) {
        return MemberNames.startLower(name) + "Reader";
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
        if (!isMethod()) {
            constructor.addParameter(kernelType, "kernel").addStatement("this.kernel = kernel");
        }
        return constructor.build();
    }

    private MethodSpec dispatch() {
        MethodSpec.Builder method = parameters(MethodSpec.methodBuilder("dispatch")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(TypeName.INT, "typeId")
                        .addParameter(TypeName.INT, "version"))
                .addParameter(Core.KERNEL_CONTEXT, "context")
                .beginControlFlow("switch (typeId)");
        if (names.keySet().stream().anyMatch(Handler::throwsChecked)) {
            method.addException(Exception.class);
        }
        names.forEach((handler, name) -> handler.messages()
                .forEach(message -> method.addStatement(
                        "case $T.TYPE_ID -> on$L($Lversion, buffer, offset, length$L)",
                        Core.codec(message),
                        name,
                        isOneOf(handler) ? CodeBlock.of("$T.INSTANCE, ", Core.codec(message)) : "",
                        needsContext(handler) ? ", context" : "")));
        return method.addStatement("default -> throw unhandled(typeId)")
                .endControlFlow()
                .build();
    }

    private static boolean isOneOf(Handler handler) {
        return handler.taken() instanceof HandlerType.OneOf;
    }

    private static MethodSpec.Builder parameters(MethodSpec.Builder method) {
        return method.addParameter(Core.MESSAGE_BUFFER, "buffer")
                .addParameter(TypeName.INT, "offset")
                .addParameter(TypeName.INT, "length");
    }

    private static boolean needsContext(Handler handler) {
        return !handler.others().isEmpty() || handler.answer().isPresent() || isBound(handler);
    }

    private static boolean isBound(Handler handler) {
        return handler.taken().messages().stream().anyMatch(HandlerType.OfMessage::isBound);
    }

    private MethodSpec call(Handler handler, String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("on" + name).addModifiers(Modifier.PRIVATE);
        ClassName taken = Core.name(handler.taken().type());
        if (isOneOf(handler)) {
            method.addParameter(
                    ParameterizedTypeName.get(Core.MESSAGE_CODEC, WildcardTypeName.subtypeOf(taken)), "codec");
        }
        parameters(method.addParameter(TypeName.INT, "version"));
        if (needsContext(handler)) {
            method.addParameter(Core.KERNEL_CONTEXT, "context");
        }
        if (handler.throwsChecked()) {
            method.addException(Exception.class);
        }
        String header = isBound(handler) ? ", context.header()" : "";
        if (handler.takesReader()) {
            method.addStatement(
                    "$T message = $L.wrap(buffer, offset, length, version$L)",
                    Core.reader(handler.taken().type()),
                    readerField(name),
                    header);
        } else {
            CodeBlock codec = isOneOf(handler)
                    ? CodeBlock.of("codec")
                    : CodeBlock.of("$T.INSTANCE", Core.codec(handler.taken().type()));
            method.addStatement("$T message = $L.decode(buffer, offset, length, version$L)", taken, codec, header);
        }
        CodeBlock call = CodeBlock.of("$L.$L(message$L)", receiver(), handler.name(), others(handler));
        return method.addStatement(
                        handler.answer().map(answer -> reply(answer, call)).orElse(call))
                .build();
    }

    private static CodeBlock others(Handler handler) {
        CodeBlock.Builder others = CodeBlock.builder();
        for (HandlerType other : handler.others()) {
            if (other instanceof HandlerType.ReplyTo replyTo
                    && replyTo.answer() instanceof HandlerType.OfMessages answer) {
                others.add(", context.replyTo($T.class)", Core.name(answer.type()));
            } else {
                others.add(", context");
            }
        }
        return others.build();
    }

    private static MethodSpec call(Hook hook) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(hook.moment().methodName())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Core.KERNEL_CONTEXT, "context");
        if (hook.method().throwsChecked()) {
            method.addException(Exception.class);
        }
        return method.addStatement("kernel.$L($L)", hook.method().name(), hook.takesContext() ? "context" : "")
                .build();
    }

    private CodeBlock reply(HandlerType.OfMessages answer, CodeBlock call) {
        return answer instanceof HandlerType.OneOf oneOf
                ? CodeBlock.of("reply$L($L, context)", replies.get(oneOf), call)
                : CodeBlock.of("context.reply($T.INSTANCE, $L)", Core.codec(answer.type()), call);
    }

    /* The last message is cast: what is none of them, null above all, is refused behind it. */
    private static MethodSpec reply(HandlerType.OneOf type, String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("reply" + name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(Core.name(type.type()), "reply")
                .addParameter(Core.KERNEL_CONTEXT, "context");
        List<HandlerType.Record> messages = type.messages();
        HandlerType.Record last = messages.get(messages.size() - 1);
        CodeBlock other = CodeBlock.of(
                "context.reply($T.INSTANCE, ($T) reply)", Core.codec(last.message()), Core.name(last.message()));
        if (messages.size() == 1) {
            return method.addStatement(other).build();
        }
        String format = "if (reply instanceof $T answer)";
        method.beginControlFlow(format, Core.name(messages.get(0).message())).addStatement(answer(messages.get(0)));
        for (HandlerType.Record message : messages.subList(1, messages.size() - 1)) {
            method.nextControlFlow("else " + format, Core.name(message.message()))
                    .addStatement(answer(message));
        }
        return method.nextControlFlow("else")
                .addStatement(other)
                .endControlFlow()
                .build();
    }

    private static CodeBlock answer(HandlerType.Record message) {
        return CodeBlock.of("context.reply($T.INSTANCE, answer)", Core.codec(message.message()));
    }

    private CodeBlock receiver() {
        return isMethod() ? CodeBlock.of("$T", kernelType) : CodeBlock.of("kernel");
    }

    private MethodSpec unhandled() {
        return MethodSpec.methodBuilder("unhandled")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(IllegalStateException.class)
                .addParameter(TypeName.INT, "typeId")
                .addStatement(
                        "return new IllegalStateException(String.format($S, typeId))",
                        "kernel has no handler for message: kernel="
                                + kernel.settings().id().value() + ", typeId=0x%08X")
                .build();
    }
}
