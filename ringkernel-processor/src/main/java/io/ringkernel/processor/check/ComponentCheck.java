// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.check;

import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Judges one component of a message. */
final class ComponentCheck {
    private static final String REMOVE = "Remove the annotation.";

    private final DeclaredMessage message;
    private final Component component;
    private final List<Finding> findings = new ArrayList<>();

    private ComponentCheck(DeclaredMessage message, Component component) {
        this.message = message;
        this.component = component;
    }

    static List<Finding> findings(DeclaredMessage message, Component component) {
        ComponentCheck check = new ComponentCheck(message, component);
        if (component.type() instanceof FieldType.Bound bound) {
            check.bound(bound);
            return check.findings;
        }
        check.type();
        if (!(component.type() instanceof FieldType.Unsupported)) {
            check.maxLength();
            check.maxCount();
            check.nullable();
        }
        return check.findings;
    }

    private void type() {
        FieldType whole = component.type().plain();
        whole.parts().distinct().forEach(part -> part(whole, part));
    }

    private void part(FieldType whole, FieldType part) {
        if (part instanceof FieldType.Sequence set && set.kind() == FieldType.Sequence.Kind.SET) {
            compared(set, set.element(), "elements");
        } else if (part instanceof FieldType.MapOf map) {
            compared(map, map.key(), "keys");
        }
        if (part instanceof FieldType.Unsupported unsupported && unsupported.family() == FieldType.Family.BOUND) {
            find(Problem.HEADER_FIELDS_IN_NESTED, name(), part.displayName(), part.displayName());
        } else if (part instanceof FieldType.Unsupported unsupported) {
            if (isOpen(unsupported)) {
                return; // a use says what it is
            }
            if (unsupported.family() == FieldType.Family.RAW) {
                find(Problem.GENERIC_MESSAGE, name(), part.displayName(), part.displayName());
                return;
            }
            if (unsupported.family() == FieldType.Family.TOO_MANY) {
                find(Problem.TOO_MANY_USES, name(), part.displayName(), DeclaredMessage.MOST_USES);
                return;
            }
            String what = part == whole ? "which has" : "in which " + part.displayName() + " has";
            find(Problem.UNSUPPORTED_FIELD_TYPE, name(), whole.displayName(), what, wayOut(unsupported));
        } else if (part instanceof FieldType.Enumeration enumeration) {
            enumeration(enumeration);
        } else if (part instanceof FieldType.OutOfReach hidden) {
            outOfReach(hidden);
        } else if (part instanceof FieldType.Nested nested && nested.codec() == CodecFacts.Missing.MISSING) {
            find(Problem.CODEC_MISSING, name(), nested.type().codec().simpleName(), nested.displayName());
        } else if (part instanceof FieldType.OneOf oneOf) {
            oneOf.others().forEach(other -> find(Problem.PERMITS_NO_MESSAGE, name(), oneOf.displayName(), other));
        }
    }

    private boolean isOpen(FieldType part) {
        return message.isGeneric()
                && part instanceof FieldType.Unsupported unsupported
                && unsupported.family() == FieldType.Family.VARIABLE;
    }

    private void compared(FieldType collection, FieldType value, String values) {
        if (value.parts().anyMatch(ComponentCheck::isArray)) {
            String have = isArray(value) ? " are arrays" : " have arrays in them";
            find(Problem.ARRAY_AS_KEY, name(), collection.displayName(), values + have);
        }
    }

    private static boolean isArray(FieldType type) {
        FieldType plain = type.plain();
        return plain == FieldType.Variable.BYTES
                || plain instanceof FieldType.PrimitiveArray
                || plain instanceof FieldType.Sequence sequence && sequence.kind() == FieldType.Sequence.Kind.ARRAY;
    }

    private static String wayOut(FieldType.Unsupported type) {
        String name = type.displayName();
        return switch (type.family()) {
            case ARRAY -> "Use a List instead of the array.";
            case COLLECTION -> "Use a List, a Set or a Map, and say what is in it.";
            case OPTIONAL ->
                "An Optional is of a type that can be a field by itself, of no other Optional and of nothing @Nullable.";
            case TIME ->
                "Of java.time there are Instant, Duration, LocalDate, LocalTime, LocalDateTime, OffsetDateTime and"
                        + " ZonedDateTime; or use a number with its unit in the name.";
            case DATE -> "Use an Instant.";
            case NUMBER -> "Use an int, a long, a double, or a BigDecimal.";
            case TEXT -> "Use a String.";
            case BUFFER -> "Use a byte[], or a BufferRef for what is large.";
            case ENUM -> "Name the enum itself.";
            case RECORD ->
                "Mark " + name + " with @Message; if it is not yours, put what you need of it into a record that is.";
            case OBJECT -> "Say what it is: a record marked @Message, or a sealed interface of such records.";
            case INTERFACE -> "Make " + name + " sealed, and mark the records that implement it with @Message.";
            case ABSTRACT -> "Make " + name + " a sealed interface, and what extends it records marked @Message.";
            case CLASS -> "Make " + name + " a record marked @Message.";
            case FOREIGN -> "Only data travels: carry what the receiver needs to know of it.";
            case WILDCARD -> "Name the type without a wildcard.";
            case ENDLESS -> "It uses itself with ever more types: let it use itself with its own type parameters only.";
            case BOUND, RAW, TOO_MANY, VARIABLE, OTHER ->
                "Turn it into a record marked @Message, or carry it as a byte[].";
        };
    }

