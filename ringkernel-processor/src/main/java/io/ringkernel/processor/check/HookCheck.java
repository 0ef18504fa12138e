// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.processor.model.DeclaredKernel;
import io.ringkernel.processor.model.Handler;
import io.ringkernel.processor.model.HandlerType;
import io.ringkernel.processor.model.Hook;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges the hooks of a kernel. */
final class HookCheck {
    private HookCheck() {}

    static List<Finding> findings(DeclaredKernel kernel) {
        List<Finding> findings = new ArrayList<>();
        Map<Hook.Moment, Hook> first = new EnumMap<>(Hook.Moment.class);
        for (Hook hook : kernel.hooks()) {
            Hook other = first.putIfAbsent(hook.moment(), hook);
            if (other != null) {
                findings.add(find(Problem.DUPLICATE_HOOK, hook, other.method().name(), name(hook), mark(hook)));
            }
            findings.addAll(findings(kernel, hook));
        }
        return findings;
    }

    private static List<Finding> findings(DeclaredKernel kernel, Hook hook) {
        List<Finding> findings = new ArrayList<>();
        Handler method = hook.method();
        if (method.isPrivate()) {
            findings.add(find(
                    Problem.HANDLER_NOT_VISIBLE,
                    hook,
                    name(hook),
                    kernel.dispatcher().simpleName()));
        }
        if (method.isStatic()) {
            findings.add(find(Problem.STATIC_HOOK, hook, name(hook), mark(hook)));
        }
        if (!method.parameters().isEmpty() && !method.parameters().equals(List.of(HandlerType.Plain.CONTEXT))) {
            String taken =
                    method.parameters().stream().map(HandlerType::displayName).collect(Collectors.joining(", "));
            findings.add(find(Problem.HOOK_PARAMETERS, hook, name(hook), taken, mark(hook)));
        }
        if (method.reply() != HandlerType.Plain.NOTHING) {
            findings.add(
                    find(Problem.HOOK_RETURNS, hook, name(hook), method.reply().displayName(), mark(hook)));
        }
        if (method.throwsThrowable()) {
            findings.add(find(Problem.HANDLER_THROWS_THROWABLE, hook, name(hook)));
        }
        return findings;
    }

    private static String name(Hook hook) {
        return hook.method().name();
    }

    private static String mark(Hook hook) {
        return hook.moment().mark();
    }

    private static Finding find(Problem problem, Hook hook, Object... arguments) {
        return Finding.of(problem, hook.method().place(), arguments);
    }
}
