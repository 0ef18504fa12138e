// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the two switches between the constants of an enum and their codes. */
final class EnumEmitter {
    private EnumEmitter() {}

    static void addMethods(TypeSpec.Builder codec, Layout layout, MemberNames names) {
        for (FieldType.Enumeration type : types(layout)) {
            codec.addMethod(encoder(type, names));
            codec.addMethod(decoder(type, names));
        }
    }

    /** Finds the enums in a message, also those that other types are made of. */
    static Set<FieldType.Enumeration> types(Layout layout) {
        return layout.fields().stream()
                .flatMap(field -> field.type().parts())
                .filter(FieldType.Enumeration.class::isInstance)
                .map(FieldType.Enumeration.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static MethodSpec encoder(FieldType.Enumeration type, MemberNames names) {
        CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("return switch (value)");
        type.constants()
                .forEach(constant ->
                        body.addStatement("case $L -> $L", constant.name(), CodecEmitter.hex(constant.code())));
        return MethodSpec.methodBuilder(names.encoder())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(TypeName.INT)
                .addParameter(Core.name(type.type()), "value")
                .addCode(body.unindent().add("};\n").build())
                .build();
    }

    private static MethodSpec decoder(FieldType.Enumeration type, MemberNames names) {
        ClassName name = Core.name(type.type());
        CodeBlock.Builder body = CodeBlock.builder().beginControlFlow("return switch (code)");
        type.constants()
                .forEach(constant -> body.addStatement(
                        "case $L -> $T.$L", CodecEmitter.hex(constant.code()), name, constant.name()));
        if (type.fallbacks().isEmpty()) {
            body.addStatement("default -> throw $T.unknownCode(code, field)", Core.WIRE);
        } else {
            body.addStatement("default -> $T.$L", name, type.fallbacks().get(0).name());
        }
        return MethodSpec.methodBuilder(names.decoder(type))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(name)
                .addParameter(TypeName.INT, "code")
                .addParameter(String.class, "field")
                .addCode(body.unindent().add("};\n").build())
                .build();
    }
}