    private void bound(FieldType.Bound bound) {
        FieldType plain = bound.type() instanceof FieldType.Maybe maybe ? maybe.inner() : bound.type();
        if (component.isNullable() && plain instanceof FieldType.Fixed fixed && fixed.isPrimitive()) {
            nullable(bound.type());
        } else if (!bound.field().takes(bound.type())) {
            find(
                    Problem.HEADER_FIELD_TYPE,
                    name(),
                    bound.displayName(),
                    bound.field().mark(),
                    bound.field().typeNames());
        }
        for (Class<? extends Annotation> limit : List.of(MaxLength.class, MaxCount.class)) {
            component
                    .marks()
                    .of(limit)
                    .ifPresent(mark -> findings.add(Finding.of(
                            Problem.LIMIT_ON_HEADER_FIELD,
                            mark.place(),
                            name(),
                            bound.field().mark(),
                            limit.getSimpleName())));
        }
        Stream.of(HeaderField.values())
                .filter(other -> other != bound.field())
                .forEach(other -> component
                        .marks()
                        .of(other.annotation())
                        .ifPresent(mark -> findings.add(Finding.of(
                                Problem.TWO_HEADER_FIELDS,
                                mark.place(),
                                name(),
                                bound.field().mark(),
                                other.mark()))));
    }

    private void outOfReach(FieldType.OutOfReach hidden) {
        String codec = message.type().codec().simpleNames().get(0);
        if (hidden.access() == Access.PRIVATE) {
            find(Problem.FIELD_TYPE_NOT_VISIBLE, name(), hidden.displayName(), codec);
        } else {
            String home = message.type().use().isPresent() ? message.type().simpleName() + "." : "";
            find(Problem.FIELD_TYPE_OUT_OF_REACH, home + name(), hidden.displayName(), hidden.packageName(), codec);
        }
    }

    private void enumeration(FieldType.Enumeration type) {
        if (type.constants().isEmpty()) {
            find(Problem.EMPTY_ENUM, name(), type.displayName());
        }
        List<EnumConstant> fallbacks = type.fallbacks();
        if (fallbacks.size() > 1) {
            find(
                    Problem.TWO_FALLBACKS,
                    name(),
                    type.displayName(),
                    fallbacks.get(0).name(),
                    fallbacks.get(1).name());
        }
        Map<Integer, EnumConstant> codes = new HashMap<>();
        for (EnumConstant constant : type.constants()) {
            EnumConstant first = codes.putIfAbsent(constant.code(), constant);
            if (first != null) {
                find(
                        Problem.ENUM_CODE_COLLISION,
                        name(),
                        type.displayName(),
                        first.name(),
                        constant.name(),
                        constant.code());
            }
        }
    }

    private void maxLength() {
        component.maxLength().ifPresent(limit -> {
            if (component.type().parts().noneMatch(part -> hasLength(part) || isOpen(part))) {
                findings.add(Finding.of(
                        Problem.LIMIT_ON_WRONG_TYPE,
                        limit.place(),
                        name(),
                        component.type().displayName(),
                        component.type().parts().anyMatch(FieldType::hasElements)
                                ? "For the number of its elements there is @MaxCount."
                                : REMOVE));
            } else if (limit.value() < 1 || limit.value() > MaxLength.LARGEST) {
                findings.add(Finding.of(
                        Problem.LIMIT_OUT_OF_RANGE, limit.place(), limit.value(), name(), MaxLength.LARGEST));
            }
        });
    }

    private static boolean hasLength(FieldType type) {
        return type instanceof FieldType.Variable && type != FieldType.Variable.ZONED_DATE_TIME;
    }

    private void maxCount() {
        component.maxCount().ifPresent(limit -> {
            if (component.type().parts().noneMatch(FieldType::hasElements)) {
                findings.add(Finding.of(
                        Problem.COUNT_ON_WRONG_TYPE,
                        limit.place(),
                        name(),
                        component.type().displayName(),
                        component.type().parts().anyMatch(ComponentCheck::hasLength)
                                ? "For its bytes there is @MaxLength."
                                : REMOVE));
            } else if (limit.value() < 1 || limit.value() > MaxCount.LARGEST) {
                findings.add(
                        Finding.of(Problem.COUNT_OUT_OF_RANGE, limit.place(), limit.value(), name(), MaxCount.LARGEST));
            }
        });
    }

    private void nullable() {
        if (component.isNullable()) {
            nullable(component.type());
        }
    }

    private void nullable(FieldType type) {
        if (!canBeNull(type)) {
            FieldType inner = ((FieldType.Maybe) type).inner();
            String wayOut = inner instanceof FieldType.Fixed primitive
                    ? ", or use " + new FieldType.Boxed(primitive).displayName()
                    : ": when it is empty, it says that there is no value";
            find(Problem.NULLABLE_ON_WRONG_TYPE, name(), inner.displayName(), wayOut);
        }
    }

    private static boolean canBeNull(FieldType type) {
        FieldType inner = ((FieldType.Maybe) type).inner();
        boolean isPrimitive = inner instanceof FieldType.Fixed fixed && fixed.isPrimitive();
        return !isPrimitive && !(inner instanceof FieldType.Maybe);
    }

    private void find(Problem problem, Object... arguments) {
        findings.add(Finding.of(problem, component.place(), arguments));
    }

    private String name() {
        return component.name();
    }
}
