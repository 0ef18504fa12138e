// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.schema;

import io.ringkernel.processor.model.DefaultText;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.schema.Difference.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares a message as it is now with what was recorded, and finds what readers and writers that are out there do not understand. */
public final class Comparison {
    private final SchemaFile recorded;
    private final SchemaFile now;
    private final RecordedMessage before;
    private final RecordedMessage message;
    private final String simpleName;
    private final Map<RecordedField, RecordedField> successors = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(SchemaFile recorded, SchemaFile now, RecordedMessage before, RecordedMessage message) {
        this.recorded = recorded;
        this.now = now;
        this.before = before;
        this.message = message;
        this.simpleName = TypeText.simple(message.name());
    }

    /**
     * Compares a message.
     *
     * @param recorded what was released
     * @param now      what is compiled, the message and all that its fields name among it
     * @param message  to compare
     * @param isThere  tells of the name of a message whether it exists
     * @return what does not fit
     */
    public static List<Difference> of(
            SchemaFile recorded, SchemaFile now, RecordedMessage message, Predicate<String> isThere) {
        RecordedMessage before = before(recorded, now, message).orElse(message);
        Comparison comparison = new Comparison(recorded, now, before, message);
        comparison.compare(message.isUse() ? Optional.empty() : ownerOfId(recorded, message, isThere));
        return List.copyOf(comparison.differences);
    }

    /**
     * Finds what a message was.
     *
     * @param recorded what was released
     * @param now      what is compiled
     * @param message  to look for
     * @return the message of its name or, if there is none, of its id; of a generic one first that of its id
     */
    public static Optional<RecordedMessage> before(SchemaFile recorded, SchemaFile now, RecordedMessage message) {
        Optional<RecordedMessage> sameId = recorded.find(message.id());
        if (message.isUse()) {
            return sameId.or(() -> recorded.findUse(
                    message.name(), other -> now.find(other.id()).isEmpty()));
        }
        return sameName(recorded, message).or(() -> sameId);
    }

    private static Optional<RecordedMessage> sameName(SchemaFile recorded, RecordedMessage message) {
        return recorded.find(message.name()).filter(before -> !before.isRetired());
    }

    /* The message that has the id of another one. */
    private static Optional<RecordedMessage> ownerOfId(
            SchemaFile recorded, RecordedMessage message, Predicate<String> isThere) {
        boolean isNameKnown = sameName(recorded, message).isPresent();
        return recorded.find(message.id())
                .filter(owner -> !owner.name().equals(message.name())
                        && (isNameKnown || owner.isRetired() || owner.isUse() || isThere.test(owner.name())));
    }

    private void compare(Optional<RecordedMessage> ownerOfId) {
        if (ownerOfId.isPresent()) {
            RecordedMessage owner = ownerOfId.get();
            find(
                    Problem.ID_REUSED,
                    Spot.ID,
                    simpleName,
                    message.id(),
                    owner.isRetired() ? "was that" : "is that",
                    owner.name());
        } else if (message.id() != before.id() && message.isUse()) {
            find(Problem.USE_ID_CHANGED, Spot.MESSAGE, simpleName, message.id(), before.id());
        } else if (message.id() != before.id()) {
            find(Problem.ID_CHANGED, Spot.ID, simpleName, message.id(), before.id(), before.id());
        }
        if (before == message || before.isRetired() || !differences.isEmpty() && before.id() == message.id()) {
            return;
        }
        compareContent();
        if (!differences.isEmpty() && !before.name().equals(message.name()) && !message.isUse()) {
            differences.add(
                    0, Difference.of(Problem.ID_MOVED, Spot.ID, simpleName, message.id(), before.name(), simpleName));
        }
    }

    private void compareContent() {
        if (message.version() < before.version()) {
            find(
                    Problem.VERSION_LOWERED,
                    Spot.VERSION,
                    simpleName,
                    message.version(),
                    before.version(),
                    before.version());
        }
        int found = differences.size();
        before.fields().forEach(this::pair);
        before.fields().forEach(this::compare);
        message.fields().forEach(this::checkNew);
        if (differences.size() == found) {
            before.fields().stream()
                    .filter(field -> successors.get(field).offset() != field.offset())
                    .findFirst()
                    .ifPresent(field -> moved(field, successors.get(field)));
        }
    }

