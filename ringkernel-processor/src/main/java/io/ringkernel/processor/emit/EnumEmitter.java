// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Layout;
import io.ringkernel.processor.source.AnnotationSpec;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.FieldSpec;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.ParameterizedTypeName;
import io.ringkernel.processor.source.TypeSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the codes of the constants of enums. */
final class EnumEmitter {
    private EnumEmitter() {}

    static void addConstants(TypeSpec.Builder codec, Layout layout, MemberNames names) {
        for (FieldType.Enumeration type : types(layout)) {
            codec.addField(FieldSpec.builder(
                            ParameterizedTypeName.get(Core.ENUM_CODES, Core.name(type.type())),
                            names.codes(type),
                            Modifier.PRIVATE,
                            Modifier.STATIC,
                            Modifier.FINAL)
                    .initializer("$L()", names.codesOf(type))
                    .build());
        }
    }

    static void addMethods(TypeSpec.Builder codec, Layout layout, MemberNames names) {
        types(layout).forEach(type -> codec.addMethod(codes(type, names)));
    }

    /** Finds the enums in a message, also those that other types are made of. */
    static Set<FieldType.Enumeration> types(Layout layout) {
        return layout.fields().stream()
                .flatMap(field -> field.type().parts())
                .filter(FieldType.Enumeration.class::isInstance)
                .map(FieldType.Enumeration.class::cast)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static MethodSpec codes(FieldType.Enumeration type, MemberNames names) {
        ClassName name = Core.name(type.type());
        MethodSpec.Builder method = MethodSpec.methodBuilder(names.codesOf(type))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ParameterizedTypeName.get(Core.ENUM_CODES, name))
                .addStatement("$1T.Builder<$2T> codes = $1T.of($2T.class)", Core.ENUM_CODES, name);
        if (type.constants().stream().anyMatch(EnumConstant::isDeprecated)) {
            method.addAnnotation(Deprecated.class); // so that it may name them
        }
        if (type.constants().stream().anyMatch(EnumConstant::isForRemoval)) {
            method.addAnnotation(AnnotationSpec.suppressing(List.of("removal")));
        }
        for (EnumConstant constant : type.constants()) {
            method.addStatement("codes.add($T.$L, $L)", name, constant.name(), CodecEmitter.hex(constant.code()));
        }
        type.fallbacks().stream()
                .findFirst()
                .ifPresent(constant -> method.addStatement("codes.fallback($T.$L)", name, constant.name()));
        return method.addStatement("return codes.build()").build();
    }
}
