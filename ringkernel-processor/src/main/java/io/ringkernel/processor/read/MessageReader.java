// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.DefaultValue;
import io.ringkernel.annotation.Fallback;
import io.ringkernel.annotation.FormerName;
import io.ringkernel.annotation.MaxCount;
import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import io.ringkernel.annotation.Reserved;
import io.ringkernel.annotation.Since;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DeclaredMessage;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.HeaderField;
import io.ringkernel.processor.model.Mark;
import io.ringkernel.processor.model.Marks;
import io.ringkernel.processor.model.Reservation;
import io.ringkernel.processor.report.Finding;
import io.ringkernel.processor.report.Problem;
import io.ringkernel.processor.report.SourcePlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads types marked {@code @Message}. */
public final class MessageReader {
    /* Of each of these, all values are read, wherever it stands on a message or on one of its components. */
    private static final List<Class<? extends java.lang.annotation.Annotation>> MARKS = Stream.concat(
                    Stream.of(
                            Message.class,
                            MaxLength.class,
                            MaxCount.class,
                            Since.class,
                            DefaultValue.class,
                            FormerName.class,
                            Deprecated.class),
                    HeaderField.annotations())
            .toList();

    private final Elements elements;
    private final Types types;
    private final Codecs codecs;

    /**
     * Creates a reader.
     *
     * @param elements of the compiler
     * @param types    of the compiler
     * @param codecs   that exist or are to be generated
     */
    public MessageReader(Elements elements, Types types, Codecs codecs) {
        this.elements = elements;
        this.types = types;
        this.codecs = codecs;
    }

    /**
     * Tells whether the compiler knows, by now, all that a type names.
     *
     * @param type marked {@code @Message}
     * @return whether it can be read
     */
    public boolean isReady(TypeElement type) {
        return unresolved(type).isEmpty()
                && isReadable(type)
                && Annotation.all(elements, type, Reserved.class, Reserved.All.class)
                        .allMatch(Annotation::isReadable)
                && type.getRecordComponents().stream().allMatch(component -> isReadable(field(type, component)));
    }

    private boolean isReadable(Element element) {
        return MARKS.stream()
                .flatMap(type -> Annotation.of(elements, element, type).stream())
                .allMatch(Annotation::isReadable);
    }

    /**
     * Finds an annotation of a component that is in no message.
     *
     * @param element that is marked
     * @param mark    that it is marked with
     * @return the finding, unless the record is a message
     */
    public Optional<Finding> stray(Element element, Class<? extends java.lang.annotation.Annotation> mark) {
        Element home = element.getEnclosingElement();
        if (element.getKind() != ElementKind.FIELD || Annotation.isOn(home, Message.class)) {
            return Optional.empty();
        }
        return Annotation.of(elements, element, mark)
                .map(annotation -> Finding.of(
                        Problem.MARK_OUTSIDE_MESSAGE,
                        annotation.mark().place(),
                        element.getSimpleName(),
                        "@" + mark.getSimpleName(),
                        home.getSimpleName()));
    }

    /**
     * Judges what is marked {@code @Fallback}.
     *
     * @param element that is marked
     * @return the finding, unless it is a constant of an enum
     */
    public Optional<Finding> strayFallback(Element element) {
        return element.getKind() == ElementKind.ENUM_CONSTANT
                ? Optional.empty()
                : Annotation.of(elements, element, Fallback.class)
                        .map(annotation -> Finding.of(
                                Problem.FALLBACK_OUTSIDE_ENUM, annotation.mark().place(), element.getSimpleName()));
    }

    /** {@return the annotations of components that are ours} */
    public static Stream<Class<? extends java.lang.annotation.Annotation>> componentMarks() {
        return MARKS.stream().filter(mark -> mark != Message.class && mark != Deprecated.class);
    }

    /**
     * Finds the first component whose type the compiler does not know, or not yet.
     *
     * @param type marked {@code @Message}
     * @return the finding, if it stays so
     */
    public static Optional<Finding> unresolved(TypeElement type) {
        return type.getRecordComponents().stream()
                .filter(component -> component.asType().getKind() == TypeKind.ERROR)
                .map(component -> Finding.of(
                        Problem.UNRESOLVED_TYPE,
                        SourcePlace.of(field(type, component)),
                        component.getSimpleName(),
                        component.asType()))
                .findFirst();
    }

    /**
     * Reads a type.
     *
     * @param type marked {@code @Message}
     * @return what it says
     */
    public DeclaredMessage read(TypeElement type) {
        Uses uses = new Uses(Names.of(type));
        FieldTypes fieldTypes = new FieldTypes(codecs, uses);
        boolean isGeneric = !type.getTypeParameters().isEmpty();
        return new DeclaredMessage(
                Names.of(type),
                Names.kind(type),
                Names.access(type),
                isGeneric,
                hasOwnCheck(type),
                marks(type),
                components((DeclaredType) type.asType(), fieldTypes),
                reserved(type, fieldTypes),
                isGeneric ? List.of() : uses(type, uses, fieldTypes),
                SourcePlace.of(type));
    }

