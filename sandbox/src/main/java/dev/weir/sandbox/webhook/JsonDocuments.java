package dev.weir.sandbox.webhook;

import java.util.ArrayList;
import java.util.List;

/** Splits a text of JSON values, one after another; whether each is valid is for PostgreSQL to say. */
final class JsonDocuments {
    private JsonDocuments() {}

    static List<String> split(String text) {
        var documents = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = end(text, at);
            documents.add(text.substring(at, end));
            at = end;
        }
        return documents;
    }

    private static int end(String text, int start) {
        int depth = 0;
        boolean string = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (string) {
                if (c == '\\') i++;
                else if (c == '"') {
                    string = false;
                    if (depth == 0) return i + 1;
                }
                continue;
            }
            switch (c) {
                case '"' -> {
                    if (depth == 0 && i > start) return i;
                    string = true;
                }
                case '{', '[' -> {
                    if (depth == 0 && i > start) return i;
                    depth++;
                }
                case '}', ']' -> {
                    depth--;
                    if (depth <= 0) return i + 1;
                }
                default -> {
                    if (depth == 0 && Character.isWhitespace(c)) return i;
                }
            }
        }
        return text.length();
    }
}
