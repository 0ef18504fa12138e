// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.Message;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The messages of this compilation and how they nest. Judges what no message shows by itself, and lays them out. */
public final class MessageGraph {
    private final Map<TypeName, DeclaredMessage> messages = new HashMap<>();
    private final Map<Integer, TypeName> typeIds = new HashMap<>();
    private final Map<TypeName, Layout> layouts = new HashMap<>();
    private final Set<TypeName> broken = new HashSet<>();

    /** Creates an empty graph. */
    public MessageGraph() {}

    /**
     * Adds a message.
     *
     * @param message free of findings or not
     */
    public void add(DeclaredMessage message) {
        messages.put(message.type(), message);
    }

    /**
     * Notes that nothing is generated for a message, nor for what carries it or handles it.
     *
     * @param message with findings
     */
    public void drop(TypeName message) {
        broken.add(message);
    }

    /**
     * Tells whether nothing is generated for a message.
     *
     * @param message to ask for
     * @return whether it has findings, or a message in it has
     */
    public boolean isDropped(TypeName message) {
        return broken.contains(message) || nested(message).anyMatch(inner -> isDropped(inner.type()));
    }

    private Stream<FieldType.Nested> nested(TypeName message) {
        return Stream.ofNullable(messages.get(message))
                .flatMap(declared -> declared.components().stream())
                .flatMap(MessageGraph::nested);
    }

    private static Stream<FieldType.Nested> nested(Component component) {
        return component
                .type()
                .parts()
                .filter(FieldType.Nested.class::isInstance)
                .map(FieldType.Nested.class::cast);
    }

    /**
     * Finds the type id of a message.
     *
     * @param message to ask for
     * @param codec   what is known of its codec
     * @return the id, if it is known
     */
    Optional<Integer> typeId(TypeName message, CodecFacts codec) {
        if (codec instanceof CodecFacts.There there) {
            return Optional.of(there.typeId());
        }
        return Optional.ofNullable(messages.get(message)).map(DeclaredMessage::typeId);
    }

    /**
     * Finds what is wrong with a message because of the others.
     *
     * @param message that was added, as all messages it nests were
     * @return everything that is wrong
     */
    public List<Finding> findings(DeclaredMessage message) {
        List<Finding> findings = new ArrayList<>();
        TypeName first = typeIds.putIfAbsent(message.typeId(), message.type());
        if (first != null && message.kind().equals("a record")) {
            findings.add(Finding.of(
                    Problem.DUPLICATE_TYPE_ID,
                    message.id().place(),
                    message.type().simpleName(),
                    message.typeId(),
                    first.qualifiedName()));
        }
        for (Component component : message.components()) {
            nested(component)
                    .flatMap(nested -> recursion(message, component, nested).stream())
                    .findFirst()
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> recursion(DeclaredMessage message, Component component, FieldType.Nested nested) {
        Deque<String> path = new ArrayDeque<>();
        if (!leads(nested.type(), message.type(), path, new HashSet<>())) {
            return Optional.empty();
        }
        path.addFirst(message.type().simpleName());
        return Optional.of(Finding.of(
                Problem.RECURSIVE_MESSAGE,
                component.place(),
                component.name(),
                message.type().simpleName(),
                String.join(" -> ", path)));
    }

    private boolean leads(TypeName from, TypeName to, Deque<String> path, Set<TypeName> seen) {
        if (!seen.add(from)) {
            return false;
        }
        path.addLast(from.simpleName());
        if (from.equals(to)) {
            return true;
        }
        if (nested(from).anyMatch(inner -> leads(inner.type(), to, path, seen))) {
            return true;
        }
        path.removeLast();
        return false;
    }

    /**
     * Lays a message out, if all that it nests can be.
     *
     * @param message to lay out
     * @return its layout; nothing if it, or a message in it, has findings or is still missing
     */
    public Optional<Layout> layout(TypeName message) {
        DeclaredMessage declared = messages.get(message);
        if (declared == null || broken.contains(message)) {
            return Optional.empty();
        }
        if (!layouts.containsKey(message)) {
            if (!nested(message).allMatch(this::isReady)) {
                return Optional.empty();
            }
            layouts.put(message, Layout.of(declared, this::maxEncodedLength));
        }
        return Optional.of(layouts.get(message));
    }

    /**
     * Computes how many bytes a message takes at least in a slot: its header, with what its type says there, and its fixed
     * fields.
     *
     * @param message to ask for
     * @param codec   what is known of its codec
     * @return the length; 0 if it is not known
     */
    int shortestLength(TypeName message, CodecFacts codec) {
        if (codec instanceof CodecFacts.There there) {
            return HeaderField.HEADER_LENGTH + there.blockLength();
        }
        return layout(message)
                .map(layout -> messages.get(message).headerLength() + layout.blockLength())
                .orElse(0);
    }

    private boolean isReady(FieldType.Nested nested) {
        return nested.codec() instanceof CodecFacts.There
                || layout(nested.type()).isPresent();
    }

    private long maxEncodedLength(FieldType.Nested nested) {
        return nested.codec() instanceof CodecFacts.There there
                ? there.maxEncodedLength()
                : layouts.get(nested.type()).maxEncodedLength();
    }

    /**
     * Finds whether the limit of a message leaves no room for it.
     *
     * @param message to judge
     * @param layout  of the message
     * @return the finding, if it does
     */
    public static List<Finding> badMaxLength(DeclaredMessage message, Layout layout) {
        Setting<Integer> maxLength = message.maxLength();
        int least = Math.max(1, layout.blockLength());
        if (maxLength.value() >= least && maxLength.value() <= Message.LONGEST) {
            return List.of();
        }
        return List.of(Finding.of(
                Problem.MAX_LENGTH_OUT_OF_RANGE,
                maxLength.place(),
                message.type().simpleName(),
                maxLength.value(),
                least,
                Message.LONGEST));
    }
}
