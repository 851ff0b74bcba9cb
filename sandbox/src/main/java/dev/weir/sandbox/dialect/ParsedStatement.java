package dev.weir.sandbox.dialect;

/** A statement and the text it was written as (no semicolon, no blanks around). */
public record ParsedStatement(Statement statement, String text) {}
