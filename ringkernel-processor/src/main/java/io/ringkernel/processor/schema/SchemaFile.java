// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import io.ringkernel.processor.schema.Json.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The messages that were released, and the types they share, each with its choices: an enum with the names of its
 * constants on the wire, a sealed interface with its messages. As text it is JSON with one line for each field, in the
 * order of names, so that a diff shows what changed and nothing else.
 */
public final class SchemaFile {
    private final Map<String, RecordedMessage> messages = new TreeMap<>();
    private final Map<String, RecordedChoice> choices = new TreeMap<>();

    /** Creates an empty file. */
    public SchemaFile() {}

    /**
     * Adds a message, in the place of one of the same name; of generic messages with types for their parameters, of the
     * same name and id.
     *
     * @param message to add
     */
    public void add(RecordedMessage message) {
        messages.put(message.key(), message);
    }

    /**
     * Adds a type that is one of several, in the place of one of the same name.
     *
     * @param choice to add
     */
    public void add(RecordedChoice choice) {
        choices.put(choice.type(), choice);
    }

    /** {@return the messages in the order of their names} */
    public Collection<RecordedMessage> messages() {
        return Collections.unmodifiableCollection(messages.values());
    }

    /**
     * Finds a message.
     *
     * @param name of the record, fully qualified
     * @return the message, if it is there
     */
    public Optional<RecordedMessage> find(String name) {
        return Optional.ofNullable(messages.get(name));
    }

    /**
     * Finds a message.
     *
     * @param id on the wire
     * @return the message, if there is one
     */
    public Optional<RecordedMessage> find(int id) {
        return messages.values().stream().filter(message -> message.id() == id).findFirst();
    }

    Optional<RecordedMessage> findUse(String name, Predicate<RecordedMessage> condition) {
        return messages.values().stream()
                .filter(message -> message.isUse() && message.name().equals(name))
                .filter(condition)
                .findFirst();
    }

    /* A text in which each generic message with types for its parameters, the longest first, stands by its id. */
    String withoutUses(String type) {
        if (!type.contains("<")) {
            return type;
        }
        String text = type;
        List<RecordedMessage> uses = messages.values().stream()
                .filter(RecordedMessage::isUse)
                .sorted(Comparator.comparing(use -> -use.name().length()))
                .toList();
        for (RecordedMessage use : uses) {
            text = text.replace(use.name(), String.format("0x%08X", use.id()));
        }
        return text;
    }

    /**
     * Finds what a type can be.
     *
     * @param type fully qualified name of an enum or a sealed interface
     * @return the names of its constants or messages; none if it is not there
     */
    public List<String> choices(String type) {
        return Optional.ofNullable(choices.get(type)).map(RecordedChoice::names).orElse(List.of());
    }

    /**
     * Finds the constant that stands for all unknown ones.
     *
     * @param type fully qualified name of an enum
     * @return the name of the constant, if there is one
     */
    public Optional<String> fallback(String type) {
        return Optional.ofNullable(choices.get(type)).flatMap(RecordedChoice::fallback);
    }

    /**
     * Brings this file up to date.
     *
     * @param now      what was compiled
     * @param isThere  tells of a message that was not compiled whether it exists
     * @return what is to be recorded now
     */
    public SchemaFile updated(SchemaFile now, Predicate<String> isThere) {
        SchemaFile result = new SchemaFile();
        List<RecordedMessage> unused = new ArrayList<>();
        Map<Integer, String> ids = new HashMap<>();
        now.messages.values().forEach(message -> ids.put(message.id(), message.name()));
        for (RecordedMessage message : messages.values()) {
            if (message.isUse()) {
                unused.add(message); // until a field has it
            } else if (isThere.test(message.name())) {
                result.add(message);
            } else if (!ids.containsKey(message.id())) { // else it has another name now
                result.add(message.retired());
            }
        }
        now.messages.values().forEach(result::add);
        while (unused.removeIf(result::takes)) {
            // what was taken may have others in it
        }
        Set<String> used = new HashSet<>();
        for (RecordedMessage message : result.messages.values()) {
            message.fields().forEach(field -> used.addAll(TypeText.names(field.type())));
        }
        choices.values().stream().filter(choice -> used.contains(choice.type())).forEach(result::add);
        now.choices.values().forEach(result::add);
        return result;
    }

