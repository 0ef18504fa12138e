// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Field;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods between a message and a msgpack map, with one line for each field. */
final class MsgpackEmitter {
    private final MemberNames names;
    private final List<Field> fields;
    private final ClassName message;

    MsgpackEmitter(CodecModel model, MemberNames names) {
        this.names = names;
        this.fields = model.layout().fields();
        this.message = Core.name(model.message().type());
    }

    void addMethods(TypeSpec.Builder codec) {
        codec.addMethod(overriding("keyCount")
                .returns(TypeName.INT)
                .addStatement("return $L", fields.size())
                .build());
        codec.addMethod(pack());
        codec.addMethod(unpack());
    }

    private static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private MethodSpec pack() {
        MethodSpec.Builder method =
                overriding("pack").addParameter(message, "message").addParameter(Core.MAP_WRITER, "map");
        fields.forEach(field -> method.addStatement("map.put($1S, message.$1L(), $2L)", field.name(), form(field)));
        return method.build();
    }

    private MethodSpec unpack() {
        CodeBlock values = fields.stream()
                .map(field -> CodeBlock.of("map.get($S, $L)", field.name(), form(field)))
                .collect(CodeBlock.joining(", "));
        return overriding("unpack")
                .returns(message)
                .addParameter(Core.MAP_READER, "map")
                .addStatement("return new $T($L)", message, values)
                .build();
    }

    private CodeBlock form(Field field) {
        return new MsgpackForm(field, names).of(field.type());
    }
}
