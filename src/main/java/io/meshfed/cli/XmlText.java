package io.meshfed.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes small XML documents. The JDK's writer would bring four megabytes of parsers, validators
 * and transformers into an image that otherwise reads and writes no XML.
 */
final class XmlText {

    private final StringBuilder text =
            new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean afterText;

    void open(String element) {
        endTag();
        newLine();
        text.append('<').append(element);
        open.push(element);
        inTag = true;
    }

    void attribute(String name, Object value) {
        text.append(' ').append(name).append("=\"");
        escape(String.valueOf(value));
        text.append('"');
    }

    void text(String content) {
        endTag();
        escape(content);
        afterText = true;
    }

    void close() {
        String element = open.pop();
        if (inTag) {
            text.append("/>");
            inTag = false;
            return;
        }
        // White space inside an element with text would be part of the text.
        if (!afterText) {
            newLine();
        }
        afterText = false;
        text.append("</").append(element).append('>');
    }

    private void endTag() {
        if (inTag) {
            text.append('>');
            inTag = false;
        }
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(open.size()));
    }

    /** Characters that XML 1.0 cannot hold, in whatever form, become question marks. */
    private void escape(String content) {
        content.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> text.append("&amp;");
                                case '<' -> text.append("&lt;");
                                case '>' -> text.append("&gt;");
                                case '"' -> text.append("&quot;");
                                case '\n' -> text.append(inTag ? "&#10;" : "\n");
                                default -> text.appendCodePoint(allowed(c) ? c : '?');
                            }
                        });
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
