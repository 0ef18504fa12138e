// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.Fallback;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.CodecFacts;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.FieldType.Family;
import io.ringkernel.processor.model.FieldType.Sequence.Kind;
import io.ringkernel.processor.model.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds out what the type of a component is. */
final class FieldTypes {
    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("java.lang.Boolean", new FieldType.Boxed(FieldType.Fixed.BOOLEAN)),
            Map.entry("java.lang.Byte", new FieldType.Boxed(FieldType.Fixed.BYTE)),
            Map.entry("java.lang.Short", new FieldType.Boxed(FieldType.Fixed.SHORT)),
            Map.entry("java.lang.Character", new FieldType.Boxed(FieldType.Fixed.CHAR)),
            Map.entry("java.lang.Integer", new FieldType.Boxed(FieldType.Fixed.INT)),
            Map.entry("java.lang.Long", new FieldType.Boxed(FieldType.Fixed.LONG)),
            Map.entry("java.lang.Float", new FieldType.Boxed(FieldType.Fixed.FLOAT)),
            Map.entry("java.lang.Double", new FieldType.Boxed(FieldType.Fixed.DOUBLE)),
            Map.entry("java.lang.String", FieldType.Variable.TEXT),
            Map.entry("java.math.BigDecimal", FieldType.Variable.BIG_DECIMAL),
            Map.entry("java.math.BigInteger", FieldType.Variable.BIG_INTEGER),
            Map.entry("java.time.Duration", FieldType.Fixed.DURATION),
            Map.entry("java.time.Instant", FieldType.Fixed.INSTANT),
            Map.entry("java.time.LocalDate", FieldType.Fixed.LOCAL_DATE),
            Map.entry("java.time.LocalDateTime", FieldType.Fixed.LOCAL_DATE_TIME),
            Map.entry("java.time.LocalTime", FieldType.Fixed.LOCAL_TIME),
            Map.entry("java.time.OffsetDateTime", FieldType.Fixed.OFFSET_DATE_TIME),
            Map.entry("java.time.ZonedDateTime", FieldType.Variable.ZONED_DATE_TIME),
            Map.entry("java.util.OptionalDouble", optional(FieldType.Fixed.DOUBLE)),
            Map.entry("java.util.OptionalInt", optional(FieldType.Fixed.INT)),
            Map.entry("java.util.OptionalLong", optional(FieldType.Fixed.LONG)),
            Map.entry("java.util.UUID", FieldType.Fixed.UUID),
            Map.entry("io.ringkernel.buffer.BufferRef", FieldType.Fixed.BUFFER_REF));

    private static final Set<String> GENERIC =
            Set.of("java.util.List", "java.util.Set", "java.util.Map", "java.util.Optional");

    /* What is often tried, besides these: a type that is one of them, or extends it. A Path is an Iterable, too. */
    private static final List<Map.Entry<String, Family>> FAMILIES = List.of(
            Map.entry("java.lang.Enum", Family.ENUM),
            Map.entry("java.lang.CharSequence", Family.TEXT),
            Map.entry("java.net.URI", Family.TEXT),
            Map.entry("java.net.URL", Family.TEXT),
            Map.entry("java.nio.file.Path", Family.TEXT),
            Map.entry("java.io.File", Family.TEXT),
            Map.entry("java.util.Locale", Family.TEXT),
            Map.entry("java.util.Currency", Family.TEXT),
            Map.entry("java.util.Date", Family.DATE),
            Map.entry("java.util.Calendar", Family.DATE),
            Map.entry("java.lang.Number", Family.NUMBER),
            Map.entry("java.nio.Buffer", Family.BUFFER),
            Map.entry("io.ringkernel.buffer.MessageBuffer", Family.BUFFER),
            Map.entry("io.ringkernel.buffer.PayloadBuffer", Family.BUFFER),
            Map.entry("java.util.Map", Family.COLLECTION),
            Map.entry("java.lang.Iterable", Family.COLLECTION));

    private static final String OWN_ID = "io.ringkernel.MessageId";

    private final Codecs codecs;
    private final Uses uses;

    FieldTypes(Codecs codecs, Uses uses) {
        this.codecs = codecs;
        this.uses = uses;
    }

    /** Finds out what the type of a component is that is bound to the header. */
    FieldType ofHeader(TypeMirror type) {
        if (is(OWN_ID, type)) {
            return FieldType.Own.MESSAGE_ID;
        }
        boolean isOptional = is("java.util.Optional", type)
                && ((DeclaredType) type).getTypeArguments().stream().anyMatch(value -> is(OWN_ID, value));
        return isOptional ? optional(FieldType.Own.MESSAGE_ID) : of(type);
    }

    private static boolean is(String name, TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(name);
    }

    FieldType of(TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return FieldType.Fixed.valueOf(type.getKind().name());
        }
        if (type instanceof ArrayType array) {
            return array(array);
        }
        if (type.getKind() == TypeKind.DECLARED) {
            return of(type, (TypeElement) ((DeclaredType) type).asElement());
        }
        return unsupported(type, type.getKind() == TypeKind.TYPEVAR ? Family.VARIABLE : Family.OTHER);
    }

    private FieldType of(TypeMirror type, TypeElement element) {
        String name = element.getQualifiedName().toString();
        if (element.getKind() == ElementKind.ENUM) {
            return inReach(element, enumeration(element));
        }
        if (Codecs.isMessage(element)) {
            return isHidden(element) ? outOfReach(element, nested(element)) : message(type, element);
        }
        FieldType known = TYPES.get(name);
        if (known != null) {
            return known;
        }
        boolean isOurs = !name.startsWith("java."); // there are sealed types in java.time
        return isOurs && Permitted.isSealed(element) ? inReach(element, oneOf(element)) : generic(type, element, name);
    }

    private FieldType inReach(TypeElement element, FieldType type) {
        return isHidden(element) || Names.access(element) == Access.PRIVATE ? outOfReach(element, type) : type;
    }

    private static FieldType outOfReach(TypeElement element, FieldType type) {
        return new FieldType.OutOfReach(type, Names.of(element).packageName(), Names.access(element));
    }

    /* A codec is in the package of its message, and so are the codecs of the generic messages that this one uses. */
    private boolean isHidden(TypeElement element) {
        return Names.access(element) == Access.PACKAGE
                && !Names.of(element).packageName().equals(uses.home().packageName());
    }

    private FieldType.Nested nested(TypeElement message) {
        return new FieldType.Nested(Names.of(message), codecs.facts(message));
    }

    private FieldType message(TypeMirror type, TypeElement element) {
        if (Codecs.isBound(element)) {
            return unsupported(type, Family.BOUND);
        }
        if (element.getTypeParameters().isEmpty()) {
            return nested(element);
        }
        DeclaredType use = (DeclaredType) type;
        if (use.getTypeArguments().isEmpty()) {
            return unsupported(type, Family.RAW);
        }
        List<FieldType> arguments =
                use.getTypeArguments().stream().map(this::element).toList();
        return uses.name(Names.of(element), arguments, TypeName.idOf(UseText.of(use)), use)
                .<FieldType>map(name -> new FieldType.Nested(name, CodecFacts.Here.HERE))
                .orElseGet(() -> uses.isEndless()
                        ? new FieldType.Unsupported(element.getSimpleName() + "<…>", Family.ENDLESS)
                        : unsupported(type, Family.TOO_MANY));
    }

    private FieldType generic(TypeMirror type, TypeElement element, String name) {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        Family family = family(element, name);
        if (arguments.isEmpty() || !GENERIC.contains(name)) {
            return unsupported(type, family);
        }
        FieldType first = element(arguments.get(0));
        return switch (name) {
            case "java.util.List" -> new FieldType.Sequence(Kind.LIST, first);
            case "java.util.Set" -> new FieldType.Sequence(Kind.SET, first);
            case "java.util.Map" -> new FieldType.MapOf(first, element(arguments.get(1)));
            default -> first instanceof FieldType.Maybe ? unsupported(type, Family.OPTIONAL) : optional(first);
        };
    }

    private static FieldType optional(FieldType value) {
        return new FieldType.Maybe(value, FieldType.Absence.OPTIONAL);
    }

    private FieldType array(ArrayType type) {
        TypeMirror component = type.getComponentType();
        if (component.getKind() == TypeKind.BYTE) {
            return FieldType.Variable.BYTES;
        }
        if (component.getKind().isPrimitive()) {
            return new FieldType.PrimitiveArray(
                    FieldType.Fixed.valueOf(component.getKind().name()));
        }
        boolean isGeneric = component instanceof DeclaredType declared
                && !declared.getTypeArguments().isEmpty();
        return isGeneric ? unsupported(type, Family.ARRAY) : new FieldType.Sequence(Kind.ARRAY, element(component));
    }

    /* What stands in a collection, where null is a matter of the type and not of the component. */
    private FieldType element(TypeMirror type) {
        if (type.getKind() == TypeKind.WILDCARD) {
            return unsupported(type, Family.WILDCARD);
        }
        FieldType element = of(type);
        return Codecs.isNullable(type) && !(element instanceof FieldType.Unsupported)
                ? new FieldType.Maybe(element, FieldType.Absence.NULLABLE)
                : element;
    }

    private FieldType oneOf(TypeElement type) {
        Permitted permitted = Permitted.of(type);
        if (permitted.messages().stream().anyMatch(Codecs::isBound)) {
            return unsupported(type.asType(), Family.BOUND);
        }
        Optional<TypeElement> hidden =
                permitted.messages().stream().filter(this::isHidden).findFirst();
        if (hidden.isPresent()) {
            return outOfReach(hidden.get(), nested(hidden.get()));
        }
        return new FieldType.OneOf(
                Names.of(type), permitted.messages().stream().map(this::nested).toList(), permitted.others());
    }

    private static FieldType enumeration(TypeElement element) {
        List<EnumConstant> constants = element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> new EnumConstant(
                        member.getSimpleName().toString(),
                        Annotation.isOn(member, Fallback.class),
                        Annotation.isOn(member, Deprecated.class),
                        isForRemoval(member)))
                .toList();
        return new FieldType.Enumeration(Names.of(element), constants);
    }

    private static boolean isForRemoval(Element constant) {
        Deprecated mark = constant.getAnnotation(Deprecated.class);
        return mark != null && mark.forRemoval();
    }

    private static Family family(TypeElement element, String name) {
        if (name.equals("java.util.Optional")) {
            return Family.OPTIONAL;
        }
        if (name.startsWith("java.time.")) {
            return Family.TIME;
        }
        return FAMILIES.stream()
                .filter(family -> isOrExtends(element, family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> kind(element, name));
    }

    private static Family kind(TypeElement element, String name) {
        if (name.equals("java.lang.Object")) {
            return Family.OBJECT;
        }
        if (name.startsWith("java.") || name.startsWith("javax.")) {
            return Family.FOREIGN;
        }
        return switch (element.getKind()) {
            case RECORD -> Family.RECORD;
            case INTERFACE -> Family.INTERFACE;
            case CLASS -> element.getModifiers().contains(Modifier.ABSTRACT) ? Family.ABSTRACT : Family.CLASS;
            default -> Family.OTHER;
        };
    }

    private static boolean isOrExtends(TypeElement element, String name) {
        return element.getQualifiedName().contentEquals(name)
                || Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                        .filter(DeclaredType.class::isInstance)
                        .anyMatch(type -> isOrExtends((TypeElement) ((DeclaredType) type).asElement(), name));
    }

    private static FieldType unsupported(TypeMirror type, Family family) {
        return new FieldType.Unsupported(DisplayName.of(type), family);
    }
}
