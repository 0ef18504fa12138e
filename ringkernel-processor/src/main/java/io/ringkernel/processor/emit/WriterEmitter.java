// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that writes the fields of a message in place. */
final class WriterEmitter {
    private final CodecModel model;
    private final List<FieldEmitter> emitters;
    private final ClassName writer;

    WriterEmitter(CodecModel model, List<FieldEmitter> emitters) {
        this.model = model;
        this.emitters = emitters;
        this.writer = Core.writer(model.message().type());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(writer)
                .addJavadoc(
                        "Writes the fields of a {@link $T} in place, each one once. Reusable; not thread-safe.",
                        Core.name(model.message().type()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(Core.MESSAGE_WRITER);
        type.addMethod(MethodSpec.constructorBuilder()
                .addJavadoc("Creates a writer that must be {@linkplain #wrap wrapped} before use.")
                .addModifiers(Modifier.PUBLIC)
                .build());
        if (model.layout().hasTail()) {
            type.addMethod(wrap("return wrap(buffer, offset, BLOCK_LENGTH, MAX_ENCODED_LENGTH, 0)")
                    .build());
            type.addMethod(wrapInner());
        } else {
            type.addMethod(wrap("begin(buffer, offset, BLOCK_LENGTH)")
                    .addStatement("return this")
                    .build());
            type.addMethod(fixedLength());
        }
        emitters.forEach(emitter -> Evolution.addSetters(type, emitter.scope().field(), emitter::addSetters));
        return type.build();
    }

    private MethodSpec.Builder wrap(String statement) {
        return place(MethodSpec.methodBuilder("wrap").addJavadoc("""
                        Points this writer at the place where a message is to begin, and clears the block there: a field that
                        is never written reads as zero, not as what an earlier message left in the slot.

                        @param buffer to hold the message
                        @param offset at which the message is to begin
                        @return this writer""").addModifiers(Modifier.PUBLIC))
                .addStatement(statement);
    }

    private MethodSpec wrapInner() {
        return place(MethodSpec.methodBuilder("wrap").addModifiers(Modifier.PRIVATE))
                .addParameter(TypeName.INT, "end")
                .addParameter(TypeName.INT, "limit")
                .addParameter(TypeName.INT, "depth")
                .addStatement("begin(buffer, offset, BLOCK_LENGTH, end, limit, depth)")
                .addStatement("return this")
                .build();
    }

    private static MethodSpec fixedLength() {
        return MethodSpec.methodBuilder("encodedLength")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addStatement("return BLOCK_LENGTH")
                .build();
    }

    private MethodSpec.Builder place(MethodSpec.Builder method) {
        return method.returns(writer)
                .addParameter(Core.MESSAGE_BUFFER, "buffer")
                .addParameter(TypeName.INT, "offset");
    }
}