    /* Takes a generic message that a field has. */
    private boolean takes(RecordedMessage use) {
        boolean isUsed = messages.values().stream()
                .flatMap(message -> message.fields().stream())
                .anyMatch(field -> field.type().contains(use.name()));
        if (isUsed) {
            messages.putIfAbsent(use.key(), use);
        }
        return isUsed;
    }

    /**
     * Reads a file.
     *
     * @param text of the file
     * @return its content
     * @throws SchemaException if it is none
     */
    public static SchemaFile parse(String text) throws SchemaException {
        SchemaFile file = new SchemaFile();
        Node root = Json.read(text);
        for (Node node : member(root, "messages").array()) {
            RecordedMessage message = message(node);
            if (file.messages.put(message.key(), message) != null) {
                throw new SchemaException(node.line(), "message \"" + message.name() + "\" stands there twice");
            }
        }
        for (Node node : member(root, "choices").array()) {
            List<String> names = new ArrayList<>();
            for (Node name : member(node, "names").array()) {
                names.add(name.as(String.class, "a text"));
            }
            file.add(new RecordedChoice(
                    text(node, "type"),
                    List.copyOf(names),
                    has(node, "fallback") ? Optional.of(text(node, "fallback")) : Optional.empty()));
        }
        return file;
    }

    private static RecordedMessage message(Node node) throws SchemaException {
        String name = text(node, "name");
        int id = id(node);
        int version = number(node, "version");
        boolean isRetired = flag(node, "retired");
        List<RecordedField> fields = new ArrayList<>();
        List<RecordedBinding> header = new ArrayList<>();
        if (!isRetired) {
            for (Node field : member(node, "fields").array()) {
                fields.add(field(field));
            }
            for (Node binding : has(node, "header") ? member(node, "header").array() : List.<Node>of()) {
                header.add(new RecordedBinding(text(binding, "name"), text(binding, "type"), text(binding, "field")));
            }
        }
        int maxEncodedLength = has(node, "maxEncodedLength") ? number(node, "maxEncodedLength") : 0;
        return new RecordedMessage(
                name, id, version, isRetired, maxEncodedLength, List.copyOf(fields), List.copyOf(header));
    }

    private static int id(Node node) throws SchemaException {
        String id = text(node, "id");
        try {
            if (id.startsWith("0x")) {
                return Integer.parseUnsignedInt(id.substring(2), 16);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SchemaException(node.line(), "expected \"id\" to be a text like \"0x00000101\"");
    }

    private static RecordedField field(Node node) throws SchemaException {
        List<String> formerNames = new ArrayList<>();
        if (has(node, "formerNames")) {
            for (Node name : member(node, "formerNames").array()) {
                formerNames.add(name.as(String.class, "a text"));
            }
        }
        return new RecordedField(
                text(node, "name"),
                List.copyOf(formerNames),
                text(node, "type"),
                number(node, "offset"),
                number(node, "length"),
                has(node, "since") ? number(node, "since") : 1,
                has(node, "default") ? Optional.of(text(node, "default")) : Optional.empty(),
                has(node, "maxLength") ? number(node, "maxLength") : 0,
                has(node, "maxCount") ? number(node, "maxCount") : 0,
                flag(node, "reserved"));
    }

    private static boolean has(Node node, String name) throws SchemaException {
        return node.object().containsKey(name);
    }

    private static Node member(Node node, String name) throws SchemaException {
        if (!has(node, name)) {
            throw new SchemaException(node.line(), "expected \"" + name + "\"");
        }
        return node.object().get(name);
    }

    private static String text(Node node, String name) throws SchemaException {
        return member(node, name).as(String.class, "\"" + name + "\" to be a text");
    }

    private static int number(Node node, String name) throws SchemaException {
        return member(node, name).as(Integer.class, "\"" + name + "\" to be a number");
    }

    private static boolean flag(Node node, String name) throws SchemaException {
        return has(node, name) && member(node, name).as(Boolean.class, "\"" + name + "\" to be true or false");
    }

    /** {@return the file as text} */
    public String text() {
        SchemaText text = new SchemaText();
        text.array("messages", messages.values(), text::message);
        text.array("choices", choices.values(), text::choice);
        return text.toString();
    }
}
