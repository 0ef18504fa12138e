// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.annotation.Priority;
import io.ringkernel.processor.model.Access;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.source.AnnotationSpec;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the codec of a message. Its reader and writer are written by {@link ReaderEmitter} and {@link WriterEmitter}. */
public final class CodecEmitter {
    private static final int MOST_FIELDS_IN_LINE = 4;

    private final CodecModel model;
    private final Layout layout;
    private final MemberNames names;
    private final List<FieldEmitter> emitters;
    private final Evolution evolution;
    private final TypeName message;
    private final ClassName codec;

    private CodecEmitter(CodecModel model) {
        this.model = model;
        this.layout = model.layout();
        this.names = new MemberNames(layout);
        this.emitters = layout.fields().stream()
                .map(field -> new FieldScope(model, names, field).emitter())
                .toList();
        this.evolution = new Evolution(model, names);
        this.message = JavaTypes.message(model.message().type());
        this.codec = Core.name(model.codec());
    }

    /**
     * Writes a codec.
     *
     * @param model         of the message
     * @param around what is around it
     * @return the source
     */
    public static GeneratedClass emit(CodecModel model, Surroundings around) {
        TypeSpec.Builder type = new CodecEmitter(model).type();
        if (model.message().marks().of(Deprecated.class).isPresent()) {
            type.addAnnotation(AnnotationSpec.of(Deprecated.class)); // so that it may name the record
        }
        around.mark(type);
        return SourceText.of(model.codec(), type.build(), model.message().type().qualifiedName(), around);
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(codec)
                .addJavadoc(
                        "Zero-copy codec for {@link $T}",
                        Core.name(model.message().type()))
                .addJavadoc("$L, little-endian throughout.\n\n", arguments())
                .addJavadoc("$L", LayoutTable.of(layout));
        if (model.message().access() == Access.PUBLIC) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (model.isUse()) {
            type.addModifiers(Modifier.STATIC)
                    .addSuperinterface(ParameterizedTypeName.get(Core.RECORD_CODEC, message))
                    .addSuperinterface(ParameterizedTypeName.get(Core.MAP_CODEC, message));
        } else {
            type.addSuperinterface(ParameterizedTypeName.get(Core.MSGPACK_CODEC, message));
        }
        type.addModifiers(Modifier.FINAL);
        constants(type);
        type.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        if (!model.isUse()) {
            type.addMethod(returning(
                    "messageType",
                    ParameterizedTypeName.get(ClassName.get(Class.class), message),
                    "$T.class",
                    message));
        }
        type.addMethod(returning("typeId", TypeName.INT, "TYPE_ID"));
        type.addMethod(returning("version", TypeName.INT, "VERSION"));
        if (isPriorityNamed() && !model.isUse()) {
            type.addMethod(returning("priority", TypeName.INT, "PRIORITY"));
        }
        if (hasDeadline() && !model.isUse()) {
            type.addMethod(returning("deadlineMs", TypeName.INT, "DEADLINE_MS"));
        }
        if (isBound()) {
            type.addMethod(headerFields());
            type.addMethod(header());
        }
        type.addMethod(returning("blockLength", TypeName.INT, "BLOCK_LENGTH"));
        evolution.addBlockLength(type);
        if (!layout.hasTail()) {
            type.addMethod(returning("hasTail", TypeName.BOOLEAN, "false"));
        }
        type.addMethod(returning("maxEncodedLength", TypeName.INT, "MAX_ENCODED_LENGTH"));
        SchemaEmitter schema = new SchemaEmitter(model, names);
        type.addMethod(schema.schema());
        encodedLength(type);
        type.addMethod(encode());
        decode(type);
        if (layout.hasTail()) {
            type.addMethod(tailUsed());
        }
        new MsgpackEmitter(model, names, emitters).addMethods(type);
        EnumEmitter.addMethods(type, layout, names);
        evolution.addDefaults(type);
        evolution.addDeprecated(type);
        type.addType(new ReaderEmitter(model, names, emitters, evolution).type());
        type.addType(new WriterEmitter(model, emitters).type());
        if (!model.isUse()) {
            type.addType(schema.definition());
        }
        model.uses().forEach(use -> type.addType(new CodecEmitter(use).type().build()));
        return type;
    }

