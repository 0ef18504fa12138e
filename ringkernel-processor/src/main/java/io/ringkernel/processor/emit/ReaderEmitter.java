// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that reads the fields of a message where they lie. */
final class ReaderEmitter {
    private final CodecModel model;
    private final MemberNames names;
    private final List<FieldEmitter> emitters;
    private final Evolution evolution;
    private final ClassName reader;

    ReaderEmitter(CodecModel model, MemberNames names, List<FieldEmitter> emitters, Evolution evolution) {
        this.model = model;
        this.names = names;
        this.emitters = emitters;
        this.evolution = evolution;
        this.reader = Core.reader(model.message().type());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(reader)
                .addJavadoc(
                        "Reads the fields of an encoded {@link $T} where they lie. Reusable; not thread-safe.",
                        Core.name(model.message().type()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(Core.MESSAGE_READER);
        if (isBound()) {
            type.addField(FieldSpec.builder(Core.MESSAGE_HEADER, "header", Modifier.PRIVATE)
                    .initializer("NO_HEADER")
                    .build());
        }
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("Creates a reader that must be {@linkplain #wrap wrapped} before use.")
                .addModifiers(Modifier.PUBLIC)
                .build());
        type.addMethod(wrap());
        type.addMethod(wrapVersion());
        if (isBound()) {
            type.addMethod(wrapHeader());
        }
        if (emitters.stream().anyMatch(FieldEmitter::nests)) {
            type.addMethod(wrapDepth());
        }
        emitters.forEach(emitter -> evolution.addAccessors(type, emitter.scope().field(), emitter::addAccessors));
        if (model.layout().hasTail()) {
            type.addMethod(tailUsed());
        }
        return type.build();
    }

    private MethodSpec wrap() {
        return place(MethodSpec.methodBuilder("wrap")
                        .addJavadoc("""
                                Points this reader at a message that a writer of this version wrote.

                                @param buffer holding the message
                                @param offset at which the message begins
                                @param length of the message in bytes
                                @return this reader
                                @throws $T if {@code length} is too short to hold a {@code $L}""", Core.CODEC_EXCEPTION, name())
                        .addModifiers(Modifier.PUBLIC))
                .addStatement("return wrap(buffer, offset, length, VERSION)")
                .build();
    }

    private MethodSpec wrapVersion() {
        MethodSpec.Builder method = place(MethodSpec.methodBuilder("wrap")
                        .addJavadoc("""
                                Points this reader at an encoded message.

                                @param buffer  holding the message
                                @param offset  at which the message begins
                                @param length  of the message in bytes
                                @param version of the layout that the writer knew, from the header
                                @return this reader
                                @throws $T if {@code length} is too short to hold a {@code $L}""", Core.CODEC_EXCEPTION, name())
                        .addModifiers(Modifier.PUBLIC))
                .addParameter(TypeName.INT, "version")
                .addStatement("$T.checkLength(length, $L, $S)", Core.WIRE, evolution.blockLength("INSTANCE."), name())
                .addStatement("begin(buffer, offset, $Lversion)", model.layout().hasTail() ? "length, " : "");
        if (isBound()) {
            method.addStatement("header = NO_HEADER");
        }
        return method.addStatement("return this").build();
    }

    private boolean isBound() {
        return !model.layout().bound().isEmpty();
    }

    private MethodSpec wrapHeader() {
        return place(MethodSpec.methodBuilder("wrap")
                        .addJavadoc("""
                                Points this reader at an encoded message and its header.

                                @param buffer  holding the message
                                @param offset  at which the message begins
                                @param length  of the message in bytes
                                @param version of the layout that the writer knew, from the header
                                @param header  of the message
                                @return this reader
                                @throws $T if {@code length} is too short to hold a {@code $L}""", Core.CODEC_EXCEPTION, name())
                        .addModifiers(Modifier.PUBLIC))
                .addParameter(TypeName.INT, "version")
                .addParameter(Core.MESSAGE_HEADER, "header")
                .addStatement("wrap(buffer, offset, length, version)")
                .addStatement("this.header = header")
                .addStatement("return this")
                .build();
    }

    private MethodSpec wrapDepth() {
        return place(MethodSpec.methodBuilder("wrap").addModifiers(Modifier.PRIVATE))
                .addParameter(TypeName.INT, "version")
                .addParameter(TypeName.INT, "depth")
                .addStatement("wrap(buffer, offset, length, version)")
                .addStatement("this.depth = depth")
                .addStatement("return this")
                .build();
    }

    private MethodSpec.Builder place(MethodSpec.Builder method) {
        return method.returns(reader)
                .addParameter(Core.MESSAGE_BUFFER, "buffer")
                .addParameter(TypeName.INT, "offset")
                .addParameter(TypeName.INT, "length");
    }

    private String name() {
        return model.message().type().simpleName();
    }

    private MethodSpec tailUsed() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.tailUsed())
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.LONG);
        List<CodeBlock> lengths = model.layout().fields().stream()
                .filter(field -> field.type().isTail())
                .map(field -> CodeBlock.of("$T.used($L())", Core.TAIL_REF, names.ref(field)))
                .toList();
        if (lengths.size() == 1) {
            return method.addStatement("return $L", lengths.get(0)).build();
        }
        method.addStatement("long used = $L", lengths.get(0));
        lengths.stream().skip(1).forEach(length -> method.addStatement("used += $L", length));
        return method.addStatement("return used").build();
    }
}
