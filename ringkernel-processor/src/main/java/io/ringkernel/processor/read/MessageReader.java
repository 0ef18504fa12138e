// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.read;

import io.ringkernel.annotation.DefaultValue;
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
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

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
    private final FieldTypes fieldTypes;

    /**
     * Creates a reader.
     *
     * @param elements of the compiler
     * @param codecs   that exist or are to be generated
     */
    public MessageReader(Elements elements, Codecs codecs) {
        this.elements = elements;
        this.fieldTypes = new FieldTypes(codecs);
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
        return new DeclaredMessage(
                Names.of(type),
                Names.kind(type),
                Names.access(type),
                !type.getTypeParameters().isEmpty(),
                hasOwnCheck(type),
                marks(type),
                components(type),
                reserved(type),
                SourcePlace.of(type));
    }

    private List<Reservation> reserved(TypeElement type) {
        return Annotation.all(elements, type, Reserved.class, Reserved.All.class)
                .map(this::reservation)
                .toList();
    }

    private Reservation reservation(Annotation annotation) {
        FieldType type =
                fieldTypes.of(annotation.setting("type", TypeMirror.class).value());
        FieldType known = type instanceof FieldType.Unsupported ? FieldType.Variable.BYTES : type;
        return new Reservation(
                annotation.setting("name", String.class).value(),
                annotation.setting("nullable", Boolean.class).value()
                        ? new FieldType.Maybe(known, FieldType.Absence.NULLABLE)
                        : known,
                annotation.setting("after", String.class),
                annotation.setting("name", String.class).place());
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

    private List<Component> components(TypeElement type) {
        return type.getRecordComponents().stream()
                .map(component -> component(component, field(type, component)))
                .toList();
    }

    private Component component(RecordComponentElement component, VariableElement field) {
        Optional<HeaderField> bound = Codecs.headerField(field);
        FieldType type =
                bound.isPresent() ? fieldTypes.ofHeader(component.asType()) : fieldTypes.of(component.asType());
        boolean isMaybe = !(type instanceof FieldType.Unsupported) && isNullable(component, field);
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
                .flatMap(construct -> construct.getAnnotationMirrors().stream())
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
    }

    private static Stream<TypeMirror> withElements(TypeMirror type) {
        boolean isOfPrimitives = type instanceof ArrayType array
                && array.getComponentType().getKind().isPrimitive();
        return isOfPrimitives ? Stream.of(type, ((ArrayType) type).getComponentType()) : Stream.of(type);
    }
}
