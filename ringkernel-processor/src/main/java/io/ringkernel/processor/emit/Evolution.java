// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.DefaultText;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.model.Setting;
import io.ringkernel.processor.source.ArrayTypeName;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes what makes a codec understand older messages. A field that such a message does not have is answered in one of
 * three ways: a primitive or an enum with its default, written out; a field of the tail without a declared default with an
 * empty reference, which all its methods understand; every other one with what the same method says of a message that
 * has the defaults.
 */
final class Evolution {
    private final CodecModel model;
    private final Layout layout;
    private final MemberNames names;

    Evolution(CodecModel model, MemberNames names) {
        this.model = model;
        this.layout = model.layout();
        this.names = names;
    }

    /** Writes the methods of the reader for one field, each with an answer for older messages in front. */
    void addAccessors(TypeSpec.Builder reader, Field field, Consumer<TypeSpec.Builder> accessors) {
        TypeSpec.Builder plain = TypeSpec.classBuilder("Plain");
        accessors.accept(plain);
        for (MethodSpec method : plain.build().methodSpecs()) {
            reader.addMethod(
                    method.modifiers().contains(Modifier.PUBLIC) ? marked(guarded(method, field), field) : method);
        }
    }

    /** Writes the methods of the writer for one field. */
    static void addSetters(TypeSpec.Builder writer, Field field, Consumer<TypeSpec.Builder> setters) {
        TypeSpec.Builder plain = TypeSpec.classBuilder("Plain");
        setters.accept(plain);
        plain.build().methodSpecs().forEach(method -> writer.addMethod(marked(method, field)));
    }

    private static MethodSpec marked(MethodSpec method, Field field) {
        return field.component().isDeprecated() && method.modifiers().contains(Modifier.PUBLIC)
                ? method.toBuilder().addAnnotation(Deprecated.class).build()
                : method;
    }

