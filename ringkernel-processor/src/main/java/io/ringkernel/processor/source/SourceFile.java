// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.source;

import io.ringkernel.processor.source.Imports.Scope;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;

/**
 * Prints a class in the form that palantir-java-format gives it, so that a user who formats the build output sees no
 * difference.
 *
 * <p>Knows only what emitters use: one statement to a line, braces at the ends of lines.
 */
public final class SourceFile {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int indent;

    private SourceFile() {}

    /**
     * Prints a class.
     *
     * @param comment     of the first line
     * @param packageName empty for the unnamed package
     * @param type        the class
     * @param isInPackage tells of a simple name whether a class of the package has it
     * @return the text of the file
     */
    public static String print(String comment, String packageName, TypeSpec type, Predicate<String> isInPackage) {
        SourceFile file = new SourceFile();
        file.line("// " + comment);
        if (!packageName.isEmpty()) {
            file.line("package " + packageName + ";");
            file.line("");
        }
        Imports imports = Imports.of(packageName, type);
        List<String> statements = imports.statements(isInPackage);
        statements.forEach(name -> file.line("import " + name + ";"));
        if (!statements.isEmpty()) {
            file.line("");
        }
        file.print(type, imports.file(type));
        return file.text.toString();
    }

    private void print(TypeSpec type, Scope around) {
        javadoc(type.javadoc(), around.inside(type));
        annotations(type.annotations(), around);
        modifiers(type.modifiers());
        add("class " + type.name());
        type.superclass().ifPresent(name -> {
            add(" extends ");
            add(name, around);
        });
        list(" implements ", type.superinterfaces(), around);
        add(" {\n");
        indent++;
        members(type, around.inside(type));
        indent--;
        add("}\n");
    }

    private void members(TypeSpec type, Scope scope) {
        FieldSpec last = null;
        boolean isFirst = true;
        for (FieldSpec field : type.fields()) {
            boolean isGroup = last != null && last.isPrivate() && field.isPrivate();
            separate(isFirst || isGroup);
            print(field, scope);
            last = field;
            isFirst = false;
        }
        for (MethodSpec method : type.methodSpecs()) {
            separate(isFirst);
            print(method, type.name(), scope);
            isFirst = false;
        }
        for (TypeSpec inner : type.types()) {
            separate(isFirst);
            print(inner, scope);
            isFirst = false;
        }
    }

    private void separate(boolean isTogether) {
        if (!isTogether) {
            line("");
        }
    }

    private void print(FieldSpec field, Scope scope) {
        javadoc(field.javadoc(), scope);
        modifiers(field.modifiers());
        add(field.type(), scope);
        add(" " + field.name());
        if (!field.initializer().isEmpty()) {
            add(" = ");
            add(field.initializer(), scope);
        }
        add(";\n");
    }

    private void print(MethodSpec method, String type, Scope scope) {
        javadoc(method.javadoc(), scope);
        annotations(method.annotations(), scope);
        modifiers(method.modifiers());
        if (method.isConstructor()) {
            add(type);
        } else {
            add(method.returnType(), scope);
            add(" " + method.name());
        }
        add("(");
        String separator = "";
        for (ParameterSpec parameter : method.parameters()) {
            add(separator);
            add(parameter.type(), scope);
            add(" " + parameter.name());
            separator = ", ";
        }
        add(")");
        list(" throws ", method.exceptions(), scope);
        if (method.code().isEmpty()) {
            add(" {}\n");
            return;
        }
        add(" {\n");
        indent++;
        add(method.code(), scope);
        indent--;
        add("}\n");
    }

    private void javadoc(CodeBlock javadoc, Scope scope) {
        if (javadoc.isEmpty()) {
            return;
        }
        StringBuilder words = new StringBuilder();
        for (Object part : javadoc.parts()) {
            words.append(part instanceof ClassName name ? scope.name(name) : part);
        }
        List<String> lines = words.toString().lines().toList();
        String only = "/** " + lines.get(0) + " */";
        if (lines.size() == 1 && indent * INDENT.length() + only.length() <= LineBreaks.WIDTH) {
            add(only + "\n");
            return;
        }
        add("/**\n");
        lines.forEach(each -> add((" * " + each).stripTrailing() + "\n"));
        add(" */\n");
    }

    private void annotations(List<AnnotationSpec> annotations, Scope scope) {
        for (AnnotationSpec annotation : annotations) {
            add(annotation.code(), scope);
            add("\n");
        }
    }

    private void modifiers(Set<Modifier> modifiers) {
        for (Modifier modifier : modifiers) { // in the order of the enum, which is that of the language
            add(modifier + " ");
        }
    }

    private void list(String keyword, List<TypeName> types, Scope scope) {
        String separator = keyword;
        for (TypeName type : types) {
            add(separator);
            add(type, scope);
            separator = ", ";
        }
    }

    private void add(TypeName type, Scope scope) {
        if (type instanceof ClassName name) {
            add(scope.name(name));
        } else {
            add(CodeBlock.of("$T", type), scope);
        }
    }

    private void add(CodeBlock code, Scope scope) {
        for (Object part : code.parts()) {
            if (part instanceof CodeBlock.Indent change) {
                indent += change == CodeBlock.Indent.MORE ? 1 : -1;
            } else {
                add(part instanceof ClassName name ? scope.name(name) : (String) part);
            }
        }
    }

    private void add(String code) {
        int from = 0;
        for (int end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', from)) {
            addToLine(code, from, end);
            endLine();
            from = end + 1;
        }
        addToLine(code, from, code.length());
    }

    private void addToLine(String code, int from, int to) {
        if (from < to && line.length() == 0) {
            for (int i = 0; i < indent; i++) {
                line.append(INDENT);
            }
        }
        line.append(code, from, to);
    }

    private void endLine() {
        if (line.length() > LineBreaks.CHAIN_WIDTH) {
            text.append(LineBreaks.apply(line.toString()));
        } else {
            text.append(line);
        }
        text.append('\n');
        line.setLength(0);
    }

    private void line(String code) {
        text.append(code).append('\n');
    }
}