    /* The fields of a use may use others, which are read in turn. */
    private List<DeclaredMessage> uses(TypeElement home, Uses uses, FieldTypes fieldTypes) {
        List<DeclaredMessage> messages = new ArrayList<>();
        for (Optional<Uses.Open> next = uses.next(); next.isPresent(); next = uses.next()) {
            TypeElement type = (TypeElement) next.get().type().asElement();
            messages.add(new DeclaredMessage(
                    next.get().name(),
                    Names.kind(type),
                    Names.access(home),
                    false,
                    hasOwnCheck(type),
                    marks(type),
                    components(next.get().type(), fieldTypes),
                    reserved(type, fieldTypes),
                    List.of(),
                    SourcePlace.of(home)));
        }
        return List.copyOf(messages);
    }

    private List<Reservation> reserved(TypeElement type, FieldTypes fieldTypes) {
        return Annotation.all(elements, type, Reserved.class, Reserved.All.class)
                .map(annotation -> reservation(annotation, fieldTypes))
                .toList();
    }

    private static Reservation reservation(Annotation annotation, FieldTypes fieldTypes) {
        FieldType type =
                fieldTypes.of(annotation.setting("type", TypeMirror.class).value());
        FieldType known = type instanceof FieldType.Unsupported unsupported && saysLength(unsupported)
                ? FieldType.Variable.BYTES
                : type;
        return new Reservation(
                annotation.setting("name", String.class).value(),
                annotation.setting("nullable", Boolean.class).value()
                        ? new FieldType.Maybe(known, FieldType.Absence.NULLABLE)
                        : known,
                annotation.setting("after", String.class),
                annotation.setting("name", String.class).place());
    }

    /* Any class stands for a field of the tail; but an Optional of a number lay in the block, and nothing is no field. */
    private static boolean saysLength(FieldType.Unsupported type) {
        return type.family() != FieldType.Family.OPTIONAL && !type.displayName().equals("void");
    }

    private boolean hasOwnCheck(TypeElement type) {
        int count = type.getRecordComponents().size();
        return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().size() == count)
                .anyMatch(constructor -> elements.getOrigin(constructor) == Elements.Origin.EXPLICIT);
    }

    private Marks marks(Element element) {
        Map<Class<? extends java.lang.annotation.Annotation>, Mark> marks = new HashMap<>();
        MARKS.forEach(type ->
                Annotation.of(elements, element, type).ifPresent(annotation -> marks.put(type, annotation.mark())));
        return new Marks(Map.copyOf(marks));
    }

    private List<Component> components(DeclaredType type, FieldTypes fieldTypes) {
        TypeElement element = (TypeElement) type.asElement();
        return element.getRecordComponents().stream()
                .map(component -> component(component, field(element, component), type, fieldTypes))
                .toList();
    }

    private Component component(
            RecordComponentElement component, VariableElement field, DeclaredType home, FieldTypes fieldTypes) {
        boolean isGeneric = !home.getTypeArguments().isEmpty();
        TypeMirror declaredType = isGeneric ? types.asMemberOf(home, field) : component.asType();
        Optional<HeaderField> bound = Codecs.headerField(field);
        FieldType type = bound.isPresent() ? fieldTypes.ofHeader(declaredType) : fieldTypes.of(declaredType);
        boolean isNullable = isNullable(component, field) || Codecs.isNullable(declaredType);
        boolean isMaybe = !(type instanceof FieldType.Unsupported) && isNullable;
        FieldType declared = isMaybe ? new FieldType.Maybe(type, FieldType.Absence.NULLABLE) : type;
        return new Component(
                component.getSimpleName().toString(),
                bound.<FieldType>map(header -> new FieldType.Bound(header, declared))
                        .orElse(declared),
                marks(field).or(marks(component.getAccessor())),
                SourcePlace.of(field));
    }

    private static VariableElement field(TypeElement type, RecordComponentElement component) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
                .findFirst()
                .orElseThrow();
    }

    /* An annotation may be for declarations or for types, and javac shows each of them in a place of its own. */
    private static boolean isNullable(RecordComponentElement component, VariableElement field) {
        Stream<AnnotatedConstruct> declarations = Stream.of(component, field, component.getAccessor());
        Stream<TypeMirror> types = Stream.of(
                component.asType(), field.asType(), component.getAccessor().getReturnType());
        return Stream.concat(declarations, types.flatMap(MessageReader::withElements))
                .anyMatch(Codecs::isNullable);
    }

    private static Stream<TypeMirror> withElements(TypeMirror type) {
        boolean isOfPrimitives = type instanceof ArrayType array
                && array.getComponentType().getKind().isPrimitive();
        return isOfPrimitives ? Stream.of(type, ((ArrayType) type).getComponentType()) : Stream.of(type);
    }
}
