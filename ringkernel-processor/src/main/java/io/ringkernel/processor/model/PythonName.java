// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.processor.model;

/** What Python would call a component, in lower case with underscores, by the rule that the core has for it. */
public final class PythonName {
    private PythonName() {}

    /**
     * Turns a name into one of Python: {@code jobId} into {@code job_id}, {@code HTTPServer} into {@code http_server}.
     *
     * @param name of a component
     * @return the name in Python
     */
    public static String of(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            if (beginsWord(name, i)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(name.charAt(i)));
        }
        return text.toString();
    }

    private static boolean beginsWord(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i)) || name.charAt(i - 1) == '_') {
            return false;
        }
        return !Character.isUpperCase(name.charAt(i - 1))
                || i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    }
}
