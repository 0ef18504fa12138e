// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.emit;

import io.ringkernel.processor.model.CodecModel;
import io.ringkernel.processor.model.Component;
import io.ringkernel.processor.model.EnumConstant;
import io.ringkernel.processor.model.Field;
import io.ringkernel.processor.model.FieldType;
import io.ringkernel.processor.model.Gap;
import io.ringkernel.processor.model.WireText;
import io.ringkernel.processor.source.ClassName;
import io.ringkernel.processor.source.CodeBlock;
import io.ringkernel.processor.source.MethodSpec;
import io.ringkernel.processor.source.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Writes what a codec says of its message as data, and the class by which the service loader finds it. */
final class SchemaEmitter {
    private final CodecModel model;
    private final MemberNames names;

    SchemaEmitter(CodecModel model, MemberNames names) {
        this.model = model;
        this.names = names;
    }

    MethodSpec schema() {
        ClassName builder = Core.MESSAGE_SCHEMA.nestedClass("Builder");
        MethodSpec.Builder method = MethodSpec.methodBuilder("schema")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Core.MESSAGE_SCHEMA);
        String name = model.schemaName();
        Map<Integer, CodeBlock> statements = new TreeMap<>();
        model.layout().fields().stream()
                .filter(field -> !(field.type() instanceof FieldType.Bound))
                .forEach(field -> statements.put(field.offset(), field(field)));
        model.layout().gaps().forEach(gap -> statements.put(gap.offset(), gap(gap)));
        if (statements.isEmpty() && model.layout().bound().isEmpty()) {
            return method.addStatement("return $T.of(this, $S).build()", Core.MESSAGE_SCHEMA, name)
                    .build();
        }
        method.addStatement("$T schema = $T.of(this, $S)", builder, Core.MESSAGE_SCHEMA, name);
        statements.values().forEach(method::addStatement);
        model.layout().bound().forEach(field -> method.addStatement(bound(field, (FieldType.Bound) field.type())));
        model.uses().forEach(use -> method.addStatement("schema.use($T.INSTANCE)", Core.name(use.codec())));
        return method.addStatement("return schema.build()").build();
    }

    private CodeBlock field(Field field) {
        Component component = field.component();
        CodeBlock.Builder statement = CodeBlock.builder()
                .add(
                        "schema.field($S, $S, $L, $L)",
                        field.name(),
                        WireText.of(field.type()),
                        names.offset(field),
                        field.type().blockLength());
        if (component.isAdded()) {
            statement.add(".since($L)", component.since());
        }
        component.defaultValue().ifPresent(text -> statement.add(".defaultValue($S)", text.value()));
        if (field.maxLength() > 0) {
            statement.add(".maxLength($L)", isLimited(field) ? names.limit(field) : "" + field.maxLength());
        }
        if (field.maxCount() > 0) {
            statement.add(".maxCount($L)", field.maxCount());
        }
        field.type()
                .parts()
                .filter(FieldType.Enumeration.class::isInstance)
                .map(FieldType.Enumeration.class::cast)
                .findFirst()
                .ifPresent(type -> statement.add(
                        ".constants($L)",
                        quoted(type.constants().stream().map(EnumConstant::name).toList())));
        if (!component.formerNames().isEmpty()) {
            statement.add(".formerNames($L)", quoted(component.formerNames()));
        }
        if (component.isDeprecated()) {
            statement.add(".deprecated()");
        }
        return statement.build();
    }

    private static CodeBlock bound(Field field, FieldType.Bound bound) {
        return CodeBlock.of(
                "schema.header($S, $S, $S)",
                field.name(),
                WireText.of(bound.type()),
                bound.field().displayName());
    }

    private static boolean isLimited(Field field) {
        return field.type().plain() instanceof FieldType.Variable;
    }

    private static CodeBlock quoted(List<String> names) {
        return names.stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(", "));
    }

    private static CodeBlock gap(Gap gap) {
        return CodeBlock.of(
                "schema.field($S, $S, $L, $L).reserved()",
                gap.name(),
                WireText.of(gap.reservation().type()),
                gap.offset(),
                gap.length());
    }

    TypeSpec definition() {
        return TypeSpec.classBuilder("Definition")
                .addJavadoc("Names this codec to the service loader.")
                .addAnnotation(Core.listed(model.message().type().qualifiedName()))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(Core.MESSAGE_DEFINITION)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("Creates the definition, as the service loader does.")
                        .addModifiers(Modifier.PUBLIC)
                        .addStatement("super(INSTANCE)")
                        .build())
                .build();
    }
}
