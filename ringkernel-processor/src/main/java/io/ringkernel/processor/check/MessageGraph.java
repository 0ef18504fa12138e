// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.Message;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.model.Place;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.model.TypeName;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        message.uses().forEach(use -> messages.put(use.type(), use));
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
        return isBroken(message) || inner(message).stream().anyMatch(this::isBroken);
    }

    private boolean isBroken(TypeName message) {
        return broken.contains(message) || broken.contains(message.plain());
    }

    /**
     * Finds a message that is compiled now.
     *
     * @param message to look for
     * @return what it declares, if it was added
     */
    Optional<DeclaredMessage> find(TypeName message) {
        return Optional.ofNullable(messages.get(message));
    }

    /**
     * Tells whether a message can have others of its own type in it.
     *
     * @param message to ask for
     * @return whether it, or a message in it, nests its type
     */
    public boolean isRecursive(TypeName message) {
        return inner(message).contains(message);
    }

    /**
     * Finds the messages in whose codecs that of a message is needed, and which are needed in it.
     *
     * @param message to ask for
     * @return their types, without that of the message itself
     */
    public Set<TypeName> circle(TypeName message) {
        return inner(message).stream()
                .filter(other -> !other.equals(message) && inner(other).contains(message))
                .collect(Collectors.toSet());
    }

    /* The types of all messages that can be in a message, as far as they are compiled now. */
    private Set<TypeName> inner(TypeName message) {
        Set<TypeName> inner = new LinkedHashSet<>();
        Deque<TypeName> open = new ArrayDeque<>(List.of(message));
        while (!open.isEmpty()) {
            nested(open.removeFirst())
                    .filter(nested -> nested.codec() == CodecFacts.Here.HERE)
                    .map(FieldType.Nested::type)
                    .filter(inner::add)
                    .forEach(open::addLast);
        }
        return inner;
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
        message.components().forEach(component -> endless(message, component, component.place(), findings));
        for (DeclaredMessage use : message.uses()) {
            use.components().forEach(component -> endless(use, component, UseCheck.place(message, use), findings));
            DeclaredMessage generic = messages.get(use.type().plain());
            findings.addAll(UseCheck.findings(message, use, generic == null ? List.of() : generic.components()));
        }
        return findings;
    }

    private void endless(DeclaredMessage message, Component component, Place place, List<Finding> findings) {
        Deque<FieldType.Nested> path = new ArrayDeque<>();
        if (needs(component, message.type(), path, new HashSet<>()) && isSaidHere(message, path)) {
            String name = path.getLast().displayName(); // that of the message, with the types of a use
            String steps =
                    path.stream().map(FieldType::displayName).collect(Collectors.joining(" -> ", name + " -> ", ""));
            findings.add(Finding.of(Problem.RECURSIVE_MESSAGE, place, component.name(), name, steps));
        }
    }

    /* Where a use of a generic message is without an end because of a message that is none, that is said of the message. */
    private static boolean isSaidHere(DeclaredMessage message, Deque<FieldType.Nested> path) {
        return message.type().use().isEmpty()
                || path.stream().allMatch(nested -> nested.type().use().isPresent());
    }

    /* Whether there is no value of the component without a message of the type in it. */
    private boolean needs(Component component, TypeName type, Deque<FieldType.Nested> path, Set<TypeName> seen) {
        if (!(component.type() instanceof FieldType.Nested nested) || !seen.add(nested.type())) {
            return false;
        }
        path.addLast(nested);
        DeclaredMessage inner = messages.get(nested.type());
        if (nested.type().equals(type)
                || inner != null && inner.components().stream().anyMatch(next -> needs(next, type, path, seen))) {
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
        if (!isKnown(message)) {
            return Optional.empty();
        }
        if (!layouts.containsKey(message)) {
            if (!inner(message).stream().allMatch(this::isKnown)) {
                return Optional.empty();
            }
            layouts.put(message, Layout.of(messages.get(message), this::maxEncodedLength));
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

    private boolean isKnown(TypeName message) {
        return messages.containsKey(message) && !isBroken(message);
    }

    private long maxEncodedLength(FieldType.Nested nested) {
        if (nested.codec() instanceof CodecFacts.There there) {
            return there.maxEncodedLength();
        }
        return isRecursive(nested.type())
                ? messages.get(nested.type()).maxLength().value()
                : layout(nested.type()).orElseThrow().maxEncodedLength();
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
