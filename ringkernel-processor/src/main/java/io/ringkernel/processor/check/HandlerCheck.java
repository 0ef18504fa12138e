// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Judges one handler of a kernel. */
final class HandlerCheck {
    private final DeclaredKernel kernel;
    private final Handler handler;
    private final List<Finding> findings = new ArrayList<>();

    private HandlerCheck(DeclaredKernel kernel, Handler handler) {
        this.kernel = kernel;
        this.handler = handler;
    }

    static List<Finding> findings(DeclaredKernel kernel, Handler handler) {
        HandlerCheck check = new HandlerCheck(kernel, handler);
        if (kernel.method().isEmpty()) {
            check.modifiers();
        }
        check.parameters();
        check.reply();
        handler.replyTo().ifPresent(check::replyTo);
        if (handler.throwsThrowable()) {
            check.find(Problem.HANDLER_THROWS_THROWABLE, handler.name());
        }
        return check.findings;
    }

    private void modifiers() {
        if (handler.isPrivate()) {
            find(
                    Problem.HANDLER_NOT_VISIBLE,
                    handler.name(),
                    kernel.dispatcher().simpleName());
        }
        if (handler.isStatic()) {
            find(Problem.STATIC_HANDLER, handler.name());
        }
    }

    private void parameters() {
        List<HandlerType> parameters = handler.parameters();
        if (kernel.isLoop()) {
            received();
            return;
        }
        if (!isFormed(parameters)) {
            String taken = parameters.stream().map(HandlerType::displayName).collect(Collectors.joining(", "));
            find(Problem.HANDLER_PARAMETERS, handler.name(), taken);
        } else if (parameters.get(0) instanceof HandlerType.OfMessages taken) {
            taken.messages().forEach(this::codec);
            if (taken instanceof HandlerType.OneOf oneOf) {
                others(oneOf);
            }
        } else {
            find(
                    Problem.NOT_A_MESSAGE,
                    handler.name(),
                    parameters.get(0).displayName(),
                    wayOut(
                            parameters.get(0),
                            "take",
                            "Take a record marked @Message, a sealed interface of such records, or the Reader of a codec;"
                                    + " what the header says is in the KernelContext."));
        }
    }

    /* A message, and behind it a ReplyTo and the context, each once at most. */
    private static boolean isFormed(List<HandlerType> parameters) {
        if (parameters.isEmpty() || isReplyToOrContext(parameters.get(0))) {
            return false;
        }
        List<HandlerType> others = parameters.subList(1, parameters.size());
        return others.stream().allMatch(HandlerCheck::isReplyToOrContext)
                && others.stream().map(Object::getClass).distinct().count() == others.size();
    }

    private static boolean isReplyToOrContext(HandlerType type) {
        return type == HandlerType.Plain.CONTEXT || type instanceof HandlerType.ReplyTo;
    }

    private void received() {
        List<HandlerType> received = kernel.receives().value();
        if (received.isEmpty()) {
            find(Problem.LOOP_RECEIVES_NOTHING, handler.name());
        }
        for (HandlerType type : received) {
            if (type instanceof HandlerType.Record || type instanceof HandlerType.OneOf) {
                ((HandlerType.OfMessages) type).messages().forEach(this::codec);
            } else {
                find(
                        Problem.NOT_A_MESSAGE,
                        handler.name(),
                        type.displayName(),
                        wayOut(type, "name", "Name records marked @Message, or sealed interfaces of such records."));
            }
            if (type instanceof HandlerType.OneOf oneOf) {
                others(oneOf);
            }
        }
    }

    private static String wayOut(HandlerType type, String verb, String otherwise) {
        if (type instanceof HandlerType.Generic generic) {
            return "A generic record travels in a message: " + verb + " a record marked @Message with "
                    + generic.displayName() + " in it.";
        }
        return type instanceof HandlerType.Other other && other.isRecord()
                ? "Mark " + other.displayName() + " with @Message."
                : otherwise;
    }

    private void others(HandlerType.OneOf type) {
        for (String other : type.others()) {
            find(Problem.PERMITS_NO_MESSAGE, handler.name(), type.displayName(), other);
        }
    }

    private void reply() {
        if (kernel.isLoop() && handler.reply() != HandlerType.Plain.NOTHING) {
            find(Problem.LOOP_RETURNS, handler.name(), handler.reply().displayName());
            return;
        }
        if (handler.reply() instanceof HandlerType.Record message) {
            codec(message);
        } else if (handler.reply() instanceof HandlerType.OneOf oneOf) {
            oneOf.messages().forEach(this::codec);
            others(oneOf);
        } else if (handler.reply() != HandlerType.Plain.NOTHING) {
            find(
                    Problem.REPLY_NOT_A_MESSAGE,
                    handler.name(),
                    handler.reply().displayName(),
                    wayOut(
                            handler.reply(),
                            "return",
                            "Return a record marked @Message, which may hold it, or a sealed interface of such records; or"
                                    + " void, and answer with KernelContext.reply."));
        }
    }

    private void replyTo(HandlerType.ReplyTo replyTo) {
        if (replyTo.answer() instanceof HandlerType.Record || replyTo.answer() instanceof HandlerType.OneOf) {
            ((HandlerType.OfMessages) replyTo.answer()).messages().forEach(this::codec);
        } else {
            find(
                    Problem.REPLY_TO_NO_MESSAGE,
                    handler.name(),
                    replyTo.displayName(),
                    wayOut(
                            replyTo.answer(),
                            "name",
                            "Name a record marked @Message, or a sealed interface of such records."));
        }
        if (replyTo.answer() instanceof HandlerType.OneOf oneOf) {
            others(oneOf);
        }
        if (handler.reply() != HandlerType.Plain.NOTHING) {
            find(
                    Problem.REPLY_BESIDE_REPLY_TO,
                    handler.name(),
                    replyTo.displayName(),
                    handler.reply().displayName());
        }
    }

    private void codec(HandlerType.OfMessage type) {
        TypeName message = type.message();
        if (type.codec() == CodecFacts.Missing.MISSING) {
            find(Problem.CODEC_MISSING, handler.name(), message.codec().simpleName(), message.simpleName());
        }
        String packageName = message.packageName();
        if (type.access() != Access.PUBLIC && !packageName.equals(kernel.type().packageName())) {
            find(Problem.MESSAGE_OUT_OF_REACH, handler.name(), message.simpleName(), packageName);
        }
    }

    private void find(Problem problem, Object... arguments) {
        findings.add(Finding.of(problem, handler.place(), arguments));
    }
}