    private String arguments() {
        return model.isUse() ? " as {@code " + model.displayName() + "}" : "";
    }

    private void constants(TypeSpec.Builder type) {
        String name = model.message().type().simpleName();
        type.addField(FieldSpec.builder(codec, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The one instance: a codec has no state.")
                .initializer("new $T()", codec)
                .build());
        type.addField(
                constant("TYPE_ID", hex(model.message().typeId()), "Identifies a {@code " + name + "} on the wire."));
        type.addField(constant("VERSION", model.message().version().value(), "Version of this layout."));
        if (isPriorityNamed() && !model.isUse()) {
            type.addField(constant(
                    "PRIORITY",
                    model.message().priority().value(),
                    "Priority of a message that is sent without naming one."));
        }
        if (hasDeadline() && !model.isUse()) {
            type.addField(constant(
                    "DEADLINE_MS",
                    model.message().deadlineMs().value(),
                    "How long a message is of use that is sent without naming a deadline, in milliseconds."));
        }
        type.addField(constant(
                "BLOCK_LENGTH",
                layout.blockLength(),
                "Length in bytes of the fixed fields" + (layout.hasTail() ? "; the tail begins here." : ".")));
        type.addField(constant(
                "MAX_ENCODED_LENGTH",
                layout.maxEncodedLength(),
                "The most bytes one encoded {@code " + name + "} can occupy."));
        layout.fields().stream()
                .filter(field -> !(field.type() instanceof FieldType.Bound))
                .forEach(field -> type.addField(constant(names.offset(field), field.offset())));
        layout.fields().stream()
                .filter(field -> field.type().isTail())
                .forEach(field -> type.addField(constant(names.limit(field), field.limit())));
        EnumEmitter.addConstants(type, layout, names);
        emitters.forEach(emitter -> emitter.addConstants(type));
        if (isBound()) {
            type.addField(FieldSpec.builder(
                            Core.MESSAGE_HEADER, "NO_HEADER", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.none($L)", Core.MESSAGE_HEADER, priority())
                    .build());
        }
    }

    private CodeBlock priority() {
        return isPriorityNamed() ? CodeBlock.of("PRIORITY") : CodeBlock.of("$T.DEFAULT", Core.annotation("Priority"));
    }

    private boolean isBound() {
        return !layout.bound().isEmpty();
    }

    private boolean hasDeadline() {
        return model.message().deadlineMs().value() != 0;
    }

    private MethodSpec headerFields() {
        List<CodeBlock> fields = layout.bound().stream()
                .map(field -> CodeBlock.of("$T.$L", Core.HEADER_FIELDS, ((FieldType.Bound) field.type()).field()))
                .toList();
        MethodSpec.Builder method = overriding("headerFields").returns(TypeName.INT);
        int first = fields.size() > MOST_FIELDS_IN_LINE ? fields.size() / 2 : 0;
        if (first > 0) {
            method.addStatement("int first = $L", CodeBlock.join(fields.subList(0, first), " | "));
        }
        return method.addStatement(
                        "return $L$L",
                        first > 0 ? "first | " : "",
                        CodeBlock.join(fields.subList(first, fields.size()), " | "))
                .build();
    }

    private MethodSpec header() {
        MethodSpec.Builder method = overriding("header")
                .returns(Core.HEADER_FIELDS)
                .addParameter(message, "message")
                .addStatement("$1T header = new $1T($2L)", Core.HEADER_FIELDS, priority());
        emitters.forEach(emitter -> method.addCode(emitter.toHeader()));
        return method.addStatement("return header").build();
    }

    private boolean isPriorityNamed() {
        return model.message().priority().value() != Priority.DEFAULT;
    }

    private static FieldSpec constant(String name, Object value, String javadoc) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("$L", javadoc)
                .initializer("$L", value)
                .build();
    }

    static FieldSpec constant(String name, int value) {
        return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", value)
                .build();
    }

    static String hex(int number) {
        String digits = String.format("%08X", number);
        return "0x" + digits.substring(0, 4) + "_" + digits.substring(4);
    }

    private static MethodSpec returning(String name, TypeName type, String format, Object... arguments) {
        return overriding(name)
                .returns(type)
                .addStatement("return " + format, arguments)
                .build();
    }

    private static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private boolean nests() {
        return emitters.stream().anyMatch(FieldEmitter::nests);
    }

    private void encodedLength(TypeSpec.Builder type) {
        MethodSpec.Builder method =
                overriding("encodedLength").returns(TypeName.INT).addParameter(message, "message");
        if (nests()) {
            type.addMethod(
                    method.addStatement("return encodedLength(message, 0)").build());
            method = overriding("encodedLength")
                    .returns(TypeName.INT)
                    .addParameter(message, "message")
                    .addParameter(TypeName.INT, "depth");
        }
        if (!layout.hasTail()) {
            type.addMethod(method.addStatement("return BLOCK_LENGTH").build());
            return;
        }
        method.addStatement("$T length = BLOCK_LENGTH", layout.isCut() ? TypeName.LONG : TypeName.INT);
        for (FieldEmitter emitter : emitters) {
            method.addCode(emitter.addLength());
        }
        if (layout.isCut()) {
            String name = model.message().type().simpleName();
            method.addStatement("return $T.checkMeasured(length, MAX_ENCODED_LENGTH, $S)", Core.WIRE, name);
        } else {
            method.addStatement("return length");
        }
        type.addMethod(method.build());
    }

    private MethodSpec encode() {
        MethodSpec.Builder method = overriding("encode")
                .returns(TypeName.INT)
                .addParameter(message, "message")
                .addParameter(Core.MESSAGE_BUFFER, "buffer");
        Stream.of("offset", "end", "limit", "depth").forEach(name -> method.addParameter(TypeName.INT, name));
        boolean hasTail = layout.hasTail();
        method.addStatement(
                "Writer writer = new Writer().wrap(buffer, offset$L)", hasTail ? ", end, limit, depth" : "");
        for (FieldEmitter emitter : emitters) {
            CodeBlock write = emitter.write();
            if (!write.isEmpty()) {
                method.addStatement(write);
            }
        }
        return method.addStatement("return $L", hasTail ? "writer.encodedLength()" : "end")
                .build();
    }

    private void decode(TypeSpec.Builder type) {
        MethodSpec.Builder method = decodeParameters();
        if (isBound()) {
            type.addMethod(method.addStatement("return decode(buffer, offset, length, version, NO_HEADER)")
                    .build());
            method = decodeParameters()
                    .addParameter(Core.MESSAGE_HEADER, "header")
                    .addStatement("Reader reader = new Reader().wrap(buffer, offset, length, version, header)");
        } else if (nests()) {
            type.addMethod(method.addStatement("return decode(buffer, offset, length, version, 0)")
                    .build());
            method = decodeParameters()
                    .addParameter(TypeName.INT, "depth")
                    .addStatement("Reader reader = new Reader().wrap(buffer, offset, length, version, depth)");
        } else {
            method.addStatement("Reader reader = new Reader().wrap(buffer, offset, length, version)");
        }
        String name = model.message().type().simpleName();
        if (layout.hasTail()) {
            method.addStatement(
                    "$T.checkTail(reader.$L(), length - $L, $S)",
                    Core.WIRE,
                    names.tailUsed(),
                    evolution.blockLength(""),
                    name);
        }
        CodeBlock create = CodeBlock.of(
                "return new $T($L)",
                message,
                emitters.stream().map(FieldEmitter::read).collect(CodeBlock.joining(", ")));
        if (model.message().hasOwnCheck()) {
            method.beginControlFlow("try")
                    .addStatement(create)
                    .nextControlFlow("catch ($T e)", Exception.class)
                    .addStatement("throw $T.refused(e, $S)", Core.WIRE, name)
                    .endControlFlow();
        } else {
            method.addStatement(create);
        }
        type.addMethod(method.build());
    }

    private MethodSpec tailUsed() {
        return place(overriding("tailUsed").returns(TypeName.LONG))
                .addStatement("return new Reader().wrap(buffer, offset, length, version).$L()", names.tailUsed())
                .build();
    }

    private MethodSpec.Builder decodeParameters() {
        return place(overriding("decode").returns(message));
    }

    private static MethodSpec.Builder place(MethodSpec.Builder method) {
        method.addParameter(Core.MESSAGE_BUFFER, "buffer");
        Stream.of("offset", "length", "version").forEach(name -> method.addParameter(TypeName.INT, name));
        return method;
    }
}