    private void find(Problem problem, Spot spot, Object... arguments) {
        differences.add(Difference.of(problem, spot, arguments));
    }

    private void findInField(Problem problem, RecordedField field, Object... arguments) {
        differences.add(Difference.ofField(problem, field.name(), arguments));
    }

    private void pair(RecordedField field) {
        message.fields().stream()
                .filter(candidate -> candidate.name().equals(field.name()))
                .findFirst()
                .or(() -> message.fields().stream()
                        .filter(candidate -> candidate.isCalled(field.name()))
                        .findFirst())
                .ifPresent(successor -> successors.put(field, successor));
    }

    private void compare(RecordedField field) {
        RecordedField successor = successors.get(field);
        if (successor == null) {
            missing(field);
        } else if (successor.isReserved()) {
            if (successor.length() != field.length()) {
                find(
                        Problem.RESERVED_LENGTH,
                        Spot.MESSAGE,
                        field.name(),
                        simpleName,
                        successor.length(),
                        field.length(),
                        field.type());
            }
        } else if (field.isReserved()) {
            findInField(Problem.RESERVED_NAME_USED, successor, successor.name(), simpleName);
        } else if (!isSameType(field.type(), successor.type())) {
            findInField(Problem.FIELD_TYPE_CHANGED, successor, successor.name(), successor.type(), field.type());
        } else {
            compare(field, successor);
        }
    }

    private void compare(RecordedField field, RecordedField successor) {
        if (successor.since() != field.since()) {
            findInField(
                    Problem.SINCE_CHANGED,
                    successor,
                    successor.name(),
                    successor.since(),
                    field.since(),
                    field.since());
        }
        if (successor.maxLength() < field.maxLength()) {
            lowered(successor, "MaxLength", successor.maxLength(), field.maxLength());
        }
        if (successor.maxCount() < field.maxCount()) {
            lowered(successor, "MaxCount", successor.maxCount(), field.maxCount());
        }
        compareDefaults(field, successor);
        for (String type : TypeText.names(successor.type())) {
            List<String> names = new ArrayList<>(recorded.choices(type));
            names.removeAll(now.choices(type));
            if (!names.isEmpty() && !now.choices(type).isEmpty()) {
                findInField(Problem.CHOICE_REMOVED, successor, successor.name(), type, String.join(", ", names));
            }
            recorded.fallback(type)
                    .filter(fallback ->
                            !now.choices(type).isEmpty() && !now.fallback(type).equals(Optional.of(fallback)))
                    .ifPresent(fallback -> findInField(
                            Problem.FALLBACK_CHANGED,
                            successor,
                            successor.name(),
                            type,
                            now.fallback(type).orElse("none"),
                            fallback,
                            fallback));
        }
    }

    /* What a field of the first version has no default for must be in a msgpack map: that may become less strict. */
    private void compareDefaults(RecordedField field, RecordedField successor) {
        Optional<String> value = successor.defaultValue();
        Optional<String> valueBefore = field.defaultValue();
        boolean isMeant = field.since() > 1 || valueBefore.isPresent();
        if (isMeant && !value.equals(valueBefore) && !meaning(now, successor).equals(meaning(recorded, field))) {
            findInField(
                    Problem.DEFAULT_CHANGED,
                    successor,
                    successor.name(),
                    said(value),
                    said(valueBefore),
                    valueBefore
                            .map(text -> "Set @DefaultValue(\"" + text + "\")")
                            .orElse("Remove @DefaultValue"));
        }
    }

    private static String said(Optional<String> defaultValue) {
        return defaultValue.map(text -> "\"" + text + "\"").orElse("not declared");
    }

    /* 0 and 0.0 are one double: what the texts are of counts, or they themselves if nothing is known of the type here. */
    private static Optional<Object> meaning(SchemaFile file, RecordedField field) {
        return field.defaultValue()
                .or(() -> implied(file, field))
                .map(text -> Stream.of(FieldType.Fixed.values())
                        .filter(type -> type.displayName().equals(field.type()))
                        .findFirst()
                        .flatMap(type -> DefaultText.parse(type, text))
                        .orElse(text));
    }

    private static Optional<String> implied(SchemaFile file, RecordedField field) {
        return switch (field.type()) {
            case "byte", "short", "int", "long", "float", "double", "BigInteger", "BigDecimal" -> Optional.of("0");
            case "boolean" -> Optional.of("false");
            case "String" -> Optional.of("");
            default -> file.fallback(field.type());
        };
    }