    private MethodSpec guarded(MethodSpec method, Field field) {
        Component component = field.component();
        if (!component.isAdded() || isAnsweredByReference(component) || isOfElements(field, method)) {
            return method;
        }
        CodeBlock answer = isPlain(field.type())
                ? literal(field)
                : CodeBlock.of(
                        "DEFAULTS.$L($L)",
                        method.name(),
                        method.parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", ")));
        return method.withCode(CodeBlock.builder()
                .beginControlFlow("if (version < $L)", component.since())
                .add(method.returnType() == TypeName.VOID ? returningNothing(answer) : returning(answer))
                .endControlFlow()
                .add(method.code())
                .build());
    }

    private static CodeBlock returning(CodeBlock answer) {
        return CodeBlock.builder().addStatement("return $L", answer).build();
    }

    private static CodeBlock returningNothing(CodeBlock answer) {
        return CodeBlock.builder().addStatement(answer).addStatement("return").build();
    }

    private static boolean isAnsweredByReference(Component component) {
        return component.type().plain() instanceof FieldType.PrimitiveArray
                || component.type().plain() instanceof FieldType.Variable
                        && component.defaultValue().isEmpty()
                        && !isNumber(component.type());
    }

    /*
     * What reads a collection in place begins with its reference, which says that there is none. And it must not ask the
     * message with the defaults: all readers share that one, and the selection of a collection belongs to one of them.
     */
    private static boolean isOfElements(Field field, MethodSpec method) {
        return field.type().plain().hasElements()
                && !(method.name().equals(field.name()) && method.parameters().isEmpty());
    }

    /* No bytes are no number. */
    private static boolean isNumber(FieldType type) {
        return type == FieldType.Variable.BIG_INTEGER || type == FieldType.Variable.BIG_DECIMAL;
    }

    private static boolean isPlain(FieldType type) {
        FieldType value = unboxed(type);
        return value instanceof FieldType.Fixed fixed && fixed.isPrimitive() || value instanceof FieldType.Enumeration;
    }

    private static FieldType unboxed(FieldType type) {
        return type instanceof FieldType.Boxed boxed ? boxed.primitive() : type;
    }

    /** The statement that answers for the reference of a field of the tail, if older messages do not have the field. */
    static CodeBlock referenceGuard(Field field) {
        Component component = field.component();
        if (!component.isAdded()) {
            return CodeBlock.of("");
        }
        return CodeBlock.builder()
                .beginControlFlow("if (version < $L)", component.since())
                .addStatement(
                        component.type() instanceof FieldType.Maybe ? "return $T.NULL" : "return $T.EMPTY",
                        Core.TAIL_REF)
                .endControlFlow()
                .build();
    }

    /** The length of the block of a message, whoever wrote it; {@code codec} is what leads to the methods of the codec. */
    String blockLength(String codec) {
        return layout.growth().isEmpty() ? "BLOCK_LENGTH" : codec + "blockLength(version)";
    }

    /** Writes the method that knows how long the blocks of older messages are. */
    void addBlockLength(TypeSpec.Builder codec) {
        if (layout.growth().isEmpty()) {
            return;
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("blockLength")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addParameter(TypeName.INT, "version");
        int before = 1;
        for (int since : layout.growth()) {
            method.beginControlFlow("if (version < $L)", since)
                    .addStatement("return $L", layout.blockLength(before))
                    .endControlFlow();
            before = since;
        }
        codec.addMethod(method.addStatement("return BLOCK_LENGTH").build());
    }

    /** Writes the message that has the defaults, if a method of the reader needs it. */
    void addDefaults(TypeSpec.Builder codec) {
        List<Field> fields = layout.fields().stream()
                .filter(field -> field.component().isAdded()
                        && !isPlain(field.type())
                        && !isAnsweredByReference(field.component()))
                .toList();
        if (fields.isEmpty()) {
            return;
        }
        ClassName reader = Core.reader(model.message().type());
        codec.addField(FieldSpec.builder(reader, "DEFAULTS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L()", names.defaults())
                .build());
        int tail = fields.stream()
                .flatMap(field ->
                        text(field.component()).flatMap(text -> DefaultText.parse(field.type(), text)).stream())
                .mapToInt(DefaultText::tailLength)
                .sum();
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.defaults())
                .addJavadoc("Writes what stands for the fields that an older message does not have.")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(reader)
                .addStatement(
                        "$1T buffer = $1T.allocate(BLOCK_LENGTH$2L)",
                        Core.MESSAGE_BUFFER,
                        tail == 0 ? "" : " + " + tail)
                .addStatement("Writer writer = new Writer().wrap(buffer, 0)");
        for (Field field : fields) {
            text(field.component())
                    .map(text -> value(field, text))
                    .or(() -> absent(field))
                    .ifPresent(value -> method.addStatement("writer.$L($L)", field.name(), value));
        }
        codec.addMethod(method.addStatement("return new Reader().wrap(buffer, 0, writer.encodedLength())")
                .build());
    }

    /** Writes how the codec reads deprecated components, once and in methods that are deprecated themselves. */
    void addDeprecated(TypeSpec.Builder codec) {
        for (Field field : layout.fields()) {
            if (field.component().isDeprecated()) {
                codec.addMethod(MethodSpec.methodBuilder(names.deprecated(field))
                        .addAnnotation(Deprecated.class)
                        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                        .returns(JavaTypes.of(field.type()))
                        .addParameter(JavaTypes.message(model.message().type()), "message")
                        .addStatement("return message.$L()", field.name())
                        .build());
            }
        }
    }

    private static Optional<String> text(Component component) {
        if (component.defaultValue().isPresent()) {
            return component.defaultValue().map(Setting::value);
        }
        if (component.type() == FieldType.Variable.TEXT) {
            return Optional.of("");
        }
        if (component.type() instanceof FieldType.Enumeration enumeration) {
            return enumeration.fallbacks().stream().map(EnumConstant::name).findFirst();
        }
        return isNumber(component.type()) ? Optional.of("0") : Optional.empty();
    }

    /** Writes the value of a field that a message of another form does not have, if there is one. */
    static Optional<CodeBlock> defaultValue(Field field) {
        Component component = field.component();
        if (component.isAdded() && isPlain(field.type())) {
            return Optional.of(literal(field));
        }
        return component.defaultValue().isPresent() || component.isAdded()
                ? text(component).map(text -> value(field, text)).or(() -> empty(field.type()))
                : Optional.empty();
    }

    private static Optional<CodeBlock> empty(FieldType type) {
        if (type instanceof FieldType.MapOf) {
            return Optional.of(CodeBlock.of("$T.of()", Map.class));
        }
        if (type instanceof FieldType.Sequence sequence && sequence.kind() != FieldType.Sequence.Kind.ARRAY) {
            Class<?> collection = sequence.kind() == FieldType.Sequence.Kind.LIST ? List.class : Set.class;
            return Optional.of(CodeBlock.of("$T.of()", collection));
        }
        boolean isArray = JavaTypes.of(type) instanceof ArrayTypeName;
        return isArray ? Optional.of(CodeBlock.of("new $L", emptyArray(type))) : Optional.empty();
    }

    /* Of an array of arrays the outer one has the length. */
    private static CodeBlock emptyArray(FieldType type) {
        TypeName element = JavaTypes.of(type);
        StringBuilder rest = new StringBuilder("[0]");
        for (element = ((ArrayTypeName) element).componentType();
                element instanceof ArrayTypeName array;
                element = array.componentType()) {
            rest.append("[]");
        }
        return CodeBlock.of("$T$L", element, rest);
    }

    /* Zero is an empty text or array, and the absence of what lies in the block; the absence of what lies in the tail is said. */
    private static Optional<CodeBlock> absent(Field field) {
        if (!field.type().isTail() || !(field.type() instanceof FieldType.Maybe maybe)) {
            return Optional.empty();
        }
        return Optional.of(
                maybe.absence() == FieldType.Absence.NULLABLE
                        ? CodeBlock.of("($T) null", JavaTypes.of(maybe))
                        : CodeBlock.of("$T.empty()", Optional.class));
    }

    private static CodeBlock literal(Field field) {
        FieldType type = unboxed(field.type());
        String zero = type == FieldType.Fixed.BOOLEAN ? "false" : type == FieldType.Fixed.CHAR ? "\0" : "0";
        return value(field, text(field.component()).orElse(zero));
    }

    /** Writes the value of a default. */
    private static CodeBlock value(Field field, String text) {
        CodeBlock value = plainValue(field.type().plain(), text);
        if (!(field.type() instanceof FieldType.Maybe maybe) || maybe.absence() == FieldType.Absence.NULLABLE) {
            return value;
        }
        TypeName type = JavaTypes.of(maybe);
        return CodeBlock.of("$T.of($L)", type instanceof ClassName ? type : ClassName.get(Optional.class), value);
    }

    private static CodeBlock plainValue(FieldType type, String text) {
        Object value = DefaultText.parse(type, text).orElseThrow();
        if (type instanceof FieldType.Boxed boxed) {
            return plainValue(boxed.primitive(), text);
        }
        if (value instanceof EnumConstant constant) {
            return CodeBlock.of("$T.$L", JavaTypes.of(type), constant.name());
        }
        if (value instanceof String) {
            return CodeBlock.of("$S", value);
        }
        if (type instanceof FieldType.Fixed fixed && fixed.isPrimitive()) {
            return primitive(fixed, value);
        }
        TypeName name = JavaTypes.of(type);
        if (type == FieldType.Variable.BIG_INTEGER || type == FieldType.Variable.BIG_DECIMAL) {
            return CodeBlock.of("new $T($S)", name, text);
        }
        return CodeBlock.of("$T.$L($S)", name, type == FieldType.Fixed.UUID ? "fromString" : "parse", text);
    }

    private static CodeBlock primitive(FieldType.Fixed type, Object value) {
        return switch (type) {
            case BYTE, SHORT -> CodeBlock.of("($T) $L", JavaTypes.of(type), value);
            case LONG -> CodeBlock.of("$LL", value);
            case CHAR -> CodeBlock.of("$L", character((char) value));
            case FLOAT -> floating((float) value, "Float", "f");
            case DOUBLE -> floating((double) value, "Double", "");
            default -> CodeBlock.of("$L", value);
        };
    }

    private static CodeBlock floating(double value, String box, String suffix) {
        if (Double.isNaN(value)) {
            return CodeBlock.of("$L.NaN", box);
        }
        if (Double.isInfinite(value)) {
            return CodeBlock.of("$L.$L_INFINITY", box, value > 0 ? "POSITIVE" : "NEGATIVE");
        }
        return CodeBlock.of("$L$L", suffix.isEmpty() ? Double.toString(value) : Float.toString((float) value), suffix);
    }

    private static String character(char c) {
        if (c == '\'' || c == '\\') {
            return "'\\" + c + "'";
        }
        if (c < ' ') {
            return String.format("'\\%o'", (int) c); // an escape with a u would end the line, or the literal
        }
        return c > '~' ? String.format("'\\u%04X'", (int) c) : "'" + c + "'";
    }
}
