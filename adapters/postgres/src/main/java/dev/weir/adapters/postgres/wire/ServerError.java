package dev.weir.adapters.postgres.wire;

import dev.weir.adapter.DatabaseException;

/** The fields of an error or a notice, and the text libpq makes of them. */
record ServerError(
        String severity,
        String sqlState,
        String message,
        String detail,
        String hint,
        int position,
        String internalQuery,
        int internalPosition,
        String context) {

    private static final int DISPLAY_SIZE = 60;
    private static final int MIN_RIGHT_CUT = 10;

    static ServerError read(Message message) {
        String severity = "";
        String state = "";
        String primary = "";
        String detail = "";
        String hint = "";
        String internalQuery = "";
        String context = "";
        int position = 0;
        int internalPosition = 0;
        while (!message.atEnd()) {
            char field = message.readChar();
            if (field == 0) {
                break;
            }
            String value = message.readText();
            switch (field) {
                case 'S' -> severity = value;
                case 'C' -> state = value;
                case 'M' -> primary = value;
                case 'D' -> detail = value;
                case 'H' -> hint = value;
                case 'P' -> position = number(value);
                case 'p' -> internalPosition = number(value);
                case 'q' -> internalQuery = value;
                case 'W' -> context = value;
                default -> {} // other fields are not shown at libpq's default verbosity
            }
        }
        return new ServerError(
                severity, state, primary, detail, hint, position, internalQuery, internalPosition, context);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    DatabaseException toException(String sql) {
        return new DatabaseException(text(sql), sqlState, position, false);
    }

    boolean fatal() {
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    /** The message and the lines below it, each ended by a line feed save the last. */
    String text(String sql) {
        StringBuilder text = new StringBuilder(message);
        if (position > 0 && !sql.isEmpty()) {
            appendLine(text, sql, position);
        } else if (internalPosition > 0 && !internalQuery.isEmpty()) {
            appendLine(text, internalQuery, internalPosition);
        }
        if (!detail.isEmpty()) {
            text.append("\nDETAIL:  ").append(detail);
        }
        if (!hint.isEmpty()) {
            text.append("\nHINT:  ").append(hint);
        }
        if (!internalQuery.isEmpty()) {
            text.append("\nQUERY:  ").append(internalQuery);
        }
        if (!context.isEmpty()) {
            text.append("\nCONTEXT:  ").append(context);
        }
        return text.append('\n').toString();
    }

    /** The line of the statement the position is in, cut to a window of sixty characters, and a caret below it. */
    private static void appendLine(StringBuilder text, String sql, int position) {
        int[] points = sql.codePoints().toArray();
        int at = Math.min(position - 1, points.length);
        int lineNumber = 1;
        int begin = 0;
        for (int index = 0; index < at; index++) {
            if (points[index] == '\n') {
                lineNumber++;
                begin = index + 1;
            }
        }
        int end = at;
        while (end < points.length && points[end] != '\n' && points[end] != '\r') {
            end++;
        }
        boolean cutLeft = false;
        boolean cutRight = false;
        if (end - begin > DISPLAY_SIZE) {
            if (begin + DISPLAY_SIZE >= at + MIN_RIGHT_CUT) {
                end = begin + DISPLAY_SIZE;
                cutRight = true;
            } else {
                if (at + MIN_RIGHT_CUT < end) {
                    end = at + MIN_RIGHT_CUT;
                    cutRight = true;
                }
                if (end - begin > DISPLAY_SIZE) {
                    begin = end - DISPLAY_SIZE;
                    cutLeft = true;
                }
            }
        }
        String head = "LINE " + lineNumber + ": " + (cutLeft ? "..." : "");
        text.append('\n').append(head);
        for (int index = begin; index < end; index++) {
            text.appendCodePoint(points[index] == '\t' ? ' ' : points[index]);
        }
        text.append(cutRight ? "..." : "").append('\n');
        text.repeat(' ', head.length() + at - begin).append('^');
    }
}