    private void lowered(RecordedField field, String annotation, int limit, int limitBefore) {
        findInField(
                Problem.LIMIT_LOWERED,
                field,
                annotation,
                limit,
                field.name(),
                limitBefore,
                "@" + annotation + "(" + limitBefore + ")");
    }

    private void missing(RecordedField field) {
        Optional<RecordedBinding> bound = message.header().stream()
                .filter(binding -> binding.name().equals(field.name()))
                .findFirst();
        if (bound.isPresent()) {
            findInField(Problem.FIELD_BOUND, field, field.name(), bound.get().field(), reserved(field));
            return;
        }
        Optional<RecordedField> inItsPlace = message.fields().stream()
                .filter(candidate -> candidate.offset() == field.offset()
                        && !candidate.isReserved()
                        && isSameType(field.type(), candidate.type())
                        && candidate.since() == field.since()
                        && !successors.containsValue(candidate))
                .findFirst();
        if (inItsPlace.isPresent() && !field.isReserved()) {
            RecordedField candidate = inItsPlace.get();
            successors.put(field, candidate);
            findInField(
                    Problem.FIELD_RENAMED, candidate, candidate.name(), field.name(), field.name(), reserved(field));
        } else if (field.isReserved()) {
            find(Problem.RESERVATION_REMOVED, Spot.MESSAGE, simpleName, field.name(), reserved(field));
        } else {
            find(Problem.FIELD_REMOVED, Spot.MESSAGE, simpleName, field.name(), reserved(field));
        }
    }

    /* The annotation that keeps the place. */
    private String reserved(RecordedField field) {
        String after = "";
        for (RecordedField other : before.fields()) {
            if (other == field) {
                break;
            }
            after = other.isReserved()
                            || !successors.containsKey(other)
                            || successors.get(other).isReserved()
                    ? after
                    : successors.get(other).name();
        }
        return "@Reserved(name = \"" + field.name() + "\", type = " + TypeText.reserved(field.type(), field.length())
                + (field.type().endsWith("?") && field.length() != Long.BYTES ? ", nullable = true" : "")
                + (after.isEmpty() ? "" : ", after = \"" + after + "\"") + ")";
    }

    private void checkNew(RecordedField field) {
        if (field.isReserved() || successors.containsValue(field) || field.since() > before.version()) {
            return;
        }
        int next = before.version() + 1;
        if (message.version() > before.version()) {
            findInField(Problem.SINCE_MISSING, field, field.name(), before.version(), next);
        } else {
            findInField(Problem.VERSION_NOT_RAISED, field, field.name(), simpleName, message.version(), next, next);
        }
    }

    private void moved(RecordedField field, RecordedField successor) {
        Spot spot = successor.isReserved() ? Spot.MESSAGE : Spot.FIELD;
        differences.add(new Difference(
                Problem.FIELD_MOVED,
                spot,
                Optional.of(successor.name()).filter(name -> spot == Spot.FIELD),
                List.of(successor.name(), successor.offset(), field.offset())));
    }

    /* Messages are the same if they have one id, enums and sealed interfaces if the new one can be all that the old one could. */
    private boolean isSameType(String typeBefore, String type) {
        return type.equals(typeBefore) || isRenamedIn(recorded.withoutUses(typeBefore), now.withoutUses(type));
    }

    private boolean isRenamedIn(String typeBefore, String type) {
        List<String> names = TypeText.names(type);
        List<String> namesBefore = TypeText.names(typeBefore);
        Map<String, String> newNames = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), namesBefore.size()); i++) {
            if (isRenamed(namesBefore.get(i), names.get(i))) {
                newNames.put(namesBefore.get(i), names.get(i));
            }
        }
        return type.equals(TypeText.replace(typeBefore, name -> newNames.getOrDefault(name, name)));
    }

    private boolean isRenamed(String nameBefore, String name) {
        Optional<Integer> id = now.find(name).map(RecordedMessage::id);
        if (id.isPresent()) {
            return recorded.find(nameBefore).map(RecordedMessage::id).equals(id);
        }
        Set<String> choices = new HashSet<>(now.choices(name));
        return !choices.isEmpty()
                && !recorded.choices(nameBefore).isEmpty()
                && choices.containsAll(recorded.choices(nameBefore));
    }
}
